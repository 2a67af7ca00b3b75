/*
 * A character that cannot be typed here is refused with a hint, along with everything typed in one
 * go, so that the middle of a word is never taken for a command, nor its end for the complete text.
 */
#include "internal.h"

enum {
	GO = 500,       /* milliseconds between two characters that belong together */
	NOTICING = 2000 /* until the typist sees that the text is gone */
};

bool editor_is_refusing(const struct editor *self)
{
	return editor_now(self) < self->gesture.refuses_until;
}

static void refuse_for(struct editor *self, int64_t milliseconds)
{
	int64_t until = editor_now(self) + milliseconds;

	if (self->gesture.refuses_until < until)
		self->gesture.refuses_until = until;
}

void typing_interrupt(struct editor *self)
{
	refuse_for(self, NOTICING);
}

void typing_resume(struct editor *self)
{
	self->gesture.refuses_until = 0;
}

void typing_refuse_more(struct editor *self)
{
	refuse_for(self, GO);
}

void typing_refuse(struct editor *self)
{
	typing_refuse_more(self);
	hint_say(self, "You cannot type here");
}
