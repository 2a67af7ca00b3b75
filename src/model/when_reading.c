/* What all readers of a typed time share: its notes, its base moment, its day. */
#include "when_reading.h"

#include <string.h>

void reading_note(struct reading *self, unsigned oddity, const char *format, ...)
{
	va_list arguments;

	self->odd |= oddity;
	if (self->note == NULL)
		return;
	if (self->note->len > 0)
		str_append_text(self->note, "; ");
	va_start(arguments, format);
	str_appendv(self->note, format, arguments);
	va_end(arguments);
}

int64_t reading_now(struct reading *self)
{
	self->has_asked_now = true;
	return self->context->now - (self->context->now % 60 + 60) % 60;
}

int64_t reading_base(struct reading *self, struct civil *local)
{
	const struct when *before = &self->context->before;

	bool is_from_now = self->context->tense == WHEN_TO_COME || before->kind == WHEN_NONE;

	if (!is_from_now && before->kind == WHEN_DATE) {
		civil_at(local, before->seconds, 0);
		return before->seconds;
	}
	int64_t seconds = is_from_now ? reading_now(self) : before->seconds;

	zone_civil(self->context->zone, seconds, local);
	return seconds;
}

int64_t reading_around(const struct reading *self, struct civil *local)
{
	struct reading copy = *self;

	return reading_base(&copy, local);
}

void reading_set_instant(const struct reading *self, int64_t seconds, struct when *out)
{
	struct civil local;

	zone_civil(self->context->zone, seconds, &local);
	out->kind = WHEN_INSTANT;
	out->seconds = seconds;
	out->offset = local.offset;
}

void reading_set_day(const struct civil *day, struct when *out)
{
	out->kind = WHEN_DATE;
	out->seconds = civil_days(day->year, day->month, day->day) * DAY_SECONDS;
	out->offset = 0;
}

void reading_move_to(struct reading *self, int64_t days)
{
	struct civil day;

	civil_from_days(days, &day);
	self->local.year = day.year;
	self->local.month = day.month;
	self->local.day = day.day;
}

bool reading_has_neighbour(const struct reading *self)
{
	const struct when_context *context = self->context;

	return context->tense != WHEN_TO_COME &&
	       (context->before.kind != WHEN_NONE || context->after.kind != WHEN_NONE ||
		       context->former.kind != WHEN_NONE);
}

void reading_note_other(struct reading *self, int64_t day)
{
	struct civil other;
	struct str text = {0};

	civil_from_days(day, &other);
	civil_append_date(&other, self->context->dates, true, &text);
	reading_note(self, 0, "it could also be %.3s %s", civil_weekday_name(other.weekday),
		str_text(&text));
	str_release(&text);
}

int reading_weekday(const struct reading *self)
{
	const struct civil *local = &self->local;
	struct civil day;

	civil_from_days(civil_days(local->year, local->month, local->day), &day);
	return day.weekday;
}

bool reading_is_weekday(const struct reading *self)
{
	return reading_weekday(self) == self->weekday;
}

/* What does not fit is left out: no zone's name is so long. */
void reading_copy_label(const struct reading *self, char out[LABEL_SIZE])
{
	size_t len = 0;

	for (size_t i = 0; i < self->label_words && len < LABEL_SIZE - 2; i++) {
		const struct token *word = &self->label[i];
		size_t taken;

		if (i > 0)
			out[len++] = ' ';
		taken = word->len < LABEL_SIZE - 1 - len ? word->len : LABEL_SIZE - 1 - len;
		memcpy(out + len, word->text, taken);
		len += taken;
	}
	out[len] = '\0';
}
