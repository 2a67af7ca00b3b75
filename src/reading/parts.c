/* The parts of a document, in the order in which it is read, and what lays out each kind. */
#include "internal.h"

#include "base/mem.h"
#include "model/conflict.h"
#include "model/show.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

/* --- listing them --- */

static void add_part(struct reading *self, enum part_kind kind, unsigned page, unsigned field)
{
	static const bool have_gaps[N_PART_KINDS] = {
		[PART_PAGE] = true,
		[PART_HEADING] = true,
		[PART_QUESTION] = true,
		[PART_OPEN] = true,
	};
	struct part *part;
	bool is_rows = kind == PART_ROWS || kind == PART_EVENTS;
	bool is_counted = kind != PART_PROSE && kind != PART_ITEMS && !is_rows;

	self->parts =
		mem_grow(self->parts, &self->cap_parts, self->n_parts + 1, sizeof(*self->parts));
	part = &self->parts[self->n_parts++];
	*part = (struct part){.kind = kind,
		.page = page,
		.field = field,
		.n_pieces = is_counted ? 1 : SIZE_MAX,
		.has_gap = have_gaps[kind]};
	if (is_rows)
		part->n_pieces = self->document->tables[field].n;
	if (field == FORM_NONE || kind == PART_HEADING || self->part_of[field] != SIZE_MAX)
		return;
	self->part_of[field] = self->n_parts - 1;
	part->is_first = true;
}

static bool is_empty(const struct reading *self, unsigned field)
{
	const struct form_field *info = &self->document->form->fields[field];
	const struct str *text = &self->document->values[field].text;

	if (kind_info(info->kind)->is_table && !self->document->values[field].is_foreign)
		return self->document->tables[field].n == 0;
	return slice_trim(slice_of(text)).len == 0;
}

/* What cannot be read as an answer is shown as it is. */
static bool is_raw(const struct reading *self, unsigned field)
{
	const struct value *value = &self->document->values[field];
	struct conflict conflict;

	return value->is_foreign ||
	       conflict_find(str_text(&value->text), value->text.len, 0, &conflict);
}

static enum part_kind answer_kind(const struct reading *self, unsigned field)
{
	const struct kind_info *info = kind_info(self->document->form->fields[field].kind);

	if (is_raw(self, field))
		return PART_TEXT;
	if (info->is_table)
		return PART_ROWS;
	return info->has_items ? PART_ITEMS : PART_PROSE;
}

static bool is_short(const struct reading *self, unsigned field)
{
	const struct form_field *info = &self->document->form->fields[field];

	return kind_info(info->kind)->is_one_line && !is_raw(self, field);
}

bool is_badge(const struct reading *self, unsigned field)
{
	static const enum role roles[] = {ROLE_SEVERITY, ROLE_STATUS, ROLE_AUTHORS, ROLE_ZONE};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (form_find_role(self->document->form, roles[i]) == field)
			return !is_empty(self, field) && !is_raw(self, field);
	return false;
}

/* Does an answer of one line need no blank line above it? */
static bool follows_short(const struct reading *self)
{
	enum part_kind last = self->parts[self->n_parts - 1].kind;

	return last == PART_INLINE || last == PART_HEADING || last == PART_OPEN;
}

static void add_answer(struct reading *self, unsigned page, unsigned field)
{
	const struct form_field *info = &self->document->form->fields[field];
	enum part_kind kind = answer_kind(self, field);

	if (info->ask[0])
		add_part(self, PART_QUESTION, page, field);
	if (kind == PART_ROWS && field_has_role(info, ROLE_EVENTS))
		add_part(self, PART_CHART, page, field);
	add_part(self, kind, page, field);
	self->parts[self->n_parts - 1].has_gap = !info->ask[0];
}

/* Is it told above the first page? */
static bool is_in_head(const struct reading *self, unsigned field)
{
	const struct form *form = self->document->form;

	return form->fields[field].kind == KIND_COMPUTED ||
	       field == form_find_role(form, ROLE_TITLE) || is_badge(self, field);
}

