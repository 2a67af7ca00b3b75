/* The words in times that programs write: months, days of the week, labels of zones. */
#include "stamp_words.h"

#include <string.h>

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"};
static const char *const weekdays[] = {
	"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

static const char *const other_months[] = {"januar", "j\xC3\xA4n", "j\xC3\xA4nner", "februar",
	"m\xC3\xA4rz", "m\xC3\xA4r", "mrz", "mai", "juni", "juli", "sept", "oktober", "okt",
	"dezember", "dez", "janvier", "janv", "f\xC3\xA9vrier", "f\xC3\xA9vr", "mars", "avril",
	"avr", "juin", "juillet", "juil", "ao\xC3\xBBt", "septembre", "octobre", "novembre",
	"d\303\251cembre", "d\303\251c", "enero", "ene", "febrero", "marzo", "abril", "abr", "mayo",
	"junio", "julio", "agosto", "septiembre", "setiembre", "octubre", "noviembre", "diciembre",
	"dic", "gennaio", "gen", "febbraio", "aprile", "maggio", "mag", "giugno", "giu", "luglio",
	"lug", "settembre", "ottobre", "ott", "dicembre", "janeiro", "fevereiro", "fev",
	"mar\xC3\xA7o", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
	"januari", "februari", "maart", "mrt", "mei", "augustus"};
static const char *const other_weekdays[] = {"montag", "dienstag", "mittwoch", "donnerstag",
	"freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi", "jeudi",
	"vendredi", "samedi", "dimanche", "lunes", "martes", "mi\xC3\xA9rcoles", "jueves",
	"viernes", "s\303\241bado", "domingo", "luned\xC3\xAC", "marted\xC3\xAC",
	"mercoled\xC3\xAC", "gioved\xC3\xAC", "venerd\xC3\xAC", "sabato", "domenica", "maandag",
	"dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"};
static const char *const near_days[] = {"today", "yesterday", "heute", "gestern", "aujourd'hui",
	"aujourd\xE2\x80\x99hui", "hier", "hoy", "ayer", "oggi", "ieri", "hoje", "ontem", "vandaag",
	"gisteren"};

static const char *const zones[] = {"UTC", "GMT", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST",
	"WET", "WEST", "BST", "MSK", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST",
	"AKDT", "HST", "IST", "JST", "KST", "SGT", "HKT", "AEST", "AEDT", "ACST", "AWST", "NZST",
	"NZDT", "SAST"};

/* Most stamps are numbers. */
static bool may_begin_word(char c)
{
	return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* A name in full or its first three letters, with or without a point. */
static bool scan_name(struct scan *self, const char *const *names, size_t n)
{
	char first = ascii_lower(scan_peek(self));

	if (!may_begin_word(first))
		return false;
	for (size_t i = 0; i < n; i++) {
		char brief[4] = {0};

		if (first != names[i][0])
			continue;
		memcpy(brief, names[i], 3);
		if (scan_word(self, names[i]))
			return true;
		if (scan_word(self, brief)) {
			(void)scan_char(self, '.');
			return true;
		}
	}
	return false;
}

/* One of these. */
static bool scan_one_of(struct scan *self, const char *const *names, size_t n)
{
	char first = ascii_lower(scan_peek(self));

	if (!may_begin_word(first))
		return false;
	for (size_t i = 0; i < n; i++)
		if (first == names[i][0] && scan_word(self, names[i]))
			return true;
	return false;
}

/* One of these, with or without a point. */
static bool scan_whole(struct scan *self, const char *const *names, size_t n)
{
	if (!scan_one_of(self, names, n))
		return false;
	(void)scan_char(self, '.');
	return true;
}

bool scan_month(struct scan *self)
{
	return scan_name(self, months, sizeof months / sizeof *months) ||
	       scan_whole(self, other_months, sizeof other_months / sizeof *other_months);
}

/* "Fr.": so short a word only with its point */
static bool scan_brief_weekday(struct scan *self)
{
	static const char *const briefs[] = {"mo.", "di.", "mi.", "do.", "fr.", "sa.", "so.",
		"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."};

	return scan_one_of(self, briefs, sizeof briefs / sizeof *briefs);
}

bool scan_weekday_name(struct scan *self)
{
	return scan_name(self, weekdays, sizeof weekdays / sizeof *weekdays) ||
	       scan_whole(self, other_weekdays, sizeof other_weekdays / sizeof *other_weekdays) ||
	       scan_brief_weekday(self);
}

bool scan_near_day(struct scan *self)
{
	return scan_one_of(self, near_days, sizeof near_days / sizeof *near_days);
}

bool scan_zone_label(struct scan *self)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		struct scan ahead = *self;

		if (scan_text(&ahead, zones[i]) && !ascii_is_alphanumeric(scan_peek(&ahead))) {
			*self = ahead;
			return true;
		}
	}
	return false;
}
