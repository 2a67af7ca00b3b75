/* A text import in progress, shared by its two halves: lines to answers, answers to values. */
#ifndef AFTERWORD_INTAKE_TEXT_READER_H
#define AFTERWORD_INTAKE_TEXT_READER_H

#include "internal.h"
#include "model/layout.h"

/* What was written below a question. */
struct text_answer {
	struct str text;
	unsigned line; /* where it begins */
};

struct text_reader {
	struct intake intake;
	const struct form *form;
	struct layout layout;
	struct text_answer *answers; /* one per field */
	struct str leftover;
	unsigned leftover_line; /* of the last line kept as leftover */
	unsigned page;          /* FORM_NONE before the first heading */
	unsigned field;         /* whose answer is being read; FORM_NONE for none */
	unsigned last_line;     /* the last one that is not blank */
	unsigned title;
	unsigned authors;
	struct err *err;
};

/* Keeps a line that does not fit anywhere for the leftover field, and says why. */
void text_leftover(struct text_reader *self, struct slice line, unsigned number, const char *why);

/* Puts the answers into the document. */
bool text_store(struct text_reader *self);

#endif
