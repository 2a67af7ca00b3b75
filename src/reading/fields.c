/* What a document begins with, headings, questions and short answers. */
#include "internal.h"

#include "model/show.h"
#include "model/walk.h"
#include "text/grapheme.h"

#include <string.h>

enum { HANG = 2 };

static const char between[] = " │ ";

/* --- values --- */

/* A value on one line, as people read it. */
static void show(const struct reading *self, unsigned field, struct str *out)
{
	const struct form_field *info = &self->document->form->fields[field];
	const struct str *text = &self->document->values[field].text;
	struct str item = {0};
	bool is_first = true;

	if (info->kind == KIND_COMPUTED) {
		document_compute(self->document, field, self->options.now, out);
	} else if (kind_info(info->kind)->has_items) {
		for (size_t at = 0; list_next(text, &at, &item); is_first = false)
			str_appendf(out, "%s%s", is_first ? "" : ", ", str_text(&item));
	} else {
		value_show_in(info, text, &self->options.style, out);
		if (kind_info(info->kind)->is_share && out->len > 0 &&
			text->data[text->len - 1] != '%')
			str_append_char(out, '%');
	}
	str_release(&item);
}

static void value_add(struct reading *self, unsigned field, struct setter *setter)
{
	const struct str *text = &self->document->values[field].text;
	struct str shown = {0};
	bool is_same;

	show(self, field, &shown);
	is_same = str_equal(&shown, str_text(text), text->len);
	setter_add(setter, slice_of(&shown), READING_NORMAL, 0, is_same ? text->len : 0);
	str_release(&shown);
}

/* --- the head --- */

void title_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	const struct str *text =
		part->field == FORM_NONE ? NULL : &self->document->values[part->field].text;

	if (text && slice_trim(slice_of(text)).len > 0) {
		setter_add(setter, slice_of(text), READING_TITLE, 0, text->len);
	} else {
		setter->is_open = part->field != FORM_NONE;
		setter_say(setter, part->field == FORM_NONE ? READING_TITLE : READING_OPEN,
			part->field == FORM_NONE ? self->document->form->title
						 : "Untitled: not answered");
	}
	setter_end(setter, "", "", self->options.columns);
}

/* Parts what follows from what is there: by a line, or where it has no room by a new line. */
static void part_from(const struct reading *self, const char *before, const struct str *text,
	struct setter *setter)
{
	unsigned room = grapheme_width(str_text(&setter->text), setter->text.len) + 4 +
			grapheme_width(before, strlen(before)) +
			grapheme_width(str_text(text), text->len);

	if (setter->n > 0 && room > self->options.columns)
		setter_end(setter, "", "", self->options.columns);
	else if (setter->n > 0)
		setter_sign(setter, READING_DIM, between);
}

static void badge_add(struct reading *self, unsigned field, enum reading_style style,
	const char *before, struct setter *setter)
{
	struct str text = {0};

	if (field == FORM_NONE || !is_badge(self, field))
		return;
	show(self, field, &text);
	part_from(self, before, &text, setter);
	setter_say(setter, READING_NORMAL, before);
	setter_add(setter, slice_of(&text), style, 0, 0);
	str_release(&text);
}

static enum reading_style severity_style(const struct reading *self, unsigned field)
{
	const struct form_field *info;

	if (field == FORM_NONE)
		return READING_NORMAL;
	info = &self->document->form->fields[field];
	for (size_t i = 0; i < info->n_choices / 2 && i < 2; i++)
		if (strcmp(info->choices[i], document_text(self->document, field)) == 0)
			return READING_SEVERE;
	return READING_NORMAL;
}

static void zone_add(const struct reading *self, struct setter *setter)
{
	const char *name = self->options.style.zone->name;
	struct str text = {0};

	str_appendf(&text, "times in %s", name[0] ? name : "UTC");
	part_from(self, "", &text, setter);
	setter_add(setter, slice_of(&text), READING_DIM, 0, 0);
	str_release(&text);
}

