/* Finding a text in the whole document, ignoring case, around the end. */
#include "editing.h"

#include "base/utf8.h"

#include <string.h>
#include <wctype.h>

/* Decodes one character and folds its case; returns its bytes. */
static size_t fold(const char *text, size_t len, uint32_t *code)
{
	unsigned char first = (unsigned char)text[0];
	size_t used;

	if (first < 0x80) {
		*code = first >= 'A' && first <= 'Z' ? first + 'a' - 'A' : first;
		return 1;
	}
	used = utf8_decode(text, len, code);
	if (*code != UTF8_INVALID)
		*code = (uint32_t)towlower((wint_t)*code);
	return used;
}

static bool begins(const char *text, size_t len, const char *needle, size_t needle_len)
{
	while (needle_len > 0) {
		uint32_t a, b;
		if (len == 0)
			return false;
		size_t text_used = fold(text, len, &a);
		size_t needle_used = fold(needle, needle_len, &b);
		if (a != b)
			return false;
		text += text_used;
		len -= text_used;
		needle += needle_used;
		needle_len -= needle_used;
	}
	return true;
}

size_t find_text(const char *text, size_t len, const char *needle, size_t needle_len, size_t from,
	bool backwards)
{
	size_t at = from;

	if (needle_len == 0 || from > len)
		return SIZE_MAX;
	for (;;) {
		bool is_start = at == len || ((unsigned char)text[at] & 0xc0) != 0x80;
		if (is_start && begins(text + at, len - at, needle, needle_len))
			return at;
		if (backwards ? at == 0 : at >= len)
			return SIZE_MAX;
		at += backwards ? (size_t)-1 : 1;
	}
}

/* A place as numbers: a field, or a cell of it. */
struct spot {
	unsigned field;
	size_t row;
	unsigned column;
};

static size_t cells_of(const struct session *self, unsigned field)
{
	if (self->form->fields[field].kind != KIND_ROWS)
		return 1;
	return self->document.tables[field].n * self->form->fields[field].n_columns;
}

/* The spot after or before one, around the ends; fields without any cell are passed. */
static void step(const struct session *self, struct spot *spot, bool backwards)
{
	unsigned n = (unsigned)self->form->n_fields;
	size_t columns = self->form->fields[spot->field].n_columns;
	size_t cell = columns > 0 ? spot->row * columns + spot->column : 0;

	if (backwards ? cell > 0 : cell + 1 < cells_of(self, spot->field)) {
		cell += backwards ? (size_t)-1 : 1;
	} else {
		do
			spot->field = backwards ? (spot->field + n - 1) % n : (spot->field + 1) % n;
		while (cells_of(self, spot->field) == 0);
		cell = backwards ? cells_of(self, spot->field) - 1 : 0;
	}
	columns = self->form->fields[spot->field].n_columns;
	spot->row = columns > 0 ? cell / columns : 0;
	spot->column = columns > 0 ? (unsigned)(cell % columns) : 0;
}

static void place_of(const struct session *self, const struct spot *spot, struct place *place)
{
	*place = (struct place){.field = spot->field};
	if (self->form->fields[spot->field].kind != KIND_ROWS)
		return;
	memcpy(place->row, self->document.tables[spot->field].items[spot->row].id, ROW_ID_SIZE);
	place->column = spot->column;
}

/* Looks for the needle in a spot, from an offset on; SIZE_MAX as from: from its far end. */
static size_t find_in(
	const struct session *self, const struct spot *spot, size_t from, bool backwards)
{
	const struct str *needle = &self->inside->needle;
	struct str shown = {0};
	struct place place;
	size_t at;

	place_of(self, spot, &place);
	if (cells_of(self, spot->field) == 0 ||
		self->form->fields[spot->field].kind == KIND_COMPUTED)
		return SIZE_MAX;
	session_shown(self, &place, &shown);
	if (from == SIZE_MAX)
		from = backwards ? shown.len : 0;
	at = find_text(str_text(&shown), shown.len, str_text(needle), needle->len, from, backwards);
	str_release(&shown);
	return at;
}

static void go_to(struct session *self, const struct spot *spot, size_t at)
{
	struct place place;

	place_of(self, spot, &place);
	session_go(self, &place);
	if (self->focus.is_editing)
		session_set_cursor(self, at, false);
}

static size_t count_spots(const struct session *self)
{
	size_t n = 0;

	for (unsigned i = 0; i < self->form->n_fields; i++)
		n += cells_of(self, i);
	return n;
}

/* Where the search begins: beside the cursor, so that the same place is found last. */
static size_t begin(const struct session *self, struct spot *spot, bool backwards)
{
	const struct focus *focus = &self->focus;

	*spot = (struct spot){
		.field = focus->field != FORM_NONE ? focus->field : 0,
		.row = focus->in_row || focus_is_table(self) ? focus->row : 0,
		.column = focus->in_row ? focus->column : 0,
	};
	if (!focus->is_editing)
		return SIZE_MAX;
	if (backwards)
		return focus->cursor > 0 ? focus->cursor - 1 : SIZE_MAX - 1;
	return focus->cursor + 1;
}

bool session_find(struct session *self, const char *needle, bool backwards)
{
	struct spot spot;
	size_t n_spots = count_spots(self);
	size_t from, at;

	session_begin(self);
	str_set(&self->inside->needle, needle, strlen(needle));
	/* A time being typed is read first: what is found must still be there on arrival. */
	entry_finish(self);
	from = begin(self, &spot, backwards);
	for (size_t i = 0; i <= n_spots; i++) {
		at = from == SIZE_MAX - 1 ? SIZE_MAX : find_in(self, &spot, from, backwards);
		if (at != SIZE_MAX) {
			go_to(self, &spot, at);
			return true;
		}
		step(self, &spot, backwards);
		from = SIZE_MAX;
	}
	session_say(self, MESSAGE_INFO, "\"%s\" is nowhere in the document", needle);
	return false;
}

bool find_again(struct session *self)
{
	struct str needle = {0};

	if (self->inside->needle.len == 0)
		return false;
	str_append(&needle, str_text(&self->inside->needle), self->inside->needle.len);
	session_find(self, str_text(&needle), false);
	str_release(&needle);
	return true;
}
