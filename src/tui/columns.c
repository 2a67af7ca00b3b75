#include "columns.h"

#include <string.h>

enum {
	MAIN_SHARE = 40, /* percentage of the room that the main column keeps, */
	MAIN_LEAST = 8,  /* and cells it keeps next to a column scrolled into view */
};

/* Shows a column if it and the gap next to it fit into the room. */
static bool take(struct table *table, unsigned nth, unsigned width, unsigned *room)
{
	if (width == 0 || width + COLUMN_GAP > *room)
		return false;
	table->widths[nth] = (uint16_t)width;
	*room -= width + COLUMN_GAP;
	return true;
}

/* The nth of the columns that may be hidden; n if there are no more. */
static unsigned find_free(const struct column *columns, unsigned n, unsigned nth)
{
	unsigned at = 0;

	while (at < n && (columns[at].place != COLUMN_FREE || nth-- > 0))
		at++;
	return at;
}

/* Shows free columns in order until one does not fit; returns the next one. */
static unsigned take_free(struct table *table, const struct column *columns, unsigned n,
	unsigned first, bool takes_extra, unsigned *room)
{
	unsigned nth = first;
	unsigned at;

	while ((at = find_free(columns, n, nth)) < n && (takes_extra || !columns[at].is_extra) &&
		take(table, at, columns[at].width, room))
		nth++;
	return nth;
}

/* Shows the fixed columns; returns the room left besides them and the main one. */
static unsigned take_fixed(
	struct table *table, const struct column *columns, unsigned n, unsigned room, unsigned main)
{
	memset(table->widths, 0, sizeof(table->widths));
	room = room > main ? room - main : 0;
	for (unsigned i = 0; i < n; i++)
		if (columns[i].place == COLUMN_STAYS)
			take(table, i, columns[i].width, &room);
	return room;
}

/* Shows free columns from one on, which gets what room there is. */
static unsigned fit_from(struct table *table, const struct column *columns, unsigned n,
	unsigned room, unsigned first)
{
	unsigned main = room * MAIN_SHARE / 100;
	unsigned left = take_fixed(table, columns, n, room, main);
	unsigned next = take_free(table, columns, n, first, true, &left);
	unsigned at = find_free(columns, n, first);

	if (next > first || at == n)
		return next;
	left = take_fixed(table, columns, n, room, main < MAIN_LEAST ? main : MAIN_LEAST);
	if (left > COLUMN_GAP)
		take(table, at,
			columns[at].width < left - COLUMN_GAP ? columns[at].width
							      : left - COLUMN_GAP,
			&left);
	return first + 1;
}

static void give_rest(struct table *table, const struct column *columns, unsigned n, unsigned room)
{
	unsigned main = n;

	for (unsigned i = 0; i < n; i++) {
		if (columns[i].place == COLUMN_MAIN)
			main = i;
		else if (table->widths[i] > 0)
			room -= table->widths[i] + COLUMN_GAP;
	}
	if (main < n)
		table->widths[main] = (uint16_t)room;
}

void columns_fit(struct table *table, const struct column *columns, unsigned n, unsigned room,
	unsigned steps)
{
	unsigned left = take_fixed(table, columns, n, room, room * MAIN_SHARE / 100);
	unsigned next = take_free(table, columns, n, 0, false, &left);
	unsigned n_free = 0;
	/* If not even the first one fits, the first step brings it into view. */
	bool is_none = next == 0;

	while (find_free(columns, n, n_free) < n)
		n_free++;
	table->n = n;
	for (unsigned i = 0; i < n; i++)
		table->nth[i] = columns[i].nth;
	table->n_left = 0;
	for (table->steps = 0; table->steps < steps && next < n_free; table->steps++) {
		unsigned seen = next;

		table->n_left += table->steps > 0 || !is_none;
		while ((next = fit_from(table, columns, n, room, table->n_left)) <= seen)
			table->n_left++;
	}
	table->n_right = n_free - next;
	give_rest(table, columns, n, room);
}
