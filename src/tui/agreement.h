/*
 * What is between a draft and a final document, in one list: what holds it back, the checklist, the
 * sign-offs, the status.
 */
#ifndef AFTERWORD_TUI_AGREEMENT_H
#define AFTERWORD_TUI_AGREEMENT_H

#include "internal.h"

#include "check/finding.h"
#include "review/checklist.h"
#include "review/signoffs.h"

/* What a line of the list is: item->value has it, with its number among its kind. */
enum agreement_part {
	PART_REASON = 1,
	PART_QUESTION,
	PART_SIGNOFF,
	PART_STATUS,
	PART_SIZE = 1 << 20, /* more than there are of any kind */
};

int agreement_value(enum agreement_part part, size_t nth);
enum agreement_part agreement_part(int value);
size_t agreement_nth(int value);

/* What is needed for one part of it, as of now. */
struct agreement {
	const struct findings *reasons; /* what holds it back from being final; borrowed until it
					   changes */
	bool is_known; /* else the reasons are those from before, and are still being found */
	struct checklist checklist;
	struct signoffs signoffs;
};

void agreement_init(struct agreement *self, struct screen *screen, enum agreement_part part);
void agreement_release(struct agreement *self);

/* --- agreement_lines.c --- */

/* Appends the lines of the list. */
void agreement_list(struct screen *screen, struct popup *popup);
/* Is the status among them? A form may have none. */
bool agreement_has_status(const struct popup *popup);
/* What there is to say about a line: why, or what is meant. */
void agreement_detail(const struct screen *screen, const struct popup_item *item, struct str *out);

/* --- agreement_ask.c: what is asked for before something is written --- */

enum agreement_question { ASK_WHY_NOT_APPLICABLE, ASK_WHY_NOT, ASK_WHO, ASK_WHY_WAIVED };

/* Asks for a line, and writes what it is for; then the list is there again, at a line of it. */
void agreement_ask(struct screen *screen, enum agreement_question question, int value);
/* Asks before the user signs, or why not. */
void agreement_ask_sign(struct screen *screen);
void agreement_ask_object(struct screen *screen);
/* Offers the statuses. */
void agreement_ask_status(struct screen *screen);

#endif
