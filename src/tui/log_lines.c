/* The entries of a pasted log as the lines of a list. */
#include "internal.h"
#include "log_preview.h"

#include "base/mem.h"
#include "base/visible.h"
#include "text/grapheme.h"

#include <stdlib.h>
#include <string.h>

enum {
	LISTED_MOST = 400, /* at a time: a chat may have 50,000 */
	NARROW = 60,       /* columns of text: below, the name stands before the words */
	WIDE = 77,         /* there is room for long names, too */
	CLOCK_MOST = 12,   /* of a time that nobody can read, as it is written */
	WHO_MOST = 14,
	WHO_MOST_WIDE = 22,
	TICK_COLUMNS = 6, /* "> [x] " */
	GAP = 2,
};

static bool is_listed(const struct log_preview *self, const struct log_entry *entry)
{
	if (self->is_new_only && entry->rule == LOG_DUPLICATE)
		return false;
	return self->filter.len == 0 ||
	       log_entry_holds(entry, str_text(&self->filter), self->filter.len);
}

/* --- what is listed --- */

/* As it will be shown in the timeline. */
static void append_clock(
	const struct log_entry *entry, const struct zone *zone, bool has_seconds, struct str *out)
{
	struct civil local;

	if (entry->when.kind != WHEN_INSTANT) {
		visible_append_text(out, entry->stamp[0] ? entry->stamp : "--:--");
		return;
	}
	zone_civil(zone, entry->when.seconds, &local);
	str_appendf(out, "%s%02d:%02d", entry->when.is_about ? "~" : "", local.hour, local.minute);
	if (has_seconds)
		str_appendf(out, ":%02d", local.second);
}

static bool has_seconds(const struct log *log)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->entries[i].when.kind == WHEN_INSTANT && log->entries[i].when.seconds % 60)
			return true;
	return false;
}

static void widen(unsigned *columns, const char *text, size_t len, unsigned most)
{
	/* nothing that is wider than so many columns is shorter than that in bytes */
	unsigned width =
		grapheme_width(text, len < 8 * most ? len : grapheme_snap(text, len, 8 * most));

	if (width > most)
		width = most;
	if (width > *columns)
		*columns = width;
}

static void make_listing(struct log_preview *self, const struct zone *zone)
{
	struct log_listing *listing = &self->listing;
	const struct log *log = &self->paste.log;
	struct str clock = {0};

	free(listing->entries);
	*listing = (struct log_listing){.is_made = true,
		.entries = mem_zalloc(log->n + 1, sizeof *listing->entries),
		.has_seconds = has_seconds(log),
		.revision = listing->revision};
	for (size_t i = 0; i < log->n; i++) {
		const struct log_entry *entry = &log->entries[i];

		if (!is_listed(self, entry))
			continue;
		listing->entries[listing->n++] = i;
		str_clear(&clock);
		append_clock(entry, zone, listing->has_seconds, &clock);
		widen(&listing->clock, str_text(&clock), clock.len, CLOCK_MOST);
		widen(&listing->who, entry->who, strlen(entry->who), WHO_MOST_WIDE);
	}
	str_release(&clock);
}

void log_lines_forget(struct log_preview *self)
{
	free(self->listing.entries);
	self->listing = (struct log_listing){.revision = self->listing.revision};
}

