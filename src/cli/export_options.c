/* The options of export; see export_options.h. */
#include "export_options.h"

#include "base/slice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WIDTH_LEAST = 20, WIDTH_MOST = 500 };

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

static bool read_tasks(const char *word, struct report_options *options)
{
	options->tasks_as_list = word && strcasecmp(word, "list") == 0;
	if (!word || options->tasks_as_list || strcasecmp(word, "table") == 0)
		return true;
	complain("--tasks is table or list, not '%s'", word);
	return false;
}

static bool read_width(const char *word, struct report_options *options)
{
	unsigned long width = 0;

	if (!word)
		return true;
	if (strspn(word, "0123456789") == strlen(word) && strlen(word) < 5)
		width = strtoul(word, NULL, 10);
	options->width = (unsigned)width;
	if (width >= WIDTH_LEAST && width <= WIDTH_MOST)
		return true;
	complain("--width is a number of columns from %d to %d, not '%s'", WIDTH_LEAST, WIDTH_MOST,
		word);
	return false;
}

static bool read_paper(const char *word, struct report_options *options)
{
	static const char *const sizes[] = {"A4", "letter"};

	if (!word)
		return true;
	for (size_t i = 0; i < LENGTH(sizes); i++)
		if (strcasecmp(word, sizes[i]) == 0)
			options->paper = sizes[i];
	if (options->paper)
		return true;
	complain("--paper is A4 or letter, not '%s'", word);
	return false;
}

/* The same words are the same moment on every machine, so a time without a zone is in UTC. */
static bool read_as_of(
	const struct invocation *call, const char *word, struct report_options *options)
{
	struct zone utc;
	const struct when_context context = {.zone = &utc, .now = invocation_now(call)};
	struct str note = {0};
	struct when when;

	options->now = invocation_now(call);
	if (!word)
		return true;
	(void)zone_init(&utc, "UTC", NULL);
	bool is_read = when_parse_loose(&when, word, &context, &note, NULL) &&
		       (when.kind == WHEN_INSTANT || when.kind == WHEN_DATE);

	if (is_read)
		options->now = when_begin(&when, &utc);
	else
		complain("--as-of is a time such as 2023-11-01T09:00:00Z, not '%s'", word);
	str_release(&note);
	return is_read;
}

/* What only a public report has. */
static bool suit_public(const struct invocation *call)
{
	static const enum export_option options[] = {OPTION_AUTHORS, OPTION_STRICT};

	for (size_t i = 0; i < LENGTH(options) && !call->values[OPTION_PUBLIC]; i++) {
		if (!call->values[options[i]])
			continue;
		complain("--%s is for public reports: add --public",
			call->command->options[options[i]].name);
		return false;
	}
	return true;
}

/* Nor has a public one what others do not. */
static bool suit_review(const struct invocation *call)
{
	if (!call->values[OPTION_PUBLIC] || !call->values[OPTION_REVIEW])
		return true;
	complain("a public report has no review: leave out --public or --with-review");
	return false;
}

bool export_options_read(const struct invocation *call, struct report_options *options)
{
	*options = (struct report_options){
		.is_public = call->values[OPTION_PUBLIC] != NULL,
		.shows_authors = call->values[OPTION_AUTHORS] != NULL,
		.with_review = call->values[OPTION_REVIEW] != NULL,
		.wants_findings = call->values[OPTION_FINDINGS] != NULL,
	};
	return suit_public(call) && suit_review(call) &&
	       read_tasks(call->values[OPTION_TASKS], options) &&
	       read_width(call->values[OPTION_WIDTH], options) &&
	       read_paper(call->values[OPTION_PAPER], options) &&
	       read_as_of(call, call->values[OPTION_AS_OF], options);
}

/* ----------------------------------------------------------------- which formats */

enum { SUITS_MOST = 5 };

static const struct {
	enum export_option option;
	const char *formats[SUITS_MOST + 1];
} suits[] = {
	{OPTION_WIDTH, {"text"}},
	{OPTION_PAPER, {"html", "pdf"}},
	{OPTION_IMAGES, {"html", "pdf"}},
	{OPTION_FINDINGS, {"json"}},
	{OPTION_REVIEW, {"text", "markdown", "html", "pdf", "json"}},
};

static bool is_for(const struct exporter *exporter, size_t nth)
{
	for (size_t i = 0; suits[nth].formats[i]; i++)
		if (strcmp(exporter->name, suits[nth].formats[i]) == 0)
			return true;
	return false;
}

static void complain_unsuited(const struct invocation *call, size_t nth)
{
	const char *const *formats = suits[nth].formats;
	struct str list = {0};

	for (size_t i = 0; formats[i]; i++)
		str_appendf(&list, "%s%s",
			i == 0           ? ""
			: formats[i + 1] ? ", "
					 : " or ",
			formats[i]);
	complain("--%s is for reports as %s", call->command->options[suits[nth].option].name,
		str_text(&list));
	str_release(&list);
}

bool export_options_suit(
	const struct invocation *call, const struct exporter *const *exporters, size_t n_exporters)
{
	for (size_t i = 0; i < LENGTH(suits); i++) {
		bool is_used = call->values[suits[i].option] == NULL;

		for (size_t e = 0; e < n_exporters && !is_used; e++)
			is_used = is_for(exporters[e], i);
		if (is_used)
			continue;
		complain_unsuited(call, i);
		return false;
	}
	return true;
}
