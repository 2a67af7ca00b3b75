/* Finds a text in the complete document, ignoring case and wrapping around. */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

/* --- iterating over places --- */

static size_t cells_of(const struct editor *self, unsigned field)
{
	if (self->form->fields[field].kind != KIND_ROWS)
		return 1;
	return self->document.tables[field].n * self->form->fields[field].n_columns;
}

/* The spot after or before one, wrapping around; skips fields without cells. */
static void step(const struct editor *self, struct spot *spot, bool backwards)
{
	unsigned n = (unsigned)self->form->n_answers;
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

static void place_of(const struct editor *self, const struct spot *spot, struct place *place)
{
	*place = (struct place){.field = spot->field};
	if (self->form->fields[spot->field].kind != KIND_ROWS)
		return;
	memcpy(place->row, self->document.tables[spot->field].items[spot->row].id, ROW_ID_SIZE);
	place->column = spot->column;
}

/* Not the line below the last row, where the focus may be. */
static bool is_searched(const struct editor *self, const struct spot *spot)
{
	if (self->form->fields[spot->field].kind == KIND_ROWS)
		return spot->row < self->document.tables[spot->field].n;
	return self->form->fields[spot->field].kind != KIND_COMPUTED;
}

/* What a spot shows, if that may hold what is looked for. */
static struct slice show_spot(
	const struct editor *self, const struct spot *spot, struct seeking *seeking)
{
	const struct form_field *field = &self->form->fields[spot->field];
	const struct document *document = &self->document;

	if (field->kind != KIND_ROWS)
		return seeking_show(seeking, self, field, &document->values[spot->field]);
	return seeking_show(seeking, self, &field->columns[spot->column],
		&document->tables[spot->field].items[spot->row].cells[spot->column]);
}

static size_t count_spots(const struct editor *self)
{
	size_t n = 0;

	for (unsigned i = 0; i < self->form->n_answers; i++)
		n += cells_of(self, i);
	return n;
}

/* --- matches: shared by counting, moving and replacing --- */

size_t search_next(
	const struct str *text, const struct needle *needle, size_t from, struct match *match)
{
	match->at = needle_find(needle, str_text(text), text->len, from, &match->len);
	return match->at;
}

/* The first match in a text at or after an offset, or the last one before another. */
static bool find_in(const struct needle *needle, struct slice shown, size_t bound, bool backwards,
	struct match *found)
{
	struct match match;
	size_t from = 0;
	bool is_found = false;

	while ((match.at = needle_find(needle, shown.data, shown.len, from, &match.len)) !=
		SIZE_MAX) {
		if (backwards ? match.at >= bound : is_found)
			break;
		if (backwards || match.at >= bound) {
			*found = match;
			is_found = true;
		}
		from = match.at + match.len;
	}
	return is_found;
}

/* Is the cursor where the search led to? */
bool search_is_there(const struct editor *self)
{
	const struct editor_search *found = &self->search;
	struct place place;

	if (!found->is_there || self->focus.field == FORM_NONE)
		return false;
	editor_place(self, &place);
	return place_is_equal(&place, &found->place) &&
	       (!self->focus.is_editing || self->focus.cursor == found->match.at);
}

bool editor_found(const struct editor *self, struct place *place, struct match *match)
{
	*place = self->search.place;
	*match = self->search.match;
	return search_is_there(self);
}

static void go_to(struct editor *self, const struct spot *spot, const struct match *match)
{
	struct editor_search *found = &self->search;

	place_of(self, spot, &found->place);
	found->match = *match;
	editor_go(self, &found->place);
	if (self->focus.is_editing)
		editor_set_cursor(self, match->at, false);
	found->is_there = true;
}

/* Where the search begins: at what the cursor is on, unless that is the current match. */
static size_t begin(const struct editor *self, struct spot *spot, bool backwards)
{
	const struct focus *focus = &self->focus;
	const struct match *match = &self->search.match;

	*spot = (struct spot){
		.field = focus->field != FORM_NONE ? focus->field : 0,
		.row = focus->in_row || focus_is_table(self) ? focus->row : 0,
		.column = focus->in_row ? focus->column : 0,
	};
	if (search_is_there(self))
		return backwards ? match->at : match->at + match->len;
	return focus->is_editing ? focus->cursor : 0;
}

static void set_needle(struct editor *self, const char *needle)
{
	if (!str_equal(&self->search.needle, needle, strlen(needle)))
		self->search.is_there = false;
	str_set(&self->search.needle, needle, strlen(needle));
}

/* From a spot on, once around; spot is where it was found. */
static bool find_from(const struct editor *self, struct spot *spot, size_t bound, bool backwards,
	struct match *match)
{
	size_t n_spots = count_spots(self);
	struct seeking seeking;
	bool is_found = false;

	seeking_init(&seeking, self, str_text(&self->search.needle), self->search.needle.len);
	for (size_t i = 0; i <= n_spots; i++) {
		is_found = is_searched(self, spot) &&
			   find_in(&seeking.needle, show_spot(self, spot, &seeking), bound,
				   backwards, match);
		if (is_found)
			break;
		step(self, spot, backwards);
		bound = backwards ? SIZE_MAX : 0;
	}
	seeking_release(&seeking);
	return is_found;
}

bool editor_find(struct editor *self, const char *needle, bool backwards)
{
	struct spot spot;
	struct match match;

	editor_begin(self);
	set_needle(self, needle);
	/* A time being typed is read first, because what is found must still be there on
	 * arrival. */
	editor_finish_typed(self);
	size_t bound = begin(self, &spot, backwards);

	if (find_from(self, &spot, bound, backwards, &match)) {
		go_to(self, &spot, &match);
		return true;
	}
	editor_say(self, MESSAGE_INFO, "\"%s\" is not in the document", needle);
	return false;
}

bool search_again(struct editor *self, bool backwards)
{
	struct str needle = {0};

	if (self->search.needle.len == 0)
		return false;
	str_append(&needle, str_text(&self->search.needle), self->search.needle.len);
	editor_find(self, str_text(&needle), backwards);
	str_release(&needle);
	return true;
}

/* --- all of them --- */

/* Called with each spot that is searched, and what it shows. False: that is enough. */
typedef bool spot_visitor(
	struct editor *self, const struct spot *spot, struct slice shown, void *data);

/* From a spot on; the next one is where to go on, after the last field if that was all. */
static void each_spot(struct editor *self, struct seeking *seeking, struct spot *next,
	spot_visitor *visit, void *data)
{
	for (; next->field < self->form->n_answers; *next = (struct spot){next->field + 1, 0, 0}) {
		bool is_table = self->form->fields[next->field].kind == KIND_ROWS;
		unsigned n_columns = is_table ? self->form->fields[next->field].n_columns : 1;

		while (is_searched(self, next)) {
			while (next->column < n_columns) {
				struct spot spot = *next;

				next->column++;
				if (!visit(self, &spot, show_spot(self, &spot, seeking), data))
					return;
			}
			if (!is_table)
				break;
			next->row++;
			next->column = 0;
		}
	}
}

struct visiting {
	search_visitor *visit;
	void *data;
	struct seeking seeking;
	struct str shown;
};

/* The visitor may change the text, so it gets a copy. */
static bool visit_match(
	struct editor *self, const struct spot *spot, struct slice shown, void *data)
{
	struct visiting *visiting = data;
	struct place place;

	if (needle_find(&visiting->seeking.needle, shown.data, shown.len, 0, NULL) == SIZE_MAX)
		return true;
	str_set(&visiting->shown, shown.data, shown.len);
	place_of(self, spot, &place);
	visiting->visit(self, &place, &visiting->shown, visiting->data);
	return true;
}

void search_each(struct editor *self, const struct str *needle, search_visitor *visit, void *data)
{
	struct visiting visiting = {.visit = visit, .data = data};
	struct spot next = {0};

	seeking_init(&visiting.seeking, self, str_text(needle), needle->len);
	each_spot(self, &visiting.seeking, &next, visit_match, &visiting);
	seeking_release(&visiting.seeking);
	str_release(&visiting.shown);
}

struct counting {
	struct seeking seeking;
	struct find_count *count;
	size_t most;
	bool is_there;
};

static void keep_spot(struct counted *self, const struct spot *spot)
{
	self->spots = mem_grow(self->spots, &self->cap, self->n + 1, sizeof(*self->spots));
	self->spots[self->n++] = *spot;
}

static bool count_in(struct editor *self, const struct spot *spot, struct slice shown, void *data)
{
	struct counting *counting = data;
	const struct match *current = &self->search.match;
	size_t before = counting->count->total;
	struct place place;
	size_t len, at;

	for (size_t from = 0; (at = needle_find(&counting->seeking.needle, shown.data, shown.len,
				       from, &len)) != SIZE_MAX;
		from = at + len) {
		counting->count->total++;
		if (!counting->is_there || at != current->at)
			continue;
		place_of(self, spot, &place);
		if (place_is_equal(&place, &self->search.place))
			counting->count->nth = counting->count->total;
	}
	if (counting->count->total > before)
		keep_spot(&self->search.counted, spot);
	return counting->count->total < counting->most;
}

/* A letter that is not ASCII might change the one before it. */
static bool is_plain(const char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if ((unsigned char)text[i] < ' ' || (unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* Does it go on from what was counted last? Then it can only be where that is. */
static bool goes_on(const struct editor *self, const char *needle)
{
	const struct counted *counted = &self->search.counted;
	size_t len = counted->needle.len;

	return len > 0 && !self->entry.is_typed && counted->revision == self->document.revision &&
	       counted->clock == self->display.clock && counted->dates == self->display.dates &&
	       strncmp(needle, counted->needle.data, len) == 0 &&
	       is_plain(needle, len - 1, strlen(needle));
}

/* In each spot of the last time, of which those are kept that hold it or were not looked at now. */
static bool count_again(struct editor *self, struct counting *counting)
{
	struct counted *counted = &self->search.counted;
	bool goes_on = true;
	size_t n = counted->n;

	counted->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct spot spot = counted->spots[i];

		if (goes_on)
			goes_on = count_in(
				self, &spot, show_spot(self, &spot, &counting->seeking), counting);
		else
			keep_spot(counted, &spot);
	}
	return goes_on;
}

static void forget_counted(struct editor *self)
{
	struct counted *counted = &self->search.counted;

	counted->n = 0;
	counted->rest = (struct spot){0};
	counted->revision = self->document.revision;
	counted->clock = self->display.clock;
	counted->dates = self->display.dates;
}

void editor_count(struct editor *self, const char *needle, size_t most, struct find_count *count)
{
	struct counting counting = {
		.count = count, .most = most, .is_there = search_is_there(self)};
	struct counted *counted = &self->search.counted;

	*count = (struct find_count){0};
	if (needle[0] == '\0')
		return;
	seeking_init(&counting.seeking, self, needle, strlen(needle));
	if (!goes_on(self, needle))
		forget_counted(self);
	if (count_again(self, &counting))
		each_spot(self, &counting.seeking, &counted->rest, count_in, &counting);
	count->is_more = count->total >= most;
	seeking_release(&counting.seeking);
	str_set(&counted->needle, needle, strlen(needle));
}
