/*
 * The words of typed times in one table: English, and the months and days in German,
 * French, Spanish, Italian, Portuguese and Dutch that come with logs and mails. Ambiguous
 * abbreviations are left out.
 */
#include "when_token.h"

#include "model/when.h"

#include <string.h>

#define CUT_MIN 3

struct word {
	const char *text; /* in lower case */
	enum word_kind kind;
	int number;
	size_t cut; /* the shortest abbreviation in letters; 0: none */
};

static const struct word words[] = {
	{"january", WORD_MONTH, 1, CUT_MIN},
	{"february", WORD_MONTH, 2, CUT_MIN},
	{"march", WORD_MONTH, 3, CUT_MIN},
	{"april", WORD_MONTH, 4, CUT_MIN},
	{"may", WORD_MONTH, 5},
	{"june", WORD_MONTH, 6, CUT_MIN},
	{"july", WORD_MONTH, 7, CUT_MIN},
	{"august", WORD_MONTH, 8, CUT_MIN},
	{"september", WORD_MONTH, 9, CUT_MIN},
	{"october", WORD_MONTH, 10, CUT_MIN},
	{"november", WORD_MONTH, 11, CUT_MIN},
	{"december", WORD_MONTH, 12, CUT_MIN},
	{"januar", WORD_MONTH, 1},
	{"j\xc3\xa4nner", WORD_MONTH, 1, CUT_MIN},
	{"februar", WORD_MONTH, 2},
	{"m\xc3\xa4rz", WORD_MONTH, 3, CUT_MIN},
	{"maerz", WORD_MONTH, 3},
	{"mrz", WORD_MONTH, 3},
	{"mai", WORD_MONTH, 5},
	{"juni", WORD_MONTH, 6},
	{"juli", WORD_MONTH, 7},
	{"oktober", WORD_MONTH, 10, CUT_MIN},
	{"dezember", WORD_MONTH, 12, CUT_MIN},
	{"janvier", WORD_MONTH, 1, 4},
	{"f\xc3\xa9vrier", WORD_MONTH, 2, CUT_MIN},
	{"fevrier", WORD_MONTH, 2, 4},
	{"mars", WORD_MONTH, 3},
	{"avril", WORD_MONTH, 4, CUT_MIN},
	{"juin", WORD_MONTH, 6},
	{"juillet", WORD_MONTH, 7, 4},
	{"ao\xc3\xbbt", WORD_MONTH, 8},
	{"aout", WORD_MONTH, 8},
	{"septembre", WORD_MONTH, 9, 4},
	{"octobre", WORD_MONTH, 10, CUT_MIN},
	{"novembre", WORD_MONTH, 11, CUT_MIN},
	{"d\xc3\xa9"
	 "cembre",
		WORD_MONTH, 12, CUT_MIN},
	{"decembre", WORD_MONTH, 12, CUT_MIN},
	{"enero", WORD_MONTH, 1, CUT_MIN},
	{"febrero", WORD_MONTH, 2, CUT_MIN},
	{"marzo", WORD_MONTH, 3, CUT_MIN},
	{"abril", WORD_MONTH, 4, CUT_MIN},
	{"mayo", WORD_MONTH, 5},
	{"junio", WORD_MONTH, 6},
	{"julio", WORD_MONTH, 7},
	{"agosto", WORD_MONTH, 8, 4},
	{"septiembre", WORD_MONTH, 9, 4},
	{"setiembre", WORD_MONTH, 9, 4},
	{"octubre", WORD_MONTH, 10, CUT_MIN},
	{"noviembre", WORD_MONTH, 11, CUT_MIN},
	{"diciembre", WORD_MONTH, 12, CUT_MIN},
	{"gennaio", WORD_MONTH, 1, CUT_MIN},
	{"febbraio", WORD_MONTH, 2, CUT_MIN},
	{"aprile", WORD_MONTH, 4, CUT_MIN},
	{"maggio", WORD_MONTH, 5, CUT_MIN},
	{"giugno", WORD_MONTH, 6, CUT_MIN},
	{"luglio", WORD_MONTH, 7, CUT_MIN},
	{"settembre", WORD_MONTH, 9, 4},
	{"ottobre", WORD_MONTH, 10, CUT_MIN},
	{"dicembre", WORD_MONTH, 12, CUT_MIN},
	{"janeiro", WORD_MONTH, 1, 4},
	{"fevereiro", WORD_MONTH, 2, CUT_MIN},
	{"mar\xc3\xa7o", WORD_MONTH, 3, CUT_MIN},
	{"maio", WORD_MONTH, 5},
	{"junho", WORD_MONTH, 6},
	{"julho", WORD_MONTH, 7},
	{"setembro", WORD_MONTH, 9, 4},
	{"outubro", WORD_MONTH, 10, 4},
	{"novembro", WORD_MONTH, 11, CUT_MIN},
	{"dezembro", WORD_MONTH, 12, CUT_MIN},
	{"januari", WORD_MONTH, 1},
	{"februari", WORD_MONTH, 2},
	{"maart", WORD_MONTH, 3},
	{"mrt", WORD_MONTH, 3},
	{"mei", WORD_MONTH, 5},
	{"augustus", WORD_MONTH, 8},
	{"sunday", WORD_WEEKDAY, 0, CUT_MIN},
	{"monday", WORD_WEEKDAY, 1, CUT_MIN},
	{"tuesday", WORD_WEEKDAY, 2, CUT_MIN},
	{"wednesday", WORD_WEEKDAY, 3, CUT_MIN},
	{"thursday", WORD_WEEKDAY, 4, CUT_MIN},
	{"friday", WORD_WEEKDAY, 5, CUT_MIN},
	{"saturday", WORD_WEEKDAY, 6, CUT_MIN},
	{"su", WORD_WEEKDAY, 0},
	{"mo", WORD_WEEKDAY, 1},
	{"tu", WORD_WEEKDAY, 2},
	{"we", WORD_WEEKDAY, 3},
	{"fr", WORD_WEEKDAY, 5},
	{"sa", WORD_WEEKDAY, 6},
	{"sonntag", WORD_WEEKDAY, 0},
	{"montag", WORD_WEEKDAY, 1},
	{"dienstag", WORD_WEEKDAY, 2},
	{"mittwoch", WORD_WEEKDAY, 3},
	{"donnerstag", WORD_WEEKDAY, 4},
	{"freitag", WORD_WEEKDAY, 5},
	{"samstag", WORD_WEEKDAY, 6},
	{"sonnabend", WORD_WEEKDAY, 6},
	{"so", WORD_WEEKDAY, 0},
	{"di", WORD_WEEKDAY, 2},
	{"mi", WORD_WEEKDAY, 3},
	{"do", WORD_WEEKDAY, 4},
	{"lundi", WORD_WEEKDAY, 1, CUT_MIN},
	{"mardi", WORD_WEEKDAY, 2},
	{"mercredi", WORD_WEEKDAY, 3, CUT_MIN},
	{"jeudi", WORD_WEEKDAY, 4, CUT_MIN},
	{"vendredi", WORD_WEEKDAY, 5, CUT_MIN},
	{"samedi", WORD_WEEKDAY, 6},
	{"dimanche", WORD_WEEKDAY, 0, CUT_MIN},
	{"lunes", WORD_WEEKDAY, 1},
	{"martes", WORD_WEEKDAY, 2},
	{"mi\xc3\xa9rcoles", WORD_WEEKDAY, 3, CUT_MIN},
	{"miercoles", WORD_WEEKDAY, 3},
	{"jueves", WORD_WEEKDAY, 4, CUT_MIN},
	{"viernes", WORD_WEEKDAY, 5, CUT_MIN},
	{"s\xc3\xa1"
	 "bado",
		WORD_WEEKDAY, 6, CUT_MIN},
	{"sabado", WORD_WEEKDAY, 6},
	{"domingo", WORD_WEEKDAY, 0, CUT_MIN},
	{"luned\xc3\xac", WORD_WEEKDAY, 1},
	{"marted\xc3\xac", WORD_WEEKDAY, 2},
	{"mercoled\xc3\xac", WORD_WEEKDAY, 3},
	{"gioved\xc3\xac", WORD_WEEKDAY, 4, CUT_MIN},
	{"venerd\xc3\xac", WORD_WEEKDAY, 5},
	{"sabato", WORD_WEEKDAY, 6},
	{"domenica", WORD_WEEKDAY, 0},
	{"maandag", WORD_WEEKDAY, 1},
	{"dinsdag", WORD_WEEKDAY, 2},
	{"woensdag", WORD_WEEKDAY, 3},
	{"donderdag", WORD_WEEKDAY, 4},
	{"vrijdag", WORD_WEEKDAY, 5},
	{"zaterdag", WORD_WEEKDAY, 6},
	{"zondag", WORD_WEEKDAY, 0},
	{"today", WORD_DAY, 0},
	{"yesterday", WORD_DAY, -1},
	{"tomorrow", WORD_DAY, 1},
	{"tonight", WORD_DAY, 0},
	{"heute", WORD_DAY, 0},
	{"gestern", WORD_DAY, -1},
	{"aujourd'hui", WORD_DAY, 0},
	{"aujourd\xe2\x80\x99hui", WORD_DAY, 0},
	{"hier", WORD_DAY, -1},
	{"hoy", WORD_DAY, 0},
	{"ayer", WORD_DAY, -1},
	{"oggi", WORD_DAY, 0},
	{"ieri", WORD_DAY, -1},
	{"hoje", WORD_DAY, 0},
	{"ontem", WORD_DAY, -1},
	{"vandaag", WORD_DAY, 0},
	{"gisteren", WORD_DAY, -1},
	{"noon", WORD_CLOCK, 12},
	{"midday", WORD_CLOCK, 12},
	{"midnight", WORD_CLOCK, 0},
	{"am", WORD_HALF, 0},
	{"a.m", WORD_HALF, 0},
	{"pm", WORD_HALF, 12},
	{"p.m", WORD_HALF, 12},
	{"uhr", WORD_OCLOCK},
	{"uur", WORD_OCLOCK},
	{"o'clock", WORD_OCLOCK},
	{"o\xe2\x80\x99"
	 "clock",
		WORD_OCLOCK},
	{"oclock", WORD_OCLOCK},
	{"s", WORD_UNIT, 1},
	{"sec", WORD_UNIT, 1},
	{"secs", WORD_UNIT, 1},
	{"second", WORD_UNIT, 1},
	{"seconds", WORD_UNIT, 1},
	{"m", WORD_UNIT, 60},
	{"min", WORD_UNIT, 60},
	{"mins", WORD_UNIT, 60},
	{"minute", WORD_UNIT, 60},
	{"minutes", WORD_UNIT, 60},
	{"h", WORD_UNIT, 3600},
	{"hr", WORD_UNIT, 3600},
	{"hrs", WORD_UNIT, 3600},
	{"hs", WORD_UNIT, 3600},
	{"hour", WORD_UNIT, 3600},
	{"hours", WORD_UNIT, 3600},
	{"d", WORD_UNIT, 86400},
	{"day", WORD_UNIT, 86400},
	{"days", WORD_UNIT, 86400},
	{"w", WORD_UNIT, 604800},
	{"week", WORD_UNIT, 604800},
	{"weeks", WORD_UNIT, 604800},
	{"fortnight", WORD_UNIT, 1209600},
	{"fortnights", WORD_UNIT, 1209600},
	{"month", WORD_MONTHS, 1},
	{"months", WORD_MONTHS, 1},
	{"quarter", WORD_MONTHS, 3},
	{"quarters", WORD_MONTHS, 3},
	{"y", WORD_MONTHS, 12},
	{"yr", WORD_MONTHS, 12},
	{"yrs", WORD_MONTHS, 12},
	{"year", WORD_MONTHS, 12},
	{"years", WORD_MONTHS, 12},
	{"st", WORD_ORDINAL},
	{"nd", WORD_ORDINAL},
	{"rd", WORD_ORDINAL},
	{"th", WORD_ORDINAL, 4}, /* not after a number: Thursday */
	{"at", WORD_FILLER},
	{"on", WORD_FILLER},
	{"of", WORD_FILLER},
	{"the", WORD_FILLER},
	{"t", WORD_FILLER},
	{"from", WORD_FILLER},
	{"between", WORD_FILLER},
	{"local", WORD_FILLER},
	{"time", WORD_FILLER},
	{"sharp", WORD_FILLER},
	{"um", WORD_FILLER},
	{"den", WORD_FILLER},
	{"von", WORD_FILLER},
	{"zwischen", WORD_FILLER},
	{"le", WORD_FILLER},
	{"\xc3\xa0", WORD_FILLER},
	{"\xc3\xa0s", WORD_FILLER},
	{"la", WORD_FILLER},
	{"las", WORD_FILLER},
	{"om", WORD_FILLER},
	{"alle", WORD_FILLER},
	{"ore", WORD_FILLER},
	{"kl", WORD_FILLER},
	{"de", WORD_FILLER},
	{"this", WORD_WEEK, 0},
	{"last", WORD_WEEK, -1},
	{"next", WORD_WEEK, 1},
	{"about", WORD_ABOUT},
	{"around", WORD_ABOUT},
	{"approximately", WORD_ABOUT},
	{"approx", WORD_ABOUT},
	{"roughly", WORD_ABOUT},
	{"circa", WORD_ABOUT},
	{"ca", WORD_ABOUT},
	{"c", WORD_ABOUT},
	{"ish", WORD_ABOUT},
	{"etwa", WORD_ABOUT},
	{"gegen", WORD_ABOUT},
	{"vers", WORD_ABOUT},
	{"ungef\xc3\xa4hr", WORD_ABOUT},
	{"to", WORD_UNTIL},
	{"until", WORD_UNTIL},
	{"till", WORD_UNTIL},
	{"til", WORD_UNTIL},
	{"through", WORD_UNTIL},
	{"thru", WORD_UNTIL},
	{"and", WORD_UNTIL},
	{"bis", WORD_UNTIL},
	{"tot", WORD_UNTIL},
	{"und", WORD_UNTIL},
	{"now", WORD_NOW},
	{"ago", WORD_AGO, -1},
	{"earlier", WORD_AGO, -1},
	{"later", WORD_AGO, 1},
	{"unknown", WORD_VALUE, WHEN_UNKNOWN},
	{"n/a", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"na", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"none", WORD_VALUE, WHEN_NOT_APPLICABLE},
	{"ongoing", WORD_VALUE, WHEN_ONGOING},
};

