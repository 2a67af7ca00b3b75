/* What the importers share: notes, and answers turned into values of their kind. */
#ifndef AFTERWORD_INTAKE_INTERNAL_H
#define AFTERWORD_INTAKE_INTERNAL_H

#include "base/attribute.h"
#include "base/slice.h"
#include "intake/intake.h"
#include "model/answer.h"
#include "model/walk.h"
#include "model/when_place.h"

#include <stdint.h>

/* One import in progress. */
struct intake {
	struct document *document;
	const struct intake_options *options;
	struct intake_report *report;
	const struct layout *layout;
	struct zone zone; /* for times without one */
};

/* Adds a note; the text is a sentence without a final full stop. */
void intake_note(struct intake *self, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);

/*
 * Appends the stored form of what someone typed at a place: as the editor would read it, except
 * that times depend only on their neighbours (not on the clock), and words lose the backslash that
 * their position in the text required. What cannot be read is appended as typed, with a note. If it
 * is a range of two times, the second is appended to rest; with rest NULL a range cannot be read.
 */
void intake_convert(struct intake *self, const struct when_place *place, enum answer_place stands,
	struct slice typed, unsigned line, struct str *out, struct str *rest);

/* What a time can rely on: it must state its own day, or it is in a row that has one and may be a
 * range. */
enum intake_day { DAY_OWN, DAY_GIVEN };

/* Does the text read as a time of this kind without relying on the clock? */
bool intake_reads_as_time(const struct intake *self, const struct form_field *field,
	struct slice typed, enum intake_day day, struct when *when);

/* Sets a field; fails only if the document cannot be changed. */
bool intake_set(struct intake *self, unsigned field, const char *text, size_t len, struct err *err);

/* Adds a row per line of text, which starts at that line of the input; see row_lines.c. */
bool intake_rows(
	struct intake *self, unsigned field, struct slice text, unsigned line, struct err *err);

/* Does the line begin with a time, as a row of an event table does? */
bool intake_begins_with_time(
	const struct intake *self, const struct form_field *rows, struct slice line);

/*
 * The field that a text below a question belongs to: the one that answers it in figures
 * if the text is just such a figure, so that a figure printed in place of prose does not
 * become prose. Otherwise the question's own.
 */
unsigned intake_lone_answer(const struct intake *self, unsigned question, struct slice text);

/* Fills fields that answer a question in figures from the prose that answers it. */
bool intake_derive(struct intake *self, struct err *err);

/* The importers. */
bool text_import(struct document *document, const char *input, size_t len,
	const struct intake_options *options, struct intake_report *report, struct err *err);

#endif
