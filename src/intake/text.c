/*
 * A document from plain text: headings and questions of the form in any order,
 * each answer below. Read in two passes, so that a zone told anywhere holds for
 * every time: lines to answers, then answers to values.
 */
#include "internal.h"
#include "layout.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define MAX_AUTHOR_LINE 200

static const char no_question[] = "no question of the form stands above this";

/* What stands below one question. */
struct answer {
	struct str text;
	unsigned line; /* where it begins */
};

struct reader {
	struct intake intake;
	const struct form *form;
	struct layout layout;
	struct answer *answers; /* one per field */
	struct str leftover;
	unsigned leftover_line; /* of the last line kept there */
	unsigned page;          /* FORM_NONE before the first heading */
	unsigned field;         /* whose answer is being read, FORM_NONE for none */
	unsigned last_line;     /* the last one that is not blank */
	unsigned title;
	unsigned authors;
	struct err *err;
};

/* ----------------------------------------------------------- lines to answers */

static void add_answer(struct reader *self, unsigned field, struct slice line, unsigned number)
{
	struct answer *answer = &self->answers[field];

	if (answer->line == 0)
		answer->line = number;
	/* Blank lines count, so that line numbers of rows stay right. */
	str_append(&answer->text, line.data, line.len);
	str_append_char(&answer->text, '\n');
}

/* A list told in one line has commas between its items. */
static void add_inline_answer(
	struct reader *self, unsigned field, struct slice answer, unsigned number)
{
	static const char comma[] = ", ";

	for (size_t i = 0; self->form->fields[field].kind == KIND_LIST && i + 2 < answer.len;) {
		if (memcmp(answer.data + i, comma, 2) != 0) {
			i++;
			continue;
		}
		add_answer(self, field, (struct slice){answer.data, i}, number);
		answer = slice_from(answer, i + 2);
		i = 0;
	}
	add_answer(self, field, answer, number);
}

static unsigned leftover_field(const struct form *form)
{
	unsigned found = form_find_role(form, ROLE_LEFTOVER);

	for (unsigned i = (unsigned)form->n_fields; found == FORM_NONE && i-- > 0;)
		if (form->fields[i].kind == KIND_TEXT)
			found = i;
	return found;
}

static void add_leftover(struct reader *self, struct slice line, unsigned number, const char *why)
{
	unsigned field = leftover_field(self->form);

	/* One note for lines that follow each other. */
	if (self->leftover_line == 0 || number > self->leftover_line + 1)
		intake_note(&self->intake, number, "%s; it is kept under \"%s\"", why,
			field == FORM_NONE ? "" : self->form->fields[field].label);
	self->leftover_line = number;
	str_append(&self->leftover, line.data, line.len);
	str_append_char(&self->leftover, '\n');
}

/* "**by Geda Siraj**", or without the marks when it is the last line and names follow. */
static bool take_author_line(struct reader *self, struct slice line, unsigned number)
{
	struct slice text = slice_trim(line);
	bool is_bold = text.len > 4 && memcmp(text.data, "**", 2) == 0 &&
		       memcmp(text.data + text.len - 2, "**", 2) == 0;

	if (self->authors == FORM_NONE || text.len > MAX_AUTHOR_LINE)
		return false;
	if (is_bold)
		text = slice_trim((struct slice){text.data + 2, text.len - 4});
	if (text.len < 4 || !slice_equal_fold((struct slice){text.data, 3}, "by "))
		return false;
	text = slice_trim(slice_from(text, 3));
	/* "by rolling back the migration." is an answer. */
	bool is_name = text.len > 0 && ascii_lower(text.data[0]) == text.data[0]
			       ? (unsigned char)text.data[0] >= 0x80
			       : text.len > 0 && text.data[text.len - 1] != '.';
	if (!is_bold && (number != self->last_line || !is_name))
		return false;
	add_answer(self, self->authors, text, number);
	return true;
}

