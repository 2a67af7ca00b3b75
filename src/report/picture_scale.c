/* From times and texts to the units of the picture. */
#include "picture.h"

#include "text/grapheme.h"

enum { MINUTES = 10 * 60, SOME_DAYS = 6 * 86400 };

#define LETTER 6.6       /* .6 em of 11 units */
#define LETTER_BOLD 7.04 /* .64 em */
#define NOW 0.94         /* where an ongoing incident has got to */
#define GAP_DRAWN 0.1    /* of the whole: how wide what is cut out is drawn */

double picture_text_width(const char *text, size_t len, bool is_bold)
{
	return grapheme_width(text, len) * (is_bold ? LETTER_BOLD : LETTER);
}

void picture_write_clock(const struct picture *self, const struct civil *civil, struct str *out)
{
	if (self->last - self->first < MINUTES)
		str_appendf(out, "%02d:%02d:%02d", civil->hour, civil->minute, civil->second);
	else
		str_appendf(out, "%02d:%02d", civil->hour, civil->minute);
}

bool picture_is_long(const struct picture *self)
{
	return self->last - self->first > SOME_DAYS;
}

double picture_x(const struct picture *self, int64_t seconds)
{
	double width = self->is_ongoing ? self->width * NOW : self->width;
	double gap = (double)(self->gap_to - self->gap_from);
	double whole = (double)(self->last - self->first);
	double at = (double)(seconds - self->first);

	if (gap <= 0)
		return at / whole * width;

	double scale = width * (1 - GAP_DRAWN) / (whole - gap);
	double before = (double)(self->gap_from - self->first);

	if (seconds <= self->gap_from)
		return at * scale;
	if (seconds >= self->gap_to)
		return (at - gap) * scale + width * GAP_DRAWN;
	return before * scale + (at - before) / gap * width * GAP_DRAWN;
}
