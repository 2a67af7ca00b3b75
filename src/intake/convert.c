/*
 * Turns the text of a value into what the file stores. How lines make up a value is decided here by
 * kind; what the value means is decided as in the editor.
 */
#include "internal.h"
#include "model/typed.h"

#include <string.h>

/* One value being converted. */
struct typed {
	struct intake *intake;
	const struct when_place *place;
	const struct form_field *field;
	enum answer_place stands;
	struct slice text;
	struct str *out;
	struct str *rest; /* the end of a range; NULL if it cannot be kept */
	struct str *note; /* why it is odd; "" if it is not */
};

static void keep(const struct typed *self)
{
	str_append(self->out, self->text.data, self->text.len);
}

bool intake_reads_as_time(const struct intake *self, const struct form_field *field,
	struct slice typed, enum intake_day day, struct when *when)
{
	struct str text = {0};
	struct str end = {0};
	const struct when_context context = {
		.zone = &self->zone,
		.now = self->options->now,
		.before.kind = day == DAY_GIVEN ? WHEN_INSTANT : WHEN_NONE,
		.lacks_now = true,
		.date_only = !kind_info(field->kind)->is_moment,
		.may_be_ongoing = field_has_role(field, ROLE_END),
		.range_end = day == DAY_GIVEN ? &end : NULL,
	};

	str_append(&text, typed.data, typed.len);
	bool is_read = when_parse_loose(when, str_text(&text), &context, NULL, NULL);

	str_release(&text);
	str_release(&end);
	return is_read && when->kind != WHEN_NONE;
}

/* The day of the import says nothing about the incident, so "11:30" alone is not a time. */
static void find_context(const struct typed *self, struct when_context *context)
{
	when_place_context(self->place, &self->intake->zone, self->intake->options->now, context);
	context->lacks_now = true;
	context->range_end = self->rest;
}

/* An abbreviated choice would be a guess that the user does not see here. */
static void undo_guess(const struct typed *self, const struct str *text, size_t start)
{
	const char *stored = str_text(self->out) + start;

	if (!kind_info(self->field->kind)->takes_choices || choice_is_named(stored, str_text(text)))
		return;
	str_appendf(self->note, "this is kept as typed: it may be short for \"%s\"", stored);
	str_splice(self->out, start, self->out->len - start, text->data, text->len);
}

/* "10/15/2023", as the reports of those who write it so should have it again. */
static bool has_us_date(const char *text)
{
	static const char digits[] = "0123456789";

	while ((text = strpbrk(text, digits))) {
		size_t month = strspn(text, digits);
		const char *day = text + month + (text[month] == '/');
		size_t len = strspn(day, digits);

		if (text[month] == '/' && month <= 2 && len >= 1 && len <= 2 && day[len] == '/' &&
			strspn(day + len + 1, digits) == 4)
			return true;
		text += month;
	}
	return false;
}

/* Stores text that the editor would accept; anything else is kept as it is. */
static void store(const struct typed *self, const struct str *text)
{
	size_t start = self->out->len;
	struct err why = {0};
	struct when_context context;

	find_context(self, &context);
	if (!typed_parse(self->field, str_text(text), &context, self->out, self->note, &why)) {
		str_append(self->out, text->data, text->len);
		str_clear(self->note);
		str_appendf(self->note, "this is kept as typed: %s", why.message);
		return;
	}
	undo_guess(self, text, start);
	if (kind_info(self->field->kind)->is_time && has_us_date(str_text(text)))
		document_set_us_dates(self->intake->document, true);
	if (self->rest != NULL && self->rest->len > 0 && kind_info(self->field->kind)->is_time)
		str_appendf(self->note, "%sthis is a range; its end is in the text",
			self->note->len > 0 ? "; " : "");
}

static void convert_value(const struct typed *self)
{
	struct str text = {0};

	str_append(&text, self->text.data, self->text.len);
	store(self, &text);
	str_release(&text);
}

/* A list being read. */
struct list_reader {
	const struct typed *typed;
	struct str item;
	size_t indent;  /* of the first item */
	size_t pending; /* blank lines that may belong to the item */
};

static size_t indentation(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == ' ')
		n++;
	return n;
}

