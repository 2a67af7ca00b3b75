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
};

/* The first n rows as they are. */
void row_order_init(struct row_order *self, size_t n);
void row_order_release(struct row_order *self);

/* The index of the row at a place, which must be there. */
size_t row_order_at(const struct row_order *self, size_t place);
size_t row_order_take(struct row_order *self, size_t place);
/* At most behind the last. */
void row_order_insert(struct row_order *self, size_t place, size_t row);

/* Puts the rows of a table, all of which are in the order, in that order. */
void rows_reorder(struct rows *self, const struct row_order *order);

#endif
