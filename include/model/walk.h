/*
 * Visits a document in the form's order, for reports and checks: pages, their fields, and
 * the rows and cells of tables.
 */
#ifndef AFTERWORD_MODEL_WALK_H
#define AFTERWORD_MODEL_WALK_H

#include "model/document.h"
#include "model/when.h"

#include <stdbool.h>

enum walk_event { WALK_PAGE, WALK_FIELD, WALK_ROW, WALK_CELL, WALK_PAGE_END, WALK_DONE };

struct walk {
	const struct document *document;
	const struct form_page *page;
	const struct form_field *field; /* of a cell: the column */
	const struct row *row;
	struct place place;
	const char *text; /* of a field or cell; "" for rows and computed ones */
	enum walk_event event;
	unsigned page_number; /* private to the walk from here on */
	size_t row_index;
	bool skips_private;
};

/* Starts before the first page. skips_private leaves out private pages, fields and columns. */
void walk_init(struct walk *self, const struct document *document, bool skips_private);

/* The next event; after WALK_DONE there are no more. */
enum walk_event walk_next(struct walk *self);

/* The zone in which a document's times are shown: its zone field, UTC if that is empty or
 * unknown. */
void document_zone(const struct document *self, struct zone *zone);

/* A field's value as a time; WHEN_NONE if it is empty or not a time. */
void document_when(const struct document *self, unsigned field, struct when *when);

/* The span of a computed field; now in seconds, for what is ongoing. */
void document_span(const struct document *self, const struct form_field *computed, int64_t now,
	struct span *span);

/* Appends the text of a computed field: a span, a count. now in seconds, for what is ongoing. */
void document_compute(const struct document *self, unsigned field, int64_t now, struct str *out);

#endif