static void finish_item(struct list_reader *self)
{
	const struct typed *typed = self->typed;
	struct str item = {0};

	if (self->item.len > 0)
		answer_unescape(typed->intake->layout, typed->field, ANSWER_ITEM,
			slice_of(&self->item), &item);
	list_append(typed->out, str_text(&item), item.len);
	str_clear(&self->item);
	str_release(&item);
}

static void read_item_line(struct list_reader *self, struct slice line)
{
	size_t indent = indentation(line);

	if (slice_trim(line).len == 0) {
		self->pending++;
		return;
	}
	if (self->item.len > 0 && indent >= self->indent + 2) {
		str_append_repeat(&self->item, '\n', self->pending + 1);
		line = slice_from(line, self->indent + 2);
		str_append(&self->item, line.data, line.len);
	} else {
		finish_item(self);
		self->indent = indent;
		line = answer_after_bullet(slice_from(line, indent));
		line = slice_from(line, indentation(line));
		str_set(&self->item, line.data, line.len);
	}
	self->pending = 0;
}

/* A line is an item, unless it is indented below one. */
static void convert_list(const struct typed *self)
{
	struct list_reader reader = {.typed = self};
	struct slice rest = self->text;
	struct slice line;

	while (slice_next_line(&rest, &line))
		read_item_line(&reader, line);
	finish_item(&reader);
	str_release(&reader.item);
}

static void convert_prose(const struct typed *self)
{
	answer_unescape(self->intake->layout, self->field, self->stands, self->text, self->out);
}

/* Joins lines with spaces, unless a break is marked. */
static void join_lines(struct slice rest, bool may_break, struct str *out)
{
	bool is_broken = false;
	struct slice line;

	for (bool first = true; slice_next_line(&rest, &line); first = false) {
		size_t n;
		bool breaks = may_break && rest.len > 0 && answer_ends_in_break(line, &n);

		if (!first && !is_broken)
			line = slice_from(line, indentation(line));
		if (breaks)
			line.len -= (n + 1) / 2;
		else if (!is_broken || rest.len > 0)
			line = slice_trim_end(line);
		if (!first && !is_broken && line.len > 0)
			str_append_char(out, ' ');
		str_append(out, line.data, line.len);
		if (breaks)
			str_append_char(out, '\n');
		is_broken = breaks;
	}
}

static void convert_line(const struct typed *self)
{
	struct slice answer = self->text;
	struct str lines = {0};
	struct str text = {0};

	if (memchr(answer.data, '\n', answer.len)) {
		join_lines(answer, answer_keeps_breaks(self->field, self->stands), &lines);
		answer = slice_of(&lines);
	}
	answer_unescape(self->intake->layout, self->field, self->stands, answer, &text);
	store(self, &text);
	str_release(&lines);
	str_release(&text);
}

typedef void converter(const struct typed *self);

static converter *converter_of(const struct kind_info *kind)
{
	if (kind->parse == NULL)
		return keep;
	if (kind->has_items)
		return convert_list;
	if (kind->is_prose)
		return convert_prose;
	return kind_is_free(kind) ? convert_line : convert_value;
}

/* Words keep their spaces and backslashes for now; for other kinds they are removed. */
static struct slice bare(const struct typed *self, struct slice text, struct str *words)
{
	text = slice_trim_blank_lines(text);
	if (kind_is_free(kind_info(self->field->kind)) || text.len == 0)
		return text;
	answer_unescape(self->intake->layout, self->field, self->stands, slice_trim(text), words);
	return slice_of(words);
}

void intake_convert(struct intake *self, const struct when_place *place, enum answer_place stands,
	struct slice text, unsigned line, struct str *out, struct str *rest)
{
	const struct form_field *field = when_place_field(place);
	struct str note = {0};
	struct str words = {0};
	struct typed typed = {
		.intake = self,
		.place = place,
		.field = field,
		.stands = stands,
		.out = out,
		.rest = rest,
		.note = &note,
	};

	typed.text = bare(&typed, text, &words);
	if (typed.text.len > 0)
		converter_of(kind_info(field->kind))(&typed);
	if (note.len > 0)
		intake_note(self, line, "%s: %s", field->label, str_text(&note));
	str_release(&note);
	str_release(&words);
}