/* Which of those listed is the first one from an entry on. */
static size_t find_listed(const struct log_listing *self, size_t entry)
{
	size_t low = 0;

	for (size_t high = self->n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (self->entries[middle] < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Which ones are lines now: from where on, and how many are before and after those. */
static size_t find_first(const struct log_listing *self, struct popup_rest *rest)
{
	size_t around = find_listed(self, rest->around);
	size_t last = self->n > LISTED_MOST ? self->n - LISTED_MOST : 0;

	rest->before = around > LISTED_MOST / 2 ? around - LISTED_MOST / 2 : 0;
	if (rest->before > last)
		rest->before = last;
	rest->after = last - rest->before;
	return rest->before;
}

/* --- an entry --- */

/* The kind, or why it is not proposed, or what is wrong with its time. */
static const char *remark(const struct log_entry *entry)
{
	if (entry->rule != LOG_TAKEN)
		return log_rule_name(entry->rule);
	if (entry->when.kind == WHEN_NONE)
		return entry->stamp[0] == '\0' ? "no time" : "time unclear";
	return entry->kind;
}

/* "[x] 09:41", and the name if it has a column of its own. */
static void append_left(const struct log_entry *entry, const struct log_listing *listing,
	const struct zone *zone, bool has_column, struct str *out)
{
	struct str clock = {0};
	size_t len;

	append_clock(entry, zone, listing->has_seconds, &clock);
	len = grapheme_fit(str_text(&clock), clock.len, listing->clock);
	str_append(out, str_text(&clock), len);
	if (has_column) {
		str_append_repeat(
			out, ' ', listing->clock + GAP - grapheme_width(str_text(&clock), len));
		visible_append_text(out, entry->who);
	}
	str_release(&clock);
}

/* In one line. */
static void append_words(const char *what, struct str *out)
{
	struct slice rest = slice_of_text(what);
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		line = slice_trim(line);
		visible_append(out, line.data, line.len);
		if (rest.len > 0)
			str_append_char(out, ' ');
	}
}

static void add_entry(const struct screen *screen, const struct log_preview *self,
	struct popup *popup, size_t nth)
{
	const struct log_entry *entry = &self->paste.log.entries[nth];
	bool is_ticked = log_paste_takes(&self->paste, nth);
	bool is_narrow = popup->columns < NARROW;
	struct popup_item *item = popup_add(popup);

	item->value = (int)nth;
	item->style = is_ticked ? STYLE_NORMAL : STYLE_DIM;
	str_append_text(&item->left, is_ticked ? "[x] " : "[ ] ");
	append_left(entry, &self->listing, editor_shown_zone(screen->editor),
		!is_narrow && entry->who[0] != '\0', &item->left);
	if (is_narrow && entry->who[0] != '\0') {
		visible_append_text(&item->right, entry->who);
		str_append_text(&item->right, ": ");
	}
	append_words(entry->what, &item->right);
	item->excerpt.is_wanted = true;
	if (!is_narrow)
		visible_append_text(&item->end, remark(entry));
}

/* Where the words begin. */
static unsigned text_column(const struct log_listing *self, unsigned columns)
{
	unsigned most = columns >= WIDE ? WHO_MOST_WIDE : WHO_MOST;
	unsigned who = self->who < most ? self->who : most;
	unsigned left = TICK_COLUMNS + self->clock + GAP;

	return columns >= NARROW && who > 0 ? left + who + GAP : left;
}

/* A heading where another day begins. */
static void add_day(const struct screen *screen, const struct log_preview *self,
	struct popup *popup, size_t nth, int64_t *day)
{
	const struct zone *zone = editor_shown_zone(screen->editor);
	const struct when *when = &self->paste.log.entries[nth].when;
	struct popup_item *item;
	struct civil local;

	if ((when->kind != WHEN_INSTANT && when->kind != WHEN_DATE) || when_day(when, zone) == *day)
		return;
	*day = when_day(when, zone);
	(void)when_civil(when, zone, &local);
	item = popup_add(popup);
	item->is_heading = item->is_text = true;
	civil_show_day(&local, editor_when_style(screen->editor).dates, true, &item->right);
}

/* "Pasted: 14 of 200 ticked, 120 hidden; a copy of a Slack channel" */
static void append_title(const struct log_preview *self, unsigned columns, struct str *out)
{
	size_t n = self->paste.log.n;

	str_appendf(out, "%s%zu of %zu ticked", columns >= NARROW ? "Pasted: " : "",
		log_paste_count(&self->paste), n);
	if (self->listing.n < n)
		str_appendf(out, ", %zu hidden", n - self->listing.n);
	if (columns >= NARROW)
		str_appendf(out, "; %s", log_format_about(self->paste.log.format));
}

/* Somebody may have added the same rows meanwhile. */
static void look_again(struct screen *screen)
{
	struct log_preview *self = &screen->remembered.log;
	unsigned revision = editor_document(screen->editor)->revision;

	if (self->listing.revision != revision) {
		log_paste_date(&self->paste, screen->session);
		log_lines_forget(self);
		self->listing.revision = revision;
	}
	if (!self->listing.is_made)
		make_listing(self, editor_shown_zone(screen->editor));
}

void log_lines_list(struct screen *screen, struct popup *popup)
{
	struct log_preview *self = &screen->remembered.log;
	int64_t day = INT64_MIN;
	size_t first;

	look_again(screen);
	str_clear(&popup->title);
	append_title(self, popup->columns, &popup->title);
	popup->left = text_column(&self->listing, popup->columns);
	first = find_first(&self->listing, &popup->rest);
	for (size_t i = first; i < self->listing.n && i < first + LISTED_MOST; i++) {
		add_day(screen, self, popup, self->listing.entries[i], &day);
		add_entry(screen, self, popup, self->listing.entries[i]);
	}
	if (self->listing.n == 0)
		popup_add_text(popup, NULL,
			self->filter.len > 0 ? "No row has these words: / looks for others"
					     : "All of it is in the timeline already: o lists it")
			->is_text = true;
}