/* Is it the timeline, which is presented row by row? */
static bool is_apart(const struct reading *self, unsigned field)
{
	return self->options.is_presented &&
	       field_has_role(&self->document->form->fields[field], ROLE_EVENTS) &&
	       !is_raw(self, field);
}

static void add_field(struct reading *self, unsigned page, unsigned field)
{
	const struct form_field *info = &self->document->form->fields[field];

	if (is_in_head(self, field) || is_apart(self, field) ||
		(self->options.is_presented && is_empty(self, field)))
		return;
	if (info->heading[0])
		add_part(self, PART_HEADING, page, field);
	bool is_near = follows_short(self);

	if (is_empty(self, field)) {
		add_part(self, PART_OPEN, page, field);
		self->parts[self->n_parts - 1].has_gap = !is_near;
	} else if (is_short(self, field)) {
		add_part(self, PART_INLINE, page, field);
		self->parts[self->n_parts - 1].has_gap = !is_near;
	} else {
		add_answer(self, page, field);
	}
}

static bool has_figures(const struct form *form)
{
	for (unsigned i = 0; i < form->n_fields; i++)
		if (form->fields[i].kind == KIND_COMPUTED)
			return true;
	return false;
}

void parts_find(struct reading *self)
{
	const struct form *form = self->document->form;
	bool has = has_figures(form);

	self->n_parts = 0;
	for (size_t i = 0; i < form->n_fields; i++)
		self->part_of[i] = SIZE_MAX;
	add_part(self, PART_TITLE, FORM_NONE, form_find_role(form, ROLE_TITLE));
	add_part(self, PART_BADGES, FORM_NONE, FORM_NONE);
	if (has)
		add_part(self, PART_FIGURES, FORM_NONE, FORM_NONE);
	for (unsigned i = 0; i < form->n_fields; i++)
		if (is_badge(self, i))
			self->part_of[i] = 1;
		else if (form->fields[i].kind == KIND_COMPUTED && has)
			self->part_of[i] = 2;
	for (unsigned i = 0; i < form->n_pages; i++) {
		add_part(self, PART_PAGE, i, FORM_NONE);
		for (unsigned k = 0; k < form->pages[i].n_fields; k++)
			add_field(self, i, form->pages[i].first + k);
	}
	for (unsigned i = 0; i < form->n_answers; i++)
		if (is_apart(self, i))
			add_part(self, PART_EVENTS, FORM_NONE, i);
}

/* --- their pieces --- */

static void open_items(struct reading *self, const struct str *text)
{
	struct str item = {0};
	size_t at = 0;

	for (size_t from = 0; list_next(text, &at, &item); from = at) {
		while (from < text->len && ascii_is_one_of(text->data[from], " \n"))
			from++;
		leaves_add(&self->opened.leaves, from, 0);
	}
	str_release(&item);
}

/* Reads the answer of a part. */
static struct opened *open_part(struct reading *self, size_t part)
{
	struct opened *opened = &self->opened;
	const struct str *text = &self->document->values[self->parts[part].field].text;

	if (opened->part == part)
		return opened;
	prose_release(&opened->prose);
	opened->prose = (struct prose){0};
	opened->part = part;
	leaves_clear(&opened->leaves);
	if (self->parts[part].kind == PART_ITEMS) {
		open_items(self, text);
		return opened;
	}
	prose_parse(&opened->prose, str_text(text), text->len);
	leaves_find(&opened->leaves, &opened->prose);
	return opened;
}

size_t part_pieces(struct reading *self, size_t part)
{
	if (self->parts[part].n_pieces == SIZE_MAX)
		self->parts[part].n_pieces = open_part(self, part)->leaves.n;
	return self->parts[part].n_pieces;
}