/* In lower case: ASCII, and the second byte of accented Latin letters. */
static char small(const char *text, size_t at)
{
	unsigned char byte = (unsigned char)text[at];

	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte | 0x20);
	if (at > 0 && text[at - 1] == '\xc3' && byte >= 0x80 && byte <= 0x9e)
		return (char)(byte | 0x20);
	return text[at];
}

static bool is_same_word(const char *text, size_t len, const struct word *word)
{
	if (len == 0 || small(text, 0) != word->text[0])
		return false;

	size_t full = strlen(word->text);

	if (len > full || (len < full && (word->cut == 0 || len < word->cut)))
		return false;
	for (size_t i = 0; i < len; i++)
		if (small(text, i) != word->text[i])
			return false;
	return true;
}

void token_look_up(struct token *self)
{
	self->word = WORD_OTHER;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (is_same_word(self->text, self->len, &words[i])) {
			self->word = words[i].kind;
			self->number = words[i].number;
			return;
		}
	}
}

bool when_is_about(struct slice word)
{
	struct token token = {.text = word.data, .len = word.len};

	token_look_up(&token);
	return token.word == WORD_ABOUT;
}

bool token_is_text(const struct token *self, const char *text)
{
	if (self->kind != TOKEN_WORD || self->len != strlen(text))
		return false;
	for (size_t i = 0; i < self->len; i++)
		if ((self->text[i] | 0x20) != text[i])
			return false;
	return true;
}
