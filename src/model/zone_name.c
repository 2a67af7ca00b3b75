/*
 * Zones by the names that people know: in other letters, with spaces, as a path, as an
 * offset, by the city alone. Unambiguous names are accepted; for others the message
 * suggests the nearest.
 */
#include "when_label.h"
#include "when_offset.h"
#include "zone_names.h"

#include "base/slice.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ZONE_MARK "zoneinfo/"
#define NAME_MAX_BYTES 63
#define CUT_MIN 3   /* letters of the shortest abbreviation */
#define WEST_MAX 12 /* hours of Etc/GMT+12 */
#define EAST_MAX 14

/* Ignores case, and maps what joins two words of a name to "_"; before a digit a dash is a sign. */
static char plain(const char *text)
{
	bool is_joint = *text == ' ' || *text == '-';

	return is_joint && ascii_is_letter(text[1]) ? '_' : ascii_lower(*text);
}

static bool is_same(const char *a, const char *b)
{
	while (*a != '\0' && plain(a) == plain(b))
		a++, b++;
	return *a == *b;
}

static const char *city(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash != NULL ? slash + 1 : name;
}

/* The name itself in other letters, or that of the only city of this name. */
static const char *find_name(const char *typed)
{
	size_t n;
	const char *const *names = zone_names(&n);
	const char *found = NULL;
	size_t n_cities = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_same(names[i], typed))
			return names[i];
		if (strchr(names[i], '/') != NULL && is_same(city(names[i]), typed)) {
			found = names[i];
			n_cities++;
		}
	}
	return n_cities == 1 ? found : NULL;
}

/* Does the text begin with start at some offset? */
static bool begins(const char *text, const char *start)
{
	while (*start != '\0' && plain(text) == plain(start))
		text++, start++;
	return *start == '\0';
}

static bool holds(const char *text, const char *part)
{
	for (; *text != '\0'; text++)
		if (begins(text, part))
			return true;
	return *part == '\0';
}

size_t zone_match(const char *typed, const char **out, size_t most)
{
	size_t n;
	size_t found = 0;
	const char *const *names = zone_names(&n);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < n; i++) {
			bool is_start = begins(names[i], typed) || begins(city(names[i]), typed);

			if (pass == 0 ? !is_start : is_start || !holds(names[i], typed))
				continue;
			if (found < most)
				out[found] = names[i];
			found++;
		}
	}
	return found;
}

/* How many letters must change, at most limit; Levenshtein distance with one row. */
static size_t distance(const char *a, const char *b, size_t limit)
{
	size_t row[NAME_MAX_BYTES + 2];
	size_t len = strlen(b);

	if (len > NAME_MAX_BYTES)
		return limit;
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		size_t corner = row[0];
		size_t least = row[0] = i + 1;

		for (size_t j = 0; j < len; j++) {
			size_t change = corner + (ascii_lower(a[i]) != ascii_lower(b[j]));
			size_t shift = (row[j] < row[j + 1] ? row[j] : row[j + 1]) + 1;

			corner = row[j + 1];
			row[j + 1] = change < shift ? change : shift;
			least = least < row[j + 1] ? least : row[j + 1];
		}
		if (least >= limit)
			return limit;
	}
	return row[len] < limit ? row[len] : limit;
}

/* The nearest name, complete or by its city; NULL if none is near. */
static const char *find_nearest(const char *typed)
{
	size_t n;
	const char *const *names = zone_names(&n);
	const char *nearest = NULL;
	size_t best = strlen(typed) / 3 + 1;
	size_t part_limit = strlen(city(typed)) / 3 + 1;

	for (size_t i = 0; i < n; i++) {
		size_t whole = distance(typed, names[i], best);
		size_t part = distance(city(typed), city(names[i]), part_limit);
		size_t size = part < part_limit && part < whole ? part : whole;

		if (size < best) {
			best = size;
			nearest = names[i];
		}
	}
	return nearest;
}

/* Bytes of "UTC" or "GMT" before an offset. */
static size_t utc_length(const char *text)
{
	static const char *const names[] = {"utc", "gmt", "ut"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);
		struct slice start = {text, strnlen(text, len)};

		if (slice_equal_fold(start, names[i]))
			return len + strspn(text + len, " ");
	}
	return 0;
}

static int take_number(const char **text, size_t digits)
{
	int number = 0;

	for (; digits > 0; digits--)
		number = number * 10 + *(*text)++ - '0';
	return number;
}

/* One digit or two. */
static bool read_two(const char **text, int *number)
{
	size_t digits = strspn(*text, "0123456789");

	if (digits < 1 || digits > 2)
		return false;
	*number = take_number(text, digits);
	return true;
}

/* "+2", "-03:00", "+0530": minutes with their sign. */
static bool read_offset(const char *text, int *minutes)
{
	char sign = *text++;
	int hour = 0;
	int minute = 0;

	if (sign != '+' && sign != '-')
		return false;
	text += strspn(text, " ");
	if (strspn(text, "0123456789") == 4 && text[4] == '\0') {
		hour = take_number(&text, 2);
		minute = take_number(&text, 2);
	} else if (!read_two(&text, &hour) ||
		   (*text == ':' && (text++, !read_two(&text, &minute))) || *text != '\0') {
		return false;
	}
	*minutes = (sign == '-' ? -1 : 1) * (hour * 60 + minute);
	return minute < 60;
}

