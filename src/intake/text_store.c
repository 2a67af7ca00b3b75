/* The second half of a text import: turns what is below each question into its value. */
#include "text_reader.h"

#include "base/utf8.h"

#include <string.h>

static unsigned leftover_field(const struct form *form)
{
	unsigned found = form_find_role(form, ROLE_LEFTOVER);

	for (unsigned i = (unsigned)form->n_answers; found == FORM_NONE && i-- > 0;)
		if (kind_info(form->fields[i].kind)->is_prose)
			found = i;
	return found;
}

void text_leftover(struct text_reader *self, struct slice line, unsigned number, const char *why)
{
	unsigned field = leftover_field(self->form);

	/* One note for consecutive lines. */
	if (self->leftover_line == 0 || number > self->leftover_line + 1)
		intake_note(&self->intake, number, "%s; it is kept under \"%s\"", why,
			field == FORM_NONE ? "" : self->form->fields[field].label);
	self->leftover_line = number;
	str_append(&self->leftover, line.data, line.len);
	str_append_char(&self->leftover, '\n');
}

static struct slice answer_text(const struct text_reader *self, unsigned field)
{
	return slice_trim_blank_lines(slice_of(&self->answers[field].text));
}

/* The zone comes first, because other answers are read in it. */
static bool settle_zone(struct text_reader *self)
{
	unsigned field = form_find_role(self->form, ROLE_ZONE);
	struct slice stated =
		field == FORM_NONE ? (struct slice){"", 0} : slice_trim(answer_text(self, field));
	const char *given = self->intake.options->zone;
	struct str name = {0};
	struct str note = {0};
	struct err err = {0};
	bool good = true;

	if (stated.len > 0)
		str_append(&name, stated.data, stated.len);
	else
		str_append_text(&name, given[0] ? given : "UTC");
	unsigned line = stated.len == 0 || field == FORM_NONE ? 0 : self->answers[field].line;
	if (!zone_find(&self->intake.zone, str_text(&name), &note, &err)) {
		zone_init(&self->intake.zone, "UTC", NULL);
		intake_note(&self->intake, line, "%s; times are read as UTC", err.message);
	} else if (stated.len == 0 && !given[0]) {
		intake_note(&self->intake, 0, "no time zone is given; times are read as UTC");
	} else {
		str_set(&name, self->intake.zone.name, strlen(self->intake.zone.name));
		if (note.len > 0)
			intake_note(&self->intake, line, "%s", str_text(&note));
	}
	if (field != FORM_NONE)
		good = intake_set(&self->intake, field, name.data, name.len, self->err);
	str_release(&name);
	str_release(&note);
	return good;
}

/* Reports of an ongoing incident state another span every minute. */
static bool says_the_same(const struct str *now, struct slice stated)
{
	static const char ongoing[] = "ongoing";
	const size_t len = sizeof ongoing - 1;

	if (now->len > len && stated.len > len && memcmp(now->data, ongoing, len) == 0 &&
		memcmp(stated.data, ongoing, len) == 0)
		return true;
	return str_equal(now, stated.data, stated.len);
}

/* A computed value is only worth a note if it differs. */
static void check_computed(struct text_reader *self, unsigned field)
{
	struct slice stated = slice_trim(answer_text(self, field));
	struct str now = {0};

	document_compute(self->intake.document, field, self->intake.options->now, &now);
	if (stated.len > 0 && !says_the_same(&now, stated)) {
		struct str line = {0};

		str_appendf(&line, "%s: %.*s", self->form->fields[field].label, (int)stated.len,
			stated.data);
		self->leftover_line = 0;
		text_leftover(self, slice_of(&line), self->answers[field].line,
			"this is computed, and the times of the document say something else");
		str_release(&line);
	}
	str_release(&now);
}

static bool store_text(struct text_reader *self, unsigned field)
{
	struct slice text = answer_text(self, field);
	unsigned target = intake_lone_answer(&self->intake, field, text);
	const struct form_field *info = &self->form->fields[target];
	const struct when_place place = {
		.document = self->intake.document,
		.field = target,
		.row = WHEN_NO_ROW,
	};
	unsigned line = self->answers[field].line;
	struct str value = {0};

	intake_convert(&self->intake, &place, answer_place(info), text, line, &value, NULL);
	bool good = intake_set(&self->intake, target, str_text(&value), value.len, self->err);
	str_release(&value);
	return good;
}

static bool store_answer(struct text_reader *self, unsigned field)
{
	const struct form_field *info = &self->form->fields[field];

	if (answer_text(self, field).len == 0 || field_has_role(info, ROLE_ZONE) ||
		info->kind == KIND_COMPUTED)
		return true;
	if (info->kind == KIND_ROWS)
		return intake_rows(&self->intake, field, slice_of(&self->answers[field].text),
			self->answers[field].line, self->err);
	return store_text(self, field);
}

static bool store_leftover(struct text_reader *self)
{
	unsigned field = leftover_field(self->form);
	struct slice text = slice_trim_lines(slice_of(&self->leftover));
	struct str value = {0};

	if (text.len == 0)
		return true;
	if (field == FORM_NONE) {
		intake_note(&self->intake, self->leftover_line,
			"the form has no field that could keep it: %.*s",
			(int)utf8_prefix(text.data, text.len, 4096), text.data);
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

bool text_store(struct text_reader *self)
{
	unsigned start = form_find_role(self->form, ROLE_START);
	bool good = settle_zone(self);

	/* Times without a day are assumed to be near the start. */
	if (good && start != FORM_NONE)
		good = store_answer(self, start);
	for (unsigned i = 0; good && i < self->form->n_answers; i++)
		if (i != start)
			good = store_answer(self, i);
	good = good && intake_derive(&self->intake, self->err);
	for (unsigned i = 0; good && i < self->form->n_answers; i++)
		if (self->form->fields[i].kind == KIND_COMPUTED)
			check_computed(self, i);
	return good && store_leftover(self);
}
