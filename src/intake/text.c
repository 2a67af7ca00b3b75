/*
 * A document from plain text: headings and questions of the form in any order, each
 * answer below its question. Read in two passes, so that a zone stated anywhere applies
 * to every time: lines to answers, then answers to values.
 */
#include "text_reader.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "model/answer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char no_question[] = "this is not below a question of the form";

/* ----------------------------------------------------------- lines to answers */

static void add_answer(struct text_reader *self, unsigned field, struct slice line, unsigned number)
{
	struct text_answer *answer = &self->answers[field];

	if (answer->line == 0)
		answer->line = number;
	/* Blank lines are kept, so that the line numbers of rows are right. */
	str_append(&answer->text, line.data, line.len);
	str_append_char(&answer->text, '\n');
}

static void add_item(struct text_reader *self, unsigned field, struct slice item, unsigned number)
{
	struct str line = {0};

	str_append_text(&line, "- ");
	str_append(&line, item.data, item.len);
	add_answer(self, field, slice_of(&line), number);
	str_release(&line);
}

/* A list on one line has commas between its items. */
static void add_inline_answer(
	struct text_reader *self, unsigned field, struct slice answer, unsigned number)
{
	static const char comma[] = ", ";
	bool is_list = self->form->fields[field].kind == KIND_LIST;

	for (size_t i = 0; is_list && i + 2 < answer.len;) {
		if (memcmp(answer.data + i, comma, 2) != 0) {
			i++;
			continue;
		}
		add_item(self, field, (struct slice){answer.data, i}, number);
		answer = slice_from(answer, i + 2);
		i = 0;
	}
	if (is_list)
		add_item(self, field, answer, number);
	else
		add_answer(self, field, answer, number);
}

/* "A, B and C" as items; a list has no other way to show where it ends. */
static void add_names(struct text_reader *self, struct slice names, unsigned number)
{
	static const char *const words[] = {" and ", " & "};
	struct str lines = {0};
	struct slice rest;
	struct slice name;

	str_append(&lines, names.data, names.len);
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		const char *found;

		while ((found = strstr(str_text(&lines), words[w]))) {
			str_splice(&lines, (size_t)(found - lines.data), strlen(words[w]), ",", 1);
			intake_note(&self->intake, number, "authors are separated by commas");
		}
	}
	for (size_t i = 0; i < lines.len; i++)
		if (lines.data[i] == ',')
			lines.data[i] = '\n';
	rest = slice_of(&lines);
	while (slice_next_line(&rest, &name)) {
		name = slice_trim(name);
		if (name.len > 0)
			add_item(self, self->authors, name, number);
	}
	str_release(&lines);
}

/* Names on a line, unless it is or continues an item of a list. */
static bool is_line_of_names(const struct text_reader *self, struct slice line)
{
	return self->field == self->authors &&
	       self->form->fields[self->authors].kind == KIND_LIST && line.len > 0 &&
	       !ascii_is_space(line.data[0]) && answer_after_bullet(line).len == line.len;
}

static bool take_author_line(struct text_reader *self, struct slice line, unsigned number)
{
	struct slice names;

	if (self->authors == FORM_NONE ||
		!layout_author_names(line, number == self->last_line, &names))
		return false;
	if (self->form->fields[self->authors].kind == KIND_LIST)
		add_names(self, names, number);
	else
		add_answer(self, self->authors, names, number);
	return true;
}

static bool is_band(struct slice line)
{
	return line.len > strlen(ANSWER_BAND) &&
	       memcmp(line.data, ANSWER_BAND, strlen(ANSWER_BAND)) == 0;
}

static void read_head_line(struct text_reader *self, struct slice line, unsigned number)
{
	bool has_title = self->title == FORM_NONE || self->answers[self->title].line > 0;

	if (is_band(line)) {
		intake_note(&self->intake, number, "this line is about the document it came from");
		return;
	}
	if (has_title) {
		text_leftover(self, line, number, no_question);
		return;
	}
	while (line.len > 1 && (line.data[0] == '#' || ascii_is_space(line.data[0])))
		line = slice_from(line, 1);
	add_answer(self, self->title, line, number);
	intake_note(&self->intake, number, "this line is taken as the title");
}