/* The zone of the database that always has this offset; failing that, one that has it somewhere. */
static bool find_fixed(struct zone *self, const char *typed, int minutes, struct err *err)
{
	struct str name = {0};
	int hours = minutes / 60;
	const char *somewhere = offset_zone(minutes);

	if (somewhere == NULL)
		return err_set(err, ERR_VALUE, "\"%s\" is not a time zone: no zone has that offset",
			typed);
	if (minutes % 60 != 0 || hours < -WEST_MAX || hours > EAST_MAX)
		return err_set(err, ERR_VALUE,
			"\"%s\" is not the name of a time zone; %s has that offset", typed,
			somewhere);
	if (hours == 0)
		str_append_text(&name, "UTC");
	else
		str_appendf(&name, "Etc/GMT%+d", -hours); /* whose sign is reversed */
	bool is_known = zone_init(self, str_text(&name), err);
	str_release(&name);
	return is_known;
}

static bool refuse(const char *typed, struct err *err)
{
	const char *near = label_zone(typed);

	if (err == NULL) /* a slow search for a suggestion that no caller reads */
		return false;
	if (near == NULL && strlen(typed) >= CUT_MIN)
		(void)zone_match(typed, &near, 1);
	if (near == NULL)
		near = find_nearest(typed);
	if (near == NULL)
		return err_set(err, ERR_VALUE,
			"there is no time zone \"%s\"; use a name like Europe/Berlin", typed);
	return err_set(err, ERR_VALUE, "there is no time zone \"%s\"; the nearest name is %s",
		typed, near);
}

/* Without surrounding spaces, the ":" of TZ, and the path to the database. */
static void strip(const char *typed, struct str *out)
{
	struct slice text = slice_trim(slice_of_text(typed));

	if (text.len > 0 && *text.data == ':')
		text = slice_from(text, 1);
	str_append(out, text.data, text.len);
	const char *mark = *str_text(out) == '/' ? strstr(out->data, ZONE_MARK) : NULL;
	if (mark != NULL)
		str_splice(out, 0, (size_t)(mark - out->data) + strlen(ZONE_MARK), "", 0);
	if (mark != NULL && strncmp(out->data, "posix/", strlen("posix/")) == 0)
		str_splice(out, 0, strlen("posix/"), "", 0);
}

/* Cuts it for a sentence, between characters. */
static void shorten(struct str *name)
{
	size_t len = NAME_MAX_BYTES;

	if (name->len <= NAME_MAX_BYTES)
		return;
	while (len > 0 && (name->data[len] & '\xc0') == '\x80')
		len--;
	str_splice(name, len, name->len - len, "...", 3);
}

static bool find(struct zone *self, const char *name, bool is_posix, struct err *err)
{
	int minutes;
	size_t utc = utc_length(name);

	if (zone_init(self, name, NULL))
		return true;
	if (strlen(name) > NAME_MAX_BYTES)
		return err_set(err, ERR_VALUE,
			"\"%s\" is not a time zone; use a name like Europe/Berlin", name);
	if (!is_posix && label_is_utc(name))
		return zone_init(self, "UTC", err);
	if (!is_posix && read_offset(name + utc, &minutes))
		return find_fixed(self, name, minutes, err);
	const char *known = find_name(name);
	return known != NULL ? zone_init(self, known, err) : refuse(name, err);
}

/* Says how the typed name was understood, if that differs. */
static void note_name(const struct zone *zone, const char *typed, struct str *note)
{
	if (note == NULL || strcmp(zone->name, typed) == 0 || *typed == '\0')
		return;
	str_appendf(note, "\"%s\" is read as %s", typed, zone->name);
	if (strncmp(zone->name, "Etc/GMT", strlen("Etc/GMT")) == 0 && zone->name[7] != '\0')
		str_appendf(note, ", which is UTC%c%s", zone->name[7] == '-' ? '+' : '-',
			zone->name + 8);
}

bool zone_find(struct zone *self, const char *typed, struct str *note, struct err *err)
{
	struct str name = {0};

	strip(typed, &name);
	shorten(&name);
	bool is_found = find(self, str_text(&name), false, err);
	if (is_found)
		note_name(self, typed, note);
	str_release(&name);
	return is_found;
}

/* The "3" of "UTC-3" and "<-03>3": POSIX counts westwards. */
static bool read_posix(const char *text, int *minutes)
{
	size_t letters =
		*text == '<' ? strcspn(text, ">") + 1
			     : strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
	struct str offset = {0};

	if (letters < 3 || letters > strlen(text))
		return false;
	text += letters;
	str_appendf(&offset, "%s%s", *text == '+' || *text == '-' ? "" : "+", text);
	bool is_read = read_offset(str_text(&offset), minutes);
	*minutes = -*minutes;
	str_release(&offset);
	return is_read;
}

/* "CET-1CEST,M3.5.0,M10.5.0/3": a rule, which a document cannot have. */
static const char *label_of_rule(const char *text, char out[LABEL_SIZE])
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (len < 2 || len >= LABEL_SIZE || text[len] == '\0')
		return NULL;
	memcpy(out, text, len);
	out[len] = '\0';
	return label_zone(out);
}

bool zone_of_environment(struct zone *self, const char *tz, struct str *note, struct err *err)
{
	struct str name = {0};
	char label[LABEL_SIZE];
	int minutes = 0;
	bool is_found = false;

	strip(tz, &name);
	shorten(&name);
	const char *text = str_text(&name);
	if (zone_init(self, text, NULL))
		is_found = true;
	else if (read_posix(text, &minutes))
		is_found = find_fixed(self, text, minutes, err);
	else if (label_of_rule(text, label) != NULL)
		err_set(err, ERR_VALUE,
			"\"%s\" is a rule, not the name of a time zone; the nearest name is %s",
			text, label_of_rule(text, label));
	else
		is_found = find(self, text, true, err);
	if (is_found)
		note_name(self, text, note);
	str_release(&name);
	return is_found;
}
