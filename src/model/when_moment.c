/* The moment that a day, a clock and a zone mean together, with a note if it is odd. */
#include "when_fit.h"

#include <string.h>

/* The later of the two moments with the same clock time when clocks are set back. */
static int64_t second_pass(const struct zone *zone, int64_t first)
{
	struct civil before;
	struct civil after;

	zone_civil(zone, first, &before);
	zone_civil(zone, first + DAY_SECONDS, &after);
	return first + before.offset - after.offset;
}

/* Which of the two moments with that clock time at the end of summer time. */
static int64_t choose_pass(struct reading *self, int64_t first, int64_t second)
{
	const struct when_context *context = self->context;
	const struct when firstly = {.kind = WHEN_INSTANT, .seconds = first};
	const struct when secondly = {.kind = WHEN_INSTANT, .seconds = second};
	struct extent a = extent_of(context->zone, &firstly);
	struct extent b = extent_of(context->zone, &secondly);
	struct around around;
	struct fit fits[2];

	if (!reading_has_neighbour(self))
		return first;
	around_init(&around, self);
	bool is_first_wrong = around_is_disordered(&around, &a);

	if (is_first_wrong != around_is_disordered(&around, &b))
		return is_first_wrong ? second : first;
	if (!is_first_wrong && !around_trusts_former(&around, context))
		return first;
	fit_judge(&fits[0], context, &around, &a);
	fit_judge(&fits[1], context, &around, &b);
	return fit_is_better(&fits[1], &fits[0]) ? second : first;
}

void reading_set_local(struct reading *self, struct when *out)
{
	const struct civil *local = &self->local;
	const struct zone *zone = self->context->zone;
	int64_t seconds;
	struct civil read;
	enum zone_fit fit = zone_instant(zone, local, &seconds);
	int64_t first = seconds;

	if (fit == ZONE_TWICE)
		seconds = choose_pass(self, first, second_pass(zone, first));
	zone_civil(zone, seconds, &read);
	reading_set_instant(self, seconds, out);
	if (fit == ZONE_TWICE)
		reading_note(self, WHEN_ODD_TWICE,
			"%02d:%02d occurs twice that day; the %s one, %s, is assumed", local->hour,
			local->minute, seconds == first ? "first" : "second", read.label);
	if (fit == ZONE_NEVER)
		reading_note(self, WHEN_ODD_NEVER,
			"the clocks skip %02d:%02d that day; read as %02d:%02d %s", local->hour,
			local->minute, read.hour, read.minute, read.label);
}

/* A name of tzdata after the time: "08:00 Europe/Berlin". */
static bool set_in_zone(struct reading *self, const char *name, struct when *out)
{
	struct zone zone;
	struct when_context context = *self->context;

	bool is_place =
		strchr(name, '/') != NULL || token_is_text(&self->label[self->label_words], "time");

	if (!is_place || !zone_find(&zone, name, NULL, NULL))
		return err_set(self->err, ERR_VALUE,
			"\"%s\" is not a known time zone; type UTC-4, say, or America/New_York",
			name);
	const struct when_context *own = self->context;

	context.zone = &zone;
	self->context = &context;
	reading_set_local(self, out);
	self->context = own;
	return true;
}

static void note_wrong_label(
	struct reading *self, const struct label_reading *read, const char *label)
{
	struct str day = {0};

	civil_append_date(&self->local, self->context->dates, true, &day);
	reading_note(self, WHEN_ODD_LABEL, "%s is not in use in %s on %s", label, read->zone,
		str_text(&day));
	str_release(&day);
}

static void note_label(struct reading *self, const struct label_reading *read, const char *label)
{
	if (read->fit == LABEL_WRONG)
		note_wrong_label(self, read, label);
	else if (read->place != NULL)
		reading_note(self, WHEN_ODD_ASSUMED, "%s is read as %s time", label, read->place);
	if (read->place != NULL)
		reading_note(self, WHEN_ODD_ASSUMED, "%s time is called that, too", read->other);
}

static bool set_labelled(struct reading *self, struct when *out)
{
	char label[LABEL_SIZE];
	struct label_reading read;

	reading_copy_label(self, label);
	label_read(&read, self->context->zone, &self->local, label);
	if (read.fit == LABEL_UNKNOWN)
		return set_in_zone(self, label, out);
	out->kind = WHEN_INSTANT;
	out->seconds = read.seconds;
	out->offset = read.offset;
	note_label(self, &read, label);
	return true;
}

/* The offset meant by a word next to the time: a label or the name of a zone. */
static bool find_offset(struct reading *self, const char *label, int32_t *offset)
{
	struct label_reading read;
	struct when when = {0};

	label_read(&read, self->context->zone, &self->local, label);
	*offset = read.offset;
	if (read.fit != LABEL_UNKNOWN)
		return true;
	if (!set_in_zone(self, label, &when))
		return false;
	*offset = when.offset;
	return true;
}

/* "-0400 EDT", "UTC+2", "+02:00[Europe/Berlin]": the number counts. */
static bool check_label(struct reading *self)
{
	char label[LABEL_SIZE];
	int32_t offset;

	if (self->label == NULL)
		return true;
	reading_copy_label(self, label);
	if (label_is_utc(label))
		return true;
	if (!find_offset(self, label, &offset))
		return false;
	if (offset != self->offset)
		reading_note(self, WHEN_ODD_LABEL,
			"%s is a different offset; the one in figures counts", label);
	return true;
}

bool reading_set_moment(struct reading *self, struct when *out)
{
	if (self->has_offset) {
		out->kind = WHEN_INSTANT;
		out->offset = self->offset;
		out->seconds = civil_seconds(&self->local) - self->offset;
		return check_label(self);
	}
	if (self->label != NULL)
		return set_labelled(self, out);
	reading_set_local(self, out);
	self->odd |= WHEN_ODD_NO_OFFSET;
	return true;
}
