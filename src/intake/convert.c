/* What people type as a value, turned into what the file stores; a table by kind. */
#include "internal.h"

#include <assert.h>
#include <string.h>

/* One value under conversion. */
struct typed {
	struct intake *intake;
	const struct when_place *place;
	const struct form_field *field;
	struct slice text;
	struct str *out;
	struct str *note; /* why it is odd, "" when it is not */
};

static void keep(const struct typed *self)
{
	str_append(self->out, self->text.data, self->text.len);
}

/*
 * Reads a time that says its day, or that its context gives one. The day of the import
 * tells nothing about the incident: "11:30" alone is no time.
 */
static bool read_time(struct slice text, struct when_context *context, struct when *when,
	struct str *note, struct err *err)
{
	struct str copy = {0};

	str_append(&copy, text.data, text.len);
	context->lacks_now = true;
	bool good = when_parse_loose(when, str_text(&copy), context, note, err);
	str_release(&copy);
	return good;
}

bool intake_reads_as_time(const struct intake *self, const struct form_field *field,
	struct slice typed, enum intake_day day, struct when *when)
{
	struct when_context context = {
		.zone = &self->zone,
		.now = self->options->now,
		.before.kind = day == DAY_GIVEN ? WHEN_INSTANT : WHEN_NONE,
		.date_only = field->kind == KIND_DATE,
		.may_be_ongoing = field->role == ROLE_END,
	};

	return read_time(typed, &context, when, NULL, NULL) && when->kind != WHEN_NONE;
}

static void convert_time(const struct typed *self)
{
	struct err why = {0};
	struct when_context context;
	struct when when;

	when_place_context(self->place, &self->intake->zone, self->intake->options->now, &context);
	if (read_time(self->text, &context, &when, self->note, &why)) {
		when_format(&when, self->out);
		return;
	}
	keep(self);
	str_clear(self->note);
	str_appendf(self->note, "this is kept as typed: %s", why.message);
}

/* "80", "80.5", "80 %", "80%" */
static void convert_number(const struct typed *self)
{
	struct slice digits = self->text;
	size_t n = 0;

	if (digits.len > 0 && digits.data[digits.len - 1] == '%') {
		digits.len--;
		digits = slice_trim_end(digits);
	}
	if (n < digits.len && digits.data[n] == '-')
		n++;
	while (n < digits.len && (ascii_is_digit(digits.data[n]) || digits.data[n] == '.'))
		n++;
	if (n < digits.len || n == 0) {
		keep(self);
		str_append_text(self->note, "this is kept as typed: it is no number");
		return;
	}
	str_append(self->out, digits.data, digits.len);
}

static void convert_choice(const struct typed *self)
{
	for (size_t i = 0; i < self->field->n_choices; i++) {
		if (slice_equal_fold(self->text, self->field->choices[i])) {
			str_append_text(self->out, self->field->choices[i]);
			return;
		}
	}
	keep(self);
	str_append_text(self->note, "this is kept as typed: it is none of the choices");
}

static void convert_flag(const struct typed *self)
{
	static const struct {
		const char *typed;
		const char *stored;
	} words[] = {{"yes", "true"}, {"true", "true"}, {"no", "false"}, {"false", "false"}};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (slice_equal_fold(self->text, words[i].typed)) {
			str_append_text(self->out, words[i].stored);
			return;
		}
	}
	keep(self);
	str_append_text(self->note, "this is kept as typed: it is neither yes nor no");
}

struct slice intake_after_bullet(struct slice line)
{
	static const char *const bullets[] = {"- ", "* ", "+ ", "\xE2\x80\xA2 "};
	size_t digits = 0;

	for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
		size_t len = strlen(bullets[i]);

		if (line.len > len && memcmp(line.data, bullets[i], len) == 0)
			return slice_trim(slice_from(line, len));
	}
	while (digits < line.len && digits < 3 && ascii_is_digit(line.data[digits]))
		digits++;
	if (digits > 0 && digits + 2 < line.len && ascii_is_one_of(line.data[digits], ".)") &&
		line.data[digits + 1] == ' ')
		return slice_trim(slice_from(line, digits + 2));
	return line;
}

/* A line is an item, unless it is indented below one. */
static void convert_list(const struct typed *self)
{
	struct slice rest = self->text;
	struct slice line;
	struct str item = {0};

	while (slice_next_line(&rest, &line)) {
		bool goes_on =
			item.len > 0 && line.len > 2 && line.data[0] == ' ' && line.data[1] == ' ';

		if (goes_on) {
			str_append_char(&item, '\n');
			str_append(&item, line.data + 2, line.len - 2);
			continue;
		}
		if (item.len > 0)
			list_append(self->out, item.data, item.len);
		line = intake_after_bullet(slice_trim(line));
		str_set(&item, line.data, line.len);
	}
	if (item.len > 0)
		list_append(self->out, item.data, item.len);
	str_release(&item);
}

/* Lines become one, with blanks between. */
static void convert_line(const struct typed *self)
{
	struct slice rest = self->text;
	struct slice line;

	for (bool first = true; slice_next_line(&rest, &line); first = false) {
		line = slice_trim(line);
		if (!first && line.len > 0)
			str_append_char(self->out, ' ');
		str_append(self->out, line.data, line.len);
	}
}

static void (*const converters[])(const struct typed *self) = {
	[KIND_LINE] = convert_line,
	[KIND_TEXT] = keep,
	[KIND_DATETIME] = convert_time,
	[KIND_DATE] = convert_time,
	[KIND_NUMBER] = convert_number,
	[KIND_PERCENT] = convert_number,
	[KIND_CHOICE] = convert_choice,
	[KIND_FLAG] = convert_flag,
	[KIND_PERSON] = convert_line,
	[KIND_LINK] = convert_line,
	[KIND_LIST] = convert_list,
	[KIND_ROWS] = keep,
	[KIND_COMPUTED] = keep,
};

static_assert(sizeof converters / sizeof converters[0] == N_KINDS, "every kind is converted");

void intake_convert(struct intake *self, const struct when_place *place, struct slice text,
	unsigned line, struct str *out)
{
	const struct form_field *field = when_place_field(place);
	struct str note = {0};
	const struct typed typed = {
		.intake = self,
		.place = place,
		.field = field,
		.text = slice_trim_lines(text),
		.out = out,
		.note = &note,
	};

	if (typed.text.len > 0)
		converters[field->kind](&typed);
	if (note.len > 0)
		intake_note(self, line, "%s: %s", field->label, str_text(&note));
	str_release(&note);
}
