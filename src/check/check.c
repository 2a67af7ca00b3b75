/* Runs the rules over a document, and brings what they report into a stable order. */
#include "internal.h"
#include "word_search.h"

#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* Findings about the document come first, a table before its rows. */
static int compare_places(const struct finding *a, const struct finding *b)
{
	if (a->has_place != b->has_place)
		return a->has_place - b->has_place;
	if (!a->has_place)
		return 0;
	int order = COMPARE(a->place.field, b->place.field);

	if (order == 0)
		order = COMPARE(a->row + 1, b->row + 1);
	if (order == 0)
		order = COMPARE(a->place.column, b->place.column);
	return order;
}

static int compare(const void *left, const void *right)
{
	const struct finding *a = left;
	const struct finding *b = right;
	int order = compare_places(a, b);

	if (order == 0)
		order = COMPARE(b->level, a->level);
	if (order == 0)
		order = COMPARE(a->start, b->start);
	if (order == 0)
		order = COMPARE(a->line, b->line);
	if (order == 0)
		order = COMPARE(a->column, b->column);
	if (order == 0)
		order = COMPARE(a->rule, b->rule);
	return order != 0 ? order : strcmp(a->text, b->text);
}

void check_finish(struct check *check)
{
	struct findings *findings = check->findings;

	if (findings->n > 1)
		qsort(findings->items, findings->n, sizeof *findings->items, compare);
	for (size_t i = 0; i < LENGTH(check->shown); i++) {
		str_release(&check->shown[i]);
		str_release(&check->named[i]);
	}
	str_release(&check->quoted);
	time_forget(check);
	free(check->memory->odd.items);
	word_search_free(check->memory->words);
}

static bool is_among(const struct rule *rule, const char *const *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(rule->id, ids[i]) == 0)
			return true;
	return false;
}

/* Only the rules of these ids; NULL: all. */
struct selection {
	const char *const *ids;
	size_t n;
};

static bool run_rules(const struct document *document, const struct selection *selection,
	const struct check_setting *setting, struct findings *findings)
{
	struct check_memory memory = {.giving_up = {setting->gives_up, setting->context}};
	struct check check = {
		.document = document,
		.status = setting->as != STATUS_NEVER ? setting->as : document_status(document),
		.now = setting->now,
		.style = setting->style,
		.words = setting->words,
		.findings = findings,
		.memory = &memory,
	};
	size_t n;
	const struct rule *rules = check_rules(&n);

	findings_clear(findings);
	document_zone(document, &check.zone);
	if (!check.style.zone)
		check.style.zone = &check.zone;
	for (size_t i = 0; i < n && !check_is_given_up(&check, 0); i++)
		if (!selection->ids || is_among(&rules[i], selection->ids, selection->n))
			rules[i].run(&check, &rules[i]);
	if (memory.giving_up.is_done)
		findings_clear(findings);
	check_finish(&check);
	return !memory.giving_up.is_done;
}

void check_document(
	const struct document *document, enum status as, int64_t now, struct findings *findings)
{
	const struct check_setting setting = {.as = as, .now = now};

	run_rules(document, &(struct selection){0}, &setting, findings);
}

bool check_document_in(const struct document *document, const struct check_setting *setting,
	struct findings *findings)
{
	return run_rules(document, &(struct selection){0}, setting, findings);
}

void check_document_by(const struct document *document, const char *const *ids, size_t n,
	struct findings *findings)
{
	const struct selection selection = {ids, n};

	run_rules(document, &selection, &(struct check_setting){.as = STATUS_NEVER}, findings);
}
