/* The files and cards of a message, as chat programs export them beside its text. */
#ifndef AFTERWORD_LOG_JSON_CARDS_H
#define AFTERWORD_LOG_JSON_CARDS_H

#include "base/slice.h"
#include "base/str.h"

#include <jansson.h>

/* How a format writes a text. */
struct json_card_text {
	void (*append)(
		const void *context, struct slice text, struct str *out); /* NULL: as it is */
	const void *context;
};

/* Appends a line for each title, text, field and name of a file in an array. */
void json_cards_append(const json_t *items, const struct json_card_text *text, struct str *out);
/* Appends the texts of an adaptive card of Teams, or of an older one. */
void json_adaptive_card_append(const json_t *card, struct str *out);

#endif
