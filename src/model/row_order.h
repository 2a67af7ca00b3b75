/*
 * The order of rows while many of them move: indexes in blocks, so that taking one out and putting
 * it elsewhere touches few others.
 */
#ifndef AFTERWORD_MODEL_ROW_ORDER_H
#define AFTERWORD_MODEL_ROW_ORDER_H

#include "base/slots.h"
#include "model/document.h"

struct row_block;

struct row_order {
	struct row_block **blocks;
	size_t n;
	size_t cap;
	struct slots counts; /* of the rows in each block */
	size_t n_rows;
};

/* The first n rows as they are. */
void row_order_init(struct row_order *self, size_t n);
void row_order_release(struct row_order *self);

/* Places are those in the order, or without one (NULL) in the table itself. With an order a new row
 * is the last one of the table, and one that is taken leaves an empty one there. */
size_t rows_count_in(const struct rows *self, const struct row_order *order);
/* The row at a place, which must be there. */
const struct row *rows_at_in(const struct rows *self, const struct row_order *order, size_t place);
void rows_insert_in(
	struct rows *self, struct row_order *order, size_t place, const struct row *row);
/* As rows_take. */
struct row rows_take_in(struct rows *self, struct row_order *order, size_t place);
void rows_move_in(struct rows *self, struct row_order *order, size_t from, size_t to);

/* Makes the rows of a table those in the order. */
void rows_reorder(struct rows *self, const struct row_order *order);

#endif
