/* The entries of a pasted log as the lines of a list. */
#include "internal.h"
#include "log_preview.h"

#include "base/visible.h"
#include "text/search.h"

#include <string.h>

enum {
	LISTED_MOST = 400, /* at a time: a chat may have 50,000 */
	NARROW = 60,       /* columns of text: below, the name stands before the words */
	WHO_MOST = 18,
	TICK_COLUMNS = 4, /* "[x] " */
};

static bool finds(const char *text, const struct str *words)
{
	return search_text(text, strlen(text), str_text(words), words->len, 0, NULL) != SIZE_MAX;
}

bool log_lines_has(const struct log_preview *self, size_t nth)
{
	const struct log_entry *entry = &self->paste.log.entries[nth];

	if (self->is_new_only && entry->rule == LOG_DUPLICATE)
		return false;
	return self->filter.len == 0 || finds(entry->what, &self->filter) ||
	       finds(entry->who, &self->filter);
}

/* --- what is listed --- */

/* From which entry on, and how many are before and after those. */
static size_t find_first(const struct log_preview *self, struct popup_rest *rest)
{
	size_t total = 0;
	size_t before = 0;
	size_t nth = 0;
	size_t first = 0;

	for (size_t i = 0; i < self->paste.log.n; i++) {
		bool is_listed = log_lines_has(self, i);

		before += is_listed && i < rest->around;
		total += is_listed;
	}
	rest->before = before > LISTED_MOST / 2 ? before - LISTED_MOST / 2 : 0;
	if (rest->before + LISTED_MOST > total)
		rest->before = total > LISTED_MOST ? total - LISTED_MOST : 0;
	rest->after = total - rest->before > LISTED_MOST ? total - rest->before - LISTED_MOST : 0;
	while (first < self->paste.log.n && nth < rest->before)
		nth += log_lines_has(self, first++);
	return first;
}

/* --- an entry --- */

static void append_clock(const struct log_preview *self, const struct log_entry *entry,
	bool has_seconds, struct str *out)
{
	struct civil local;

	if (entry->when.kind != WHEN_INSTANT) {
		visible_append_text(out, entry->stamp[0] ? entry->stamp : "--:--");
		return;
	}
	zone_civil(&self->paste.zone, entry->when.seconds, &local);
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

static void add_entry(const struct log_preview *self, struct popup *popup, size_t nth, bool seconds)
{
	const struct log_entry *entry = &self->paste.log.entries[nth];
	bool is_ticked = log_paste_takes(&self->paste, nth);
	struct popup_item *item = popup_add(popup);

	item->value = (int)nth;
	item->style = is_ticked ? STYLE_NORMAL : STYLE_DIM;
	str_append_text(&item->left, is_ticked ? "[x] " : "[ ] ");
	append_clock(self, entry, seconds, &item->left);
	if (entry->who[0] != '\0') {
		visible_append_text(&item->right, entry->who);
		str_append_text(&item->right, ": ");
	}
	visible_append(&item->right, entry->what, strlen(entry->what));
	item->excerpt.is_wanted = true;
	if (entry->kind[0] != '\0')
		visible_append_text(&item->end, entry->kind);
	else if (entry->rule != LOG_TAKEN && popup->columns >= NARROW)
		str_append_text(&item->end, log_rule_name(entry->rule));
}

/* A heading where another day begins. */
static void add_day(const struct log_preview *self, struct popup *popup, size_t nth, int64_t *day)
{
	const struct when *when = &self->paste.log.entries[nth].when;
	struct popup_item *item;
	struct civil local;

	if ((when->kind != WHEN_INSTANT && when->kind != WHEN_DATE) ||
		when_day(when, &self->paste.zone) == *day)
		return;
	*day = when_day(when, &self->paste.zone);
	(void)when_civil(when, &self->paste.zone, &local);
	item = popup_add(popup);
	item->is_heading = item->is_text = true;
	civil_show_day(&local, DATE_ISO, true, &item->right);
}

static void append_title(const struct log_preview *self, struct str *out)
{
	str_appendf(out, "Pasted: %zu of %zu ticked, read as %s", log_paste_count(&self->paste),
		self->paste.log.n, log_format_name(self->paste.log.format));
}

void log_lines_list(struct screen *screen, struct popup *popup)
{
	const struct log_preview *self = &screen->remembered.log;
	bool seconds = has_seconds(&self->paste.log);
	int64_t day = INT64_MIN;
	size_t n = 0;

	str_clear(&popup->title);
	append_title(self, &popup->title);
	popup->left = TICK_COLUMNS + (seconds ? 12 : 9);
	for (size_t i = find_first(self, &popup->rest); i < self->paste.log.n && n < LISTED_MOST;
		i++) {
		if (!log_lines_has(self, i))
			continue;
		add_day(self, popup, i, &day);
		add_entry(self, popup, i, seconds);
		n++;
	}
	if (n == 0)
		popup_add_text(popup, NULL,
			self->filter.len > 0 ? "No row has these words"
					     : "All of it is in the timeline already")
			->is_text = true;
}