static void read_head_line(struct reader *self, struct slice line, unsigned number)
{
	bool has_title = self->title == FORM_NONE || self->answers[self->title].line > 0;

	if (has_title) {
		add_leftover(self, line, number, no_question);
		return;
	}
	line = slice_trim(line);
	while (line.len > 1 && line.data[0] == '#')
		line = slice_trim(slice_from(line, 1));
	add_answer(self, self->title, line, number);
	intake_note(&self->intake, number, "this line is taken for the title");
}

/* "## Lessons": a heading, though none of this form. One # alone may be a comment in code. */
static bool is_foreign_heading(struct slice line)
{
	size_t hashes = 0;

	while (hashes < line.len && line.data[hashes] == '#')
		hashes++;
	return hashes > 1 && hashes < line.len && line.data[hashes] == ' ';
}

static void read_text(struct reader *self, struct slice line, unsigned number)
{
	bool is_blank = slice_trim(line).len == 0;

	if (self->page != FORM_NONE && is_foreign_heading(line))
		self->field = FORM_NONE;

	if (self->field == FORM_NONE && self->page != FORM_NONE && !is_blank) {
		const struct form_page *page = &self->form->pages[self->page];

		for (unsigned i = 0; i < page->n_fields; i++)
			if (self->form->fields[page->first + i].role == ROLE_EVENTS &&
				intake_begins_with_time(
					&self->intake, &self->form->fields[page->first + i], line))
				self->field = page->first + i;
	}
	if (self->field != FORM_NONE) {
		if (!is_blank || self->answers[self->field].line > 0)
			add_answer(self, self->field, line, number);
	} else if (is_blank) {
		return;
	} else if (self->page == FORM_NONE) {
		read_head_line(self, line, number);
	} else {
		add_leftover(self, line, number, no_question);
	}
}

/* A question that is asked again: its answers stand one below the other. */
static void open_field(struct reader *self, unsigned field)
{
	self->field = field;
	if (self->form->fields[field].kind == KIND_COMPUTED)
		self->field = FORM_NONE;
}

static bool is_misplaced(const struct reader *self, const struct line_match *match)
{
	struct when when;

	return match->kind == LINE_ANSWERED && match->page != self->page &&
	       self->page != FORM_NONE &&
	       !intake_reads_as_time(&self->intake, &self->form->fields[match->field],
		       match->answer, NULL, &when);
}

static void read_known(struct reader *self, const struct line_match *match, unsigned number)
{
	const struct form_field *field =
		match->field == FORM_NONE ? NULL : &self->form->fields[match->field];

	switch (match->kind) {
	case LINE_PAGE:
		self->page = match->page;
		self->field = layout_untitled_field(self->form, match->page);
		break;
	case LINE_HEADING:
		self->page = match->page;
		self->field = FORM_NONE;
		if (!field->ask[0])
			open_field(self, match->field);
		break;
	case LINE_QUESTION:
		if (self->page != FORM_NONE || field->shown != SHOWN_HEAD)
			self->page = match->page;
		open_field(self, match->field);
		break;
	case LINE_ANSWERED:
		add_inline_answer(self, match->field, match->answer, number);
		self->field = FORM_NONE;
		break;
	case LINE_TEXT:
		break;
	}
}

static void read_line(struct reader *self, struct slice line, unsigned number)
{
	struct line_match match;

	if (take_author_line(self, line, number)) {
		self->field = FORM_NONE;
		return;
	}
	match = layout_match(&self->layout, line, self->page);
	if (match.kind == LINE_TEXT || is_misplaced(self, &match))
		read_text(self, line, number);
	else
		read_known(self, &match, number);
}

/* ---------------------------------------------------------- answers to values */

static struct slice answer_text(const struct reader *self, unsigned field)
{
	return slice_trim_lines(slice_of(&self->answers[field].text));
}

