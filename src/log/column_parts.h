/* Which column of a table is what: by its head, else by what its cells are like. */
#ifndef AFTERWORD_LOG_COLUMN_PARTS_H
#define AFTERWORD_LOG_COLUMN_PARTS_H

#include "column_words.h"
#include "text_table.h"

#include <stdbool.h>

#define NO_COLUMN SIZE_MAX
#define COLUMNS_ROWS 40 /* by which columns are recognised */

struct columns {
	enum part parts[TABLE_COLUMNS];
	size_t first[N_PARTS];      /* the first column that is this; NO_COLUMN: none */
	char *names[TABLE_COLUMNS]; /* of the head; NULL without one */
	size_t n;
	bool has_head;
	char *zone; /* that the head says; NULL: none */
};

void columns_init(struct columns *self);
void columns_release(struct columns *self);

/* By the first row and those below it; false: none has times. The first row may be a head. */
bool columns_find(
	struct columns *self, const struct table_row *first, struct slice below, char sign);

/* The time in a cell, without the marks around it and without its end in "9:41-9:50"; *parts is 0
 * if it is none. */
struct slice cell_stamp(struct slice cell, struct slice *until, unsigned *parts);

#endif