/* Where the line of them leads. */
static unsigned first_badge(const struct reading *self)
{
	for (unsigned i = 0; i < self->document->form->n_fields; i++)
		if (is_badge(self, i))
			return i;
	return FORM_NONE;
}

void badges_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	static const enum reading_style states[] = {[STATUS_NEVER] = READING_NORMAL,
		[STATUS_DRAFT] = READING_DRAFT,
		[STATUS_REVIEW] = READING_REVIEW,
		[STATUS_FINAL] = READING_FINAL};
	const struct form *form = self->document->form;
	unsigned severity = form_find_role(form, ROLE_SEVERITY);

	struct place place = {.field = first_badge(self)};

	(void)part;
	if (place.field != FORM_NONE)
		setter->place = &place;
	badge_add(self, severity, severity_style(self, severity), "", setter);
	badge_add(self, form_find_role(form, ROLE_STATUS), states[document_status(self->document)],
		"", setter);
	badge_add(self, form_find_role(form, ROLE_AUTHORS), READING_NORMAL, "by ", setter);
	zone_add(self, setter);
	setter_end(setter, "", "", self->options.columns);
	setter->place = NULL;
}

static void find_figures(struct reading *self)
{
	const struct form *form = self->document->form;

	for (unsigned i = 0; i < form->n_fields && !self->has_figures; i++) {
		str_clear(&self->figures[i]);
		if (form->fields[i].kind == KIND_COMPUTED)
			show(self, i, &self->figures[i]);
	}
	self->has_figures = true;
}

void figures_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	const struct form *form = self->document->form;

	(void)part;
	find_figures(self);
	for (unsigned i = 0; i < form->n_fields; i++) {
		if (self->figures[i].len == 0)
			continue;
		if (setter->chunk->n_lines == 0 && setter->n == 0)
			setter_blank(setter);
		part_from(self, form->fields[i].label, &self->figures[i], setter);
		setter_say(setter, READING_DIM, form->fields[i].label);
		setter_say(setter, READING_NORMAL, " ");
		setter_add(setter, slice_of(&self->figures[i]), READING_STRONG, 0, 0);
	}
	if (setter->n > 0)
		setter_end(setter, "", "", self->options.columns);
}

/* --- headings and questions --- */

void page_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	const struct form_page *page = &self->document->form->pages[part->page];
	const char *name = page->heading[0] ? page->heading : page->title;
	unsigned width = grapheme_width(name, strlen(name)) + 1;

	setter_say(setter, READING_HEADING, name);
	if (width < self->options.wide)
		setter_say(setter, READING_NORMAL, " ");
	for (unsigned i = width; i < self->options.wide; i++)
		setter_sign(setter, READING_DIM, "─");
	if (width < self->options.wide)
		setter_end_line(setter);
	else
		setter_end(setter, "", "", self->options.columns);
}

void heading_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	setter_say(setter, READING_QUESTION, part_field(self, part)->heading);
	setter_end(setter, "", "", self->options.columns);
}

void question_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	setter_say(setter, READING_QUESTION, part_field(self, part)->ask);
	setter_end(setter, "", "", self->options.columns);
}

/* The name of a field before its answer. */
static void name_add(const struct reading *self, const struct part *part, struct setter *setter)
{
	const struct form_field *field = part_field(self, part);
	struct slice name = form_field_name(field);
	bool asks = name.len > 0 && name.data[name.len - 1] == '?';

	setter_add(setter, name, READING_QUESTION, 0, 0);
	setter_say(setter, READING_QUESTION, asks ? " " : ": ");
}

void inline_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	name_add(self, part, setter);
	value_add(self, part->field, setter);
	setter_end(setter, "", "  ", self->options.columns);
}

void open_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	bool is_wanted = part_field(self, part)->required != STATUS_NEVER;

	setter->is_open = is_wanted;
	name_add(self, part, setter);
	setter_say(setter, is_wanted ? READING_OPEN : READING_DIM,
		is_wanted ? "-- not answered" : "--");
	setter_end(setter, "", "  ", self->options.columns);
}