/* The zone comes first: other answers are read by it. */
static bool settle_zone(struct reader *self)
{
	unsigned field = form_find_role(self->form, ROLE_ZONE);
	struct slice told = field == FORM_NONE ? (struct slice){"", 0} : answer_text(self, field);
	const char *given = self->intake.options->zone;
	struct str name = {0};
	bool good = true;

	if (told.len > 0)
		str_append(&name, told.data, told.len);
	else
		str_append_text(&name, given[0] ? given : "UTC");
	if (!zone_init(&self->intake.zone, str_text(&name), NULL)) {
		zone_init(&self->intake.zone, "UTC", NULL);
		intake_note(&self->intake, field == FORM_NONE ? 0 : self->answers[field].line,
			"there is no time zone \"%s\"; times are read as UTC", str_text(&name));
	} else if (told.len == 0 && !given[0]) {
		intake_note(&self->intake, 0, "no time zone is given; times are read as UTC");
	}
	if (field != FORM_NONE)
		good = intake_set(&self->intake, field, name.data, name.len, self->err);
	str_release(&name);
	return good;
}

/* "A, B and C" as items; a list has no other way to say that it ends. */
static void split_authors(struct reader *self, unsigned line, struct slice names, struct str *out)
{
	static const char *const words[] = {" and ", " & "};
	struct str lines = {0};

	str_append(&lines, names.data, names.len);
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		const char *found;

		while ((found = strstr(str_text(&lines), words[w]))) {
			str_splice(&lines, (size_t)(found - lines.data), strlen(words[w]), ",", 1);
			intake_note(&self->intake, line,
				"authors are written with commas between them");
		}
	}
	for (size_t i = 0; i < lines.len; i++)
		if (lines.data[i] == ',')
			lines.data[i] = '\n';

	struct slice rest = slice_of(&lines);
	struct slice name;
	while (slice_next_line(&rest, &name)) {
		name = slice_trim(name);
		if (name.len > 0)
			list_append(out, name.data, name.len);
	}
	str_release(&lines);
}

/* Reports of an incident that goes on say another span every minute. */
static bool says_the_same(const struct str *now, struct slice told)
{
	static const char ongoing[] = "ongoing";
	const size_t len = sizeof ongoing - 1;

	if (now->len > len && told.len > len && memcmp(now->data, ongoing, len) == 0 &&
		memcmp(told.data, ongoing, len) == 0)
		return true;
	return str_equal(now, told.data, told.len);
}

/* What is computed says nothing new, unless it says something else. */
static void check_computed(struct reader *self, unsigned field)
{
	struct slice told = answer_text(self, field);
	struct str now = {0};

	document_compute(self->intake.document, field, self->intake.options->now, &now);
	if (told.len > 0 && !says_the_same(&now, told)) {
		struct str line = {0};

		str_appendf(&line, "%s: %.*s", self->form->fields[field].label, (int)told.len,
			told.data);
		self->leftover_line = 0;
		add_leftover(self, slice_of(&line), self->answers[field].line,
			"this is computed, and the times of the document say something else");
		str_release(&line);
	}
	str_release(&now);
}

static bool store_text(struct reader *self, unsigned field)
{
	struct slice text = answer_text(self, field);
	unsigned target = intake_lone_answer(&self->intake, field, text);
	const struct form_field *info = &self->form->fields[target];
	unsigned line = self->answers[field].line;
	struct str value = {0};

	if (field == self->authors && info->kind == KIND_LIST)
		split_authors(self, line, text, &value);
	else
		intake_convert(&self->intake, info, text, NULL, line, &value);
	bool good = intake_set(&self->intake, target, str_text(&value), value.len, self->err);
	str_release(&value);
	return good;
}

static bool store_answer(struct reader *self, unsigned field)
{
	const struct form_field *info = &self->form->fields[field];

	if (answer_text(self, field).len == 0 || info->role == ROLE_ZONE ||
		info->kind == KIND_COMPUTED)
		return true;
	if (info->kind == KIND_ROWS)
		return intake_rows(&self->intake, field, slice_of(&self->answers[field].text),
			self->answers[field].line, self->err);
	if (!store_text(self, field))
		return false;
	if (info->role == ROLE_START)
		document_when(self->intake.document, field, &self->intake.start);
	return true;
}