static void read_text(struct text_reader *self, struct slice line, unsigned number)
{
	bool is_blank = slice_trim(line).len == 0;

	/* A heading of another form. If it does not fit, or is below Notes, it is kept. */
	if (self->page != FORM_NONE && layout_is_heading(line) &&
		!(self->field != FORM_NONE &&
			field_has_role(&self->form->fields[self->field], ROLE_LEFTOVER)))
		self->field = FORM_NONE;

	if (self->field == FORM_NONE && self->page != FORM_NONE && !is_blank) {
		const struct form_page *page = &self->form->pages[self->page];

		for (unsigned i = 0; i < page->n_fields; i++)
			if (field_has_role(&self->form->fields[page->first + i], ROLE_EVENTS) &&
				intake_begins_with_time(
					&self->intake, &self->form->fields[page->first + i], line))
				self->field = page->first + i;
	}
	if (self->field != FORM_NONE && is_line_of_names(self, line)) {
		add_names(self, line, number);
	} else if (self->field != FORM_NONE) {
		if (!is_blank || self->answers[self->field].line > 0)
			add_answer(self, self->field, line, number);
	} else if (is_blank) {
		return;
	} else if (self->page == FORM_NONE) {
		read_head_line(self, line, number);
	} else {
		text_leftover(self, line, number, no_question);
	}
}

/* If a question occurs twice, its answers are put one below the other. */
static void open_field(struct text_reader *self, unsigned field)
{
	self->field = field;
	if (self->form->fields[field].kind == KIND_COMPUTED)
		self->field = FORM_NONE;
}

static bool is_misplaced(const struct text_reader *self, const struct line_match *match)
{
	struct when when;

	return match->kind == LINE_ANSWERED && match->page != self->page &&
	       self->page != FORM_NONE &&
	       !intake_reads_as_time(&self->intake, &self->form->fields[match->field],
		       match->answer, DAY_OWN, &when);
}

static void read_known(struct text_reader *self, const struct line_match *match, unsigned number)
{
	const struct form_field *field =
		match->field == FORM_NONE ? NULL : &self->form->fields[match->field];

	switch (match->kind) {
	case LINE_PAGE:
		self->page = match->page;
		self->field = layout_untitled_field(self->form, match->page);
		break;
	case LINE_HEADING:
		assert(field);
		self->page = match->page;
		self->field = FORM_NONE;
		if (!field->ask[0])
			open_field(self, match->field);
		break;
	case LINE_QUESTION:
		assert(field);
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

static void read_line(struct text_reader *self, struct slice line, unsigned number)
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

/* ------------------------------------------------------------- the complete import */

/* Bytes that are not UTF-8 become U+FFFD, so that the document can be saved. */
static void clean(struct intake *intake, struct slice input, struct str *out)
{
	unsigned line = 1;
	unsigned noted = 0;

	for (size_t i = 0; i < input.len;) {
		uint32_t code;
		size_t size = utf8_decode(input.data + i, input.len - i, &code);

		if (code == UTF8_INVALID && noted != line)
			intake_note(intake, noted = line,
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

static void read_lines(struct text_reader *self, struct slice text)
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

static void release_reader(struct text_reader *self)
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
	struct text_reader reader = {
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
		return err_set(err, ERR_ENCODING, "this is not text: it contains NUL bytes");
	if (len >= 3 && memcmp(input, mark, 3) == 0)
		bytes = slice_from(bytes, 3);
	reader.answers = mem_zalloc(reader.form->n_fields, sizeof *reader.answers);
	layout_init(&reader.layout, reader.form);
	reader.intake.layout = &reader.layout;
	zone_init(&reader.intake.zone, options->zone, NULL);
	clean(&reader.intake, bytes, &text);
	read_lines(&reader, slice_of(&text));
	bool good = text_store(&reader);
	if (report->n > 1)
		qsort(report->notes, report->n, sizeof *report->notes, compare_notes);
	str_release(&text);
	release_reader(&reader);
	return good;
}
