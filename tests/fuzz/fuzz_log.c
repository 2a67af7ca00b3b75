/* Any text as a log: as what it looks like, or as one format, whatever it is. */
#include "fuzz.h"

#include "log/log.h"

/* Each target of a format is this and its name; see meson.build. */
extern const char fuzz_log_format[];

static void date(struct log *log, int64_t shift)
{
	const struct zone zone = {"UTC"};
	const struct log_dating dating = {.zone = &zone,
		.start = {.kind = WHEN_INSTANT, .seconds = 1714722000},
		.captured = 1714980000,
		.shift = shift};

	log_date(log, &dating);
}

/* Whatever was read has all its texts, and the same times whenever it is asked. */
static void check_entries(struct log *log)
{
	date(log, 0);
	for (size_t i = 0; i < log->n; i++) {
		struct log_entry *entry = &log->entries[i];

		REQUIRE(entry->stamp && entry->who && entry->what && entry->kind);
		REQUIRE(entry->line >= 1 && entry->rule < LOG_N_RULES);
		REQUIRE(entry->day == SIZE_MAX || entry->day < log->n_days);
	}
	if (log->n == 0)
		return;

	struct when last = log->entries[log->n - 1].when;

	date(log, 60);
	date(log, 0);
	REQUIRE(log->entries[log->n - 1].when.kind == last.kind);
	REQUIRE(log->entries[log->n - 1].when.seconds == last.seconds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	const struct log_format *format = log_format_find(fuzz_log_format);
	struct log log;

	REQUIRE(format || fuzz_log_format[0] == '\0');
	if (!log_read(&log, text, format, NULL))
		return 0;
	check_entries(&log);
	log_release(&log);
	return 0;
}