static bool store_leftover(struct reader *self)
{
	unsigned field = leftover_field(self->form);
	struct slice text = slice_trim_lines(slice_of(&self->leftover));
	struct str value = {0};

	if (text.len == 0)
		return true;
	if (field == FORM_NONE) {
		intake_note(&self->intake, self->leftover_line,
			"the form has no field that could keep it: %.*s",
			(int)(text.len < 4096 ? text.len : 4096), text.data);
		return true;
	}
	str_append_text(&value, document_text(self->intake.document, field));
	if (value.len > 0)
		str_append_text(&value, "\n\n");
	str_append(&value, text.data, text.len);
	bool good = intake_set(&self->intake, field, value.data, value.len, self->err);
	str_release(&value);
	return good;
}

static bool store_all(struct reader *self)
{
	unsigned start = form_find_role(self->form, ROLE_START);
	bool good = settle_zone(self);

	/* Times without a day are near the start. */
	if (good && start != FORM_NONE)
		good = store_answer(self, start);
	for (unsigned i = 0; good && i < self->form->n_fields; i++)
		if (i != start)
			good = store_answer(self, i);
	good = good && intake_derive(&self->intake, self->err);
	for (unsigned i = 0; good && i < self->form->n_fields; i++)
		if (self->form->fields[i].kind == KIND_COMPUTED)
			check_computed(self, i);
	return good && store_leftover(self);
}

/* ------------------------------------------------------------------- the whole */

/* Bytes that are not UTF-8 become U+FFFD, so that the document can be saved. */
static void clean(struct intake *intake, struct slice input, struct str *out)
{
	unsigned line = 1;
	unsigned told = 0;

	for (size_t i = 0; i < input.len;) {
		uint32_t code;
		size_t size = utf8_decode(input.data + i, input.len - i, &code);

		if (code == UTF8_INVALID && told != line)
			intake_note(intake, told = line,
				"bytes that are not UTF-8 are replaced by U+FFFD");
		if (code == UTF8_INVALID)
			str_append_text(out, "\xEF\xBF\xBD");
		else
			str_append(out, input.data + i, size);
		line += code == '\n';
		i += size;
	}
}

static unsigned last_line_of(struct slice text)
{
	struct slice line;
	unsigned last = 0;

	for (unsigned number = 1; slice_next_line(&text, &line); number++)
		if (slice_trim(line).len > 0)
			last = number;
	return last;
}

static void read_lines(struct reader *self, struct slice text)
{
	struct slice line;

	self->last_line = last_line_of(text);
	for (unsigned number = 1; slice_next_line(&text, &line); number++)
		read_line(self, line, number);
}

static int compare_notes(const void *a, const void *b)
{
	const struct intake_note *left = a;
	const struct intake_note *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static void release_reader(struct reader *self)
{
	for (size_t i = 0; i < self->form->n_fields; i++)
		str_release(&self->answers[i].text);
	free(self->answers);
	str_release(&self->leftover);
	layout_release(&self->layout);
}

bool text_import(struct document *document, const char *input, size_t len,
	const struct intake_options *options, struct intake_report *report, struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct reader reader = {
		.intake = {.document = document, .options = options, .report = report},
		.form = document->form,
		.page = FORM_NONE,
		.field = FORM_NONE,
		.title = form_find_role(document->form, ROLE_TITLE),
		.authors = form_find_role(document->form, ROLE_AUTHORS),
		.err = err,
	};
	struct slice bytes = {input, len};
	struct str text = {0};

	if (len > 0 && memchr(input, '\0', len))
		return err_set(err, ERR_ENCODING, "this is no text: there are NUL bytes in it");
	if (len >= 3 && memcmp(input, mark, 3) == 0)
		bytes = slice_from(bytes, 3);
	reader.answers = mem_zalloc(reader.form->n_fields, sizeof *reader.answers);
	layout_init(&reader.layout, reader.form);
	zone_init(&reader.intake.zone, options->zone, NULL);
	clean(&reader.intake, bytes, &text);
	read_lines(&reader, slice_of(&text));
	bool good = store_all(&reader);
	if (report->n > 1)
		qsort(report->notes, report->n, sizeof *report->notes, compare_notes);
	str_release(&text);
	release_reader(&reader);
	return good;
}