size_t part_piece_at(struct reading *self, size_t part, size_t offset)
{
	const struct opened *opened;
	bool is_prose = self->parts[part].kind == PART_PROSE;
	size_t low = 0;
	size_t high = part_pieces(self, part);

	if (!is_prose && self->parts[part].kind != PART_ITEMS)
		return 0;
	opened = open_part(self, part);
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		size_t at = opened->leaves.items[middle].at;
		size_t begin = is_prose ? opened->prose.blocks[at].source.begin : at;

		if (begin <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* --- laying them out --- */

static void prose_lay(struct reading *self, size_t part, size_t piece, struct setter *setter)
{
	const struct opened *opened = open_part(self, part);
	struct slice none = {"", 0};

	if (leaf_has_gap(&opened->prose, &opened->leaves, piece))
		setter_blank(setter);
	leaf_set(&opened->prose, &opened->leaves, piece, &(struct origin){0}, setter, none, none,
		self->options.columns);
}

static void item_lay(struct reading *self, size_t part, size_t piece, struct setter *setter)
{
	size_t at = open_part(self, part)->leaves.items[piece].at;
	size_t begin = at;
	struct str item = {0};

	list_next(&self->document->values[self->parts[part].field].text, &at, &item);
	prose_set(slice_of(&item), &(struct origin){begin, slice_of(&item)}, setter,
		slice_of_text("- "), slice_of_text("  "), self->options.columns);
	str_release(&item);
}

static void raw_lay(struct reading *self, size_t part, size_t piece, struct setter *setter)
{
	const struct str *text = &self->document->values[self->parts[part].field].text;
	struct conflict conflict;
	bool has_conflict = conflict_find(str_text(text), text->len, 0, &conflict);
	struct slice rest = slice_of(text);
	struct slice line;

	(void)piece;
	while (slice_next_line(&rest, &line)) {
		size_t begin = (size_t)(line.data - str_text(text));
		bool is_marker = has_conflict && conflict_is_marker(line);

		setter_add(setter, line, is_marker ? READING_CONFLICT : READING_NORMAL, begin,
			begin + line.len);
		setter_end(setter, "", "", self->options.columns);
	}
}

static void rows_piece_lay(struct reading *self, size_t part, size_t piece, struct setter *setter)
{
	row_lay(self, &self->parts[part], piece, setter);
}

/* Those with one piece. */
static void single_lay(struct reading *self, size_t part, size_t piece, struct setter *setter)
{
	static void (*const lay[N_PART_KINDS])(
		struct reading *, const struct part *, struct setter *) = {
		[PART_TITLE] = title_lay,
		[PART_BADGES] = badges_lay,
		[PART_FIGURES] = figures_lay,
		[PART_PAGE] = page_lay,
		[PART_HEADING] = heading_lay,
		[PART_QUESTION] = question_lay,
		[PART_INLINE] = inline_lay,
		[PART_OPEN] = open_lay,
		[PART_CHART] = chart_lay,
	};

	(void)piece;
	lay[self->parts[part].kind](self, &self->parts[part], setter);
}

void part_lay(struct reading *self, size_t part, size_t piece, struct chunk *chunk)
{
	static void (*const lay[N_PART_KINDS])(
		struct reading *, size_t, size_t, struct setter *) = {
		[PART_PROSE] = prose_lay,
		[PART_ITEMS] = item_lay,
		[PART_TEXT] = raw_lay,
		[PART_ROWS] = rows_piece_lay,
		[PART_EVENTS] = event_lay,
	};
	const struct part *info = &self->parts[part];
	struct place place = {.field = info->field};
	struct setter setter = {.chunk = chunk,
		.place = info->field != FORM_NONE && info->kind != PART_HEADING ? &place : NULL,
		.is_first = info->is_first && piece == 0,
		.is_open = info->kind == PART_OPEN};

	if (info->has_gap && piece == 0)
		setter_blank(&setter);
	(lay[info->kind] ? lay[info->kind] : single_lay)(self, part, piece, &setter);
	setter_release(&setter);
}
