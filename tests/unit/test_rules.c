/*
 * Single rules on single values: the many ways of writing a duration, a name, a number.
 * The golden folder shows the rules at work on complete documents.
 */
#include "check/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NOW INT64_C(1705320000) /* 2024-01-15T12:00:00Z */

static const char form_source[] =
	"form: one\n"
	"version: 1\n"
	"title: One\n"
	"pages:\n"
	"  - key: all\n"
	"    title: All\n"
	"    fields:\n"
	"      - {key: title, path: title, kind: line, role: title}\n"
	"      - {key: zone, path: zone, kind: line, role: zone}\n"
	"      - {key: authors, path: authors, kind: list, role: authors}\n"
	"      - {key: owner, path: owner, kind: person}\n"
	"      - {key: start, path: start, kind: datetime, role: start}\n"
	"      - {key: end, path: end, kind: datetime, role: end, after: start}\n"
	"      - {key: took, path: took, kind: text, role: stated-duration}\n"
	"      - {key: cause, path: cause, kind: text, lint: [blame, names, vague]}\n"
	"      - {key: factors, path: factors, kind: list, lint: single}\n"
	"      - key: log\n        path: log\n        kind: rows\n        role: events\n"
	"        columns: [{key: what, kind: text, role: event-text}]\n"
	"      - {key: share, path: share, kind: percent}\n"
	"      - {key: ready, path: ready, kind: flag}\n"
	"      - {key: a_key_of_more_than_thirty_two_bytes, kind: line}\n";

/* What does not fit into the form above. */
static const char second_form_source[] =
	"form: one\n"
	"title: One\n"
	"pages:\n"
	"  - key: all\n"
	"    title: All\n"
	"    fields:\n"
	"      - {key: cause, path: cause, kind: text, lint: names}\n"
	/* start declares that it comes before end, end does not */
	"      - {key: start, path: start, kind: datetime, role: start, before: end}\n"
	"      - {key: end, path: end, kind: datetime, role: end, after: found}\n"
	"      - {key: found, path: found, kind: datetime}\n"
	"      - {key: seen, path: seen, kind: datetime, before: end}\n"
	"      - {key: a, path: group.a, kind: line}\n"
	"      - {key: b, path: group.b, kind: line}\n"
	"      - {key: c, path: other.c, kind: line}\n"
	"      - {key: d, path: other.d.e, kind: line}\n"
	"      - key: tasks\n        path: tasks\n        kind: rows\n        role: tasks\n"
	"        columns: [{key: what, kind: line}, {key: who, kind: line, role: task-owner}]\n";

/* A document of a form with these lines, checked; *found lists what the rule reports, one per
 * line. */
static void run_rule_in(
	const char *form_text, const char *rule, const char *lines, struct str *found)
{
	struct str source = {0};
	struct yaml_tree tree;
	struct document document;
	struct findings findings = {0};
	struct err err = {0};
	struct form *form = form_parse(form_text, strlen(form_text), "one", &err);

	if (form == NULL)
		fail_msg("%u: %s", err.line, err.message);
	str_appendf(&source, "afterword: 1\nform: one\n%s\n", lines);
	if (!yaml_tree_parse(&tree, source.data, source.len, &err) ||
		!document_init(&document, form, &tree, &err))
		fail_msg("%s: %s", lines, err.message);
	check_document(&document, STATUS_NEVER, NOW, &findings);
	str_clear(found);
	for (size_t i = 0; i < findings.n; i++) {
		const struct finding *item = &findings.items[i];

		if (strcmp(item->rule->id, rule) != 0)
			continue;
		const char *text = document_text(&document, item->place.field);

		if (item->end > item->start && item->place.row[0] == '\0')
			str_appendf(found, "[%.*s]", (int)(item->end - item->start),
				text + item->start);
		else
			str_appendf(found, "[%s]", item->text);
	}
	findings_release(&findings);
	document_release(&document);
	form_free(form);
	str_release(&source);
}

struct rule_case {
	const char *lines;
	const char *found; /* the words in question, or the sentence; "" for nothing */
};

static void check_rule_in(const char *form_text, const char *rule, const char *before,
	const struct rule_case *cases, size_t n)
{
	struct str lines = {0};
	struct str found = {0};

	for (size_t i = 0; i < n; i++) {
		str_clear(&lines);
		str_appendf(&lines, "%s%s", before, cases[i].lines);
		run_rule_in(form_text, rule, str_text(&lines), &found);
		if (strcmp(str_text(&found), cases[i].found) != 0)
			fail_msg("%s: %s", cases[i].lines, str_text(&found));
	}
	str_release(&lines);
	str_release(&found);
}

static void check_rule(
	const char *rule, const char *before, const struct rule_case *cases, size_t n)
{
	check_rule_in(form_source, rule, before, cases, n);
}

static void test_stated_duration(void **state)
{
	/* The incident takes thirty hours. */
	static const struct rule_case cases[] = {
		{"took: 28 hours", "[28 hours]"},
		{"took: 30 hours", ""},
		{"took: 29 h", ""},
		{"took: 31.4 hours", ""},
		{"took: 31.6 hours", "[31.6 hours]"},
		{"took: thirty hours", ""},
		{"took: thirty-two hours", "[thirty-two hours]"},
		{"took: twenty-nine hours", ""},
		{"took: Thirty-some hours", ""},
		{"took: 1 day and 6 hours", ""},
		{"took: 1 day, 9 hours", "[1 day, 9 hours]"},
		{"took: 1 day 6 hours and 10 minutes", ""},
		{"took: 2 hours and 2 days", "[2 hours]"},
		{"took: 1800 minutes", ""},
		{"took: 1900 mins", "[1900 mins]"},
		{"took: 2 days", ""},
		{"took: 3 days", "[3 days]"},
		{"took: 1 week", ""},
		{"took: 2 weeks", "[2 weeks]"},
		{"took: The outage lasted about 27.5 hours.", ""},
		{"took: The outage lasted about 26 hours.", "[26 hours]"},
		{"took: The outage lasted nearly 32 hours.", ""},
		{"took: The outage lasted more than 24 hours.", ""},
		{"took: The outage lasted over 40 hours.", "[40 hours]"},
		{"took: The outage lasted at least 40 hours.", "[40 hours]"},
		{"took: The outage lasted less than 20 hours.", "[20 hours]"},
		{"took: The outage lasted fewer than 40 hours.", ""},
		{"took: The outage lasted up to 20 hours.", "[20 hours]"},
		{"took: Users were unable to pay for 20 hours.", "[20 hours]"},
		{"took: We looked at the network for 2 hours.", ""},
		{"took: After the outage. Took 2 hours to find.", ""},
		{"took: Version 2.30 hours of work", ""},
		{"took: v2 hours outage", ""},
		{"took: an hours-long outage of ours", ""},
		{"took: Ten people and none hours", ""},
		{"took: 20-hour downtime", "[20-hour]"},
		{"took: It had 20 hours of downtime.", "[20 hours]"},
		{"took: It had 20 hours of work.", ""},
		{"took: 9999999 hours", ""},
		{"took: The outage took 28 hours, that is 30 hours of downtime.", ""},
		{"title: Payments failed for twenty hours", "[twenty hours]"},
		{"title: Payments failed for thirty hours", ""},
		{"title: Twenty hours", ""},
		{"cause: The outage lasted 20 hours.", "[20 hours]"},
		{"cause: An outage of 20 hours.", "[20 hours]"},
		{"cause: It failed for 20 hours.", ""},
		{"took: 1\xc2\xbd h", "[1\xc2\xbd h]"},
		{"took: 30\xc2\xbd h", ""},
		{"took: 01:22 hours", "[01:22 hours]"},
		{"took: '30:10 h'", ""},
		{"took: 3/4 hour", "[3/4 hour]"},
		{"took: half a day", "[half a day]"},
		{"took: a day and a quarter", ""},
		{"took: a day and three quarters", "[a day and three quarters]"},
		{"took: a day or two", ""},
		{"took: 1d6h", ""},
		{"took: 1d9h", "[1d9h]"},
		{"took: ~32 h", ""},
		{"took: ca. 32 h", ""},
		{"took: \"\xe2\x89\x88 32 h\"", ""},
		{"took: '>20 h'", ""},
		{"took: '>40 h'", "[40 h]"},
		{"took: '< 20 h'", "[20 h]"},
		{"took: 20+ hours", ""},
		{"took: 20 h or more", ""},
		{"took: 28 to 32 hours", ""},
		{"took: 20\xe2\x80\x93"
		 "22 hours",
			"[20\xe2\x80\x93"
			"22 hours]"},
		{"took: between 28 and 32 hours", ""},
		{"took: 1,5 h", "[1,5 h]"},
		{"took: '1,800 minutes'", ""},
		{"took: a hundred and twenty minutes", "[a hundred and twenty minutes]"},
		{"took: The outage lasted an hour and a half.", "[an hour and a half]"},
		{"took: It was down for an hour.", "[an hour]"},
		{"took: It was down for almost a day and a half.", ""},
		{"took: A second try", ""},
		{"took: An hour of work was lost.", ""},
		{"took: An hour.", "[An hour]"},
		{"took: An hour", "[An hour]"},
		/* When, how often and at what time are not durations. */
		{"title: Payments failed an hour after the release", ""},
		{"title: Payments down\x2c 300 orders an hour lost", ""},
		{"title: Payments failed at 01:22 hours", ""},
		{"took: The outage lasted until 14:30 hours.", ""},
		{"took: Users were unable to pay 20 hours before.", ""},
		{"took: It was a 20-hour-long service outage.", "[20-hour]"},
	};
	(void)state;

	check_rule("stated-duration",
		"start: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-16T14:00:00Z\"\n", cases,
		LEN(cases));
}

static void test_stated_duration_needs_exact_times(void **state)
{
	static const struct rule_case cases[] = {
		{"end: ongoing", ""},
		{"end: \"~2023-10-16T14:00:00Z\"", ""},
		{"end: unknown", ""},
		{"end: \"2023-10-16\"", ""},
		{"end: \"2023-10-15T08:00:00Z\"", ""},
	};
	(void)state;

	check_rule("stated-duration", "took: 3 days\nstart: \"2023-10-15T08:00:00Z\"\n", cases,
		LEN(cases));
}

static void test_names(void **state)
{
	static const struct rule_case cases[] = {
		{"cause: Geda started it.", "[Geda]"},
		{"cause: Gedas start.", ""},
		{"cause: geda started it.", ""},
		{"cause: It was Siraj, Geda.", "[Siraj][Geda]"},
		{"cause: It was Geda Siraj's start.", "[Geda Siraj]"},
		{"cause: The \xc3\x89milie service", "[\xc3\x89milie]"},
		{"cause: Will fail in May.", ""},
		{"cause: Will May Geda", "[Will May Geda]"},
		{"cause: Ada told Byron", "[Ada][Byron]"},
		{"cause: It was Jo.", ""},
		{"took: Geda", ""},
	};
	(void)state;

	check_rule("name-in-cause",
		"authors: [Geda Siraj, \xc3\x89milie de Witt, Will May, Jo]\nowner: Ada Byron\n",
		cases, LEN(cases));
}

/* Other parts of an author's line are not names in the text. */
static void test_names_that_are_none(void **state)
{
	static const struct {
		const char *authors;
		const char *cause;
		const char *found;
	} cases[] = {
		{"Geda \xf0\x9f\x94\xa5 Siraj", "It burnt \xf0\x9f\x94\xa5 at once.", ""},
		{"Geda \xf0\x9f\x94\xa5 Siraj", "\xf0\x9f\x94\xa5 Geda did.", "[Geda]"},
		{"\xe2\x9a\xa1\xef\xb8\x8f Mira", "\xe2\x9a\xa1\xef\xb8\x8f then", ""},
		{"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb Mira",
			"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb saw Mira", "[Mira]"},
		{"Mira 123", "Port 123 was closed.", ""},
		{"Mira 4th", "The 4th try of R2D2", ""},
		{"R2D2 Mira", "R2D2 was off.", ""},
		{"G Siraj", "Plan G failed.", ""},
		{"G. Siraj", "Plan G. Siraj failed.", "[Siraj]"},
		{"The payments team", "The payments came late.", ""},
		{"On-call team", "On-call was away.", ""},
		{"Operations", "Operations of the team", ""},
		{"Database Team", "Database Team", ""},
		{"Incident Commander", "The Incident began.", ""},
		{"EMEA", "EMEA was slow.", ""},
		{"IT, DB and SRE", "IT and DB were slow.", ""},
		{"Grant May", "Grant it access. May be late. Mark it.", ""},
		{"Grant May", "It was Grant May.", "[Grant May]"},
		{"Geda Siraj (Payments Platform)", "The Payments were lost by Geda.", "[Geda]"},
		{"Geda Siraj, Operations", "Operations and Siraj", "[Siraj]"},
		{"Geda Siraj <Geda@Example.com>", "Example by Geda", "[Geda]"},
		{"Senior Engineer Geda", "An Engineer, Geda, Senior to all", "[Geda]"},
		{"Siraj, Geda", "It was Geda Siraj.", "[Geda Siraj]"},
		{"Mira O'Brien", "It was O'Brien's call.", "[O'Brien]"},
		{"Mira O'Brien",
			"It was O\xe2\x80\x99"
			"Brien.",
			"[O\xe2\x80\x99"
			"Brien]"},
		{"Mira O\xe2\x80\x99"
		 "Brien",
			"It was Mira O'Brien.", "[Mira O'Brien]"},
		{"Jean-Luc P.", "It was Luc.", "[Luc]"},
		{"\xc3\xa9quipe web", "\xc3\xa9quipe was away", ""},
		{"\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd did",
			"[\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd]"},
		{"\xe9\x87\x91", "\xe9\x87\x91 is gold", ""},
		{"GEDA SIRAJ", "GEDA did it", "[GEDA]"},
		{"x", "x and y", ""},
		{"Geda", "Geda's, Gedas and geda", "[Geda]"},
		{"Geda", "'Geda' and \xe2\x80\x98Geda\xe2\x80\x99 and D'Geda", "[Geda][Geda]"},
		{"Geda", "aGeda 7Geda 7\xc3\xa9Geda \xc3\xa9Geda Gedamer", ""},
		{"Geda", "it's'Geda' or it\xe2\x80\x99s\xe2\x80\x99Geda", "[Geda][Geda]"},
		{"\xc3\x89va", "an \xc3\x89va, \xc3\xa9va, 7\xc3\x89va", "[\xc3\x89va]"},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str head = {0};
		struct str lines = {0};

		str_appendf(&head, "authors:\n  - \"%s\"\n", cases[i].authors);
		str_appendf(&lines, "cause: \"%s\"", cases[i].cause);
		const struct rule_case one = {str_text(&lines), cases[i].found};

		check_rule("name-in-cause", str_text(&head), &one, 1);
		str_release(&head);
		str_release(&lines);
	}
}

static void test_owners_that_are_no_people(void **state)
{
	static const struct rule_case cases[] = {
		{"owner: Payments Team", ""},
		{"owner: Payments", ""},
		{"owner: the Payments people", ""},
		{"owner: Payments Platform Gang Of Four", ""},
		{"owner: Payments Person", "[Payments]"},
	};
	(void)state;

	check_rule("name-in-cause", "cause: The Payments service\n", cases, LEN(cases));
}

/* A task's owner in a plain text column is one of the document's people; the rest of the cell is
 * not. */
static void test_owners_of_tasks(void **state)
{
	static const struct rule_case cases[] = {
		{"cause: It was Mona.", "[Mona]"},
		{"cause: It was Ida.", ""},
		{"cause: It was Ida and Mona Lisa.", "[Mona Lisa]"},
	};
	(void)state;

	check_rule_in(second_form_source, "name-in-cause",
		"tasks:\n  - {id: t1, what: Ida Nyman, who: Mona Lisa}\n", cases, LEN(cases));
}

static void test_wording(void **state)
{
	static const struct rule_case blame[] = {
		{"cause: HUMAN ERROR", "[HUMAN ERROR]"},
		{"cause: an inhuman error", ""},
		{"cause: human errors", ""},
		{"cause: carelessly done", "[carelessly]"},
		{"cause: uncareless", ""},
		{"cause: nobody\xe2\x80\x99s fault", "[\xe2\x80\x99s fault]"},
		{"cause: the script failed to execute properly", ""},
		{"cause: Zebras should have lazy zones", "[should have][lazy]"},
		{"took: human error", ""},
	};
	static const struct rule_case vague[] = {
		{"cause: Investigate it", "[Investigate]"},
		{"cause: The investigation ended", ""},
		{"cause: look\n  into it", "[look into]"},
	};
	(void)state;

	check_rule("blame", "", blame, LEN(blame));
	check_rule("vague-task", "", vague, LEN(vague));
}

static void test_placeholders(void **state)
{
	static const struct rule_case cases[] = {
		{"title: TODO", "[TODO]"},
		{"title: todo", "[todo]"},
		{"title: A todo list", ""},
		{"title: todo list", ""},
		{"title: A TODO list", "[TODO]"},
		{"title: tbd", "[tbd]"},
		{"title: ...", "[...]"},
		{"title: \"- ....\"", "[....]"},
		{"title: \"\xe2\x80\xa6\"", "[\xe2\x80\xa6]"},
		{"title: And so on...", ""},
		{"title: ..", ""},
		{"title: XXX", "[XXX]"},
		{"title: xxxx", "[xxxx]"},
		{"title: xxxl", ""},
		{"cause: |\n  One\n  ...\n  Two", "[...]"},
		{"title: What ???", "[???]"},
		{"owner: TBD", "[TBD]"},
		{"cause: TBD.", "[TBD]"},
		{"cause: ...", "[...]"},
		{"cause: xxx", "[xxx]"},
		{"factors: [one, ...]", "[...]"},
		{"cause: The owner is TBD/TBC", "[TBD][TBC]"},
		{"cause: 'TODO:ask'", "[TODO]"},
		/* Parts of an address are not gaps. */
		{"cause: 10.xxx.xxx.1 and a-xxx-b", ""},
		{"cause: See src/TODO.md and https://todo.example/TODO/1", ""},
		/* What people said in a chat */
		{"log:\n  - what: ...", ""},
		{"log:\n  - what: \"\xe2\x80\xa6\"", ""},
		{"log:\n  - what: |\n      one\n      ...\n      two", ""},
		{"log:\n  - what: ???", ""},
		{"log:\n  - what: TODO",
			"[\"TODO\" is a placeholder for something still to be written]"},
	};
	(void)state;

	check_rule("placeholder", "", cases, LEN(cases));
}

static void test_figures(void **state)
{
	static const struct rule_case ranges[] = {
		{"share: 100", ""},
		{"share: 0", ""},
		{"share: 100.5", "[100.5 is more than 100]"},
		{"share: -1", "[-1 is less than 0]"},
		{"share: 1e1", ""},
		{"share: many", ""},
	};
	static const struct rule_case types[] = {
		{"share: 80%", "[\"80%\" is not a number]"},
		{"share: 1.2.3", "[\"1.2.3\" is not a number]"},
		{"share: inf", "[\"inf\" is not a number]"},
		{"share: 0x10", "[\"0x10\" is not a number]"},
		{"share: 1e999", "[\"1e999\" is not a number]"},
		{"share: .", "[\".\" is not a number]"},
		{"ready: true", ""},
		{"ready: no", ""},
		{"ready: 1", "[\"1\" is neither true nor false]"},
		{"title: {a: b}", "[\"Title\" is a mapping instead of a text]"},
		{"title: &anchor text", ""},
		{"factors: one", ""},
		{"factors: {a: b}", "[\"Factors\" is a mapping instead of a list]"},
	};
	(void)state;

	check_rule("out-of-range", "", ranges, LEN(ranges));
	check_rule("wrong-type", "", types, LEN(types));
}

static void test_labels_in_prose(void **state)
{
	static const struct rule_case cases[] = {
		{"cause: at 8:30 PST", "[8:30 PST]"},
		{"cause: at 08:30:15 PST", "[08:30:15 PST]"},
		{"cause: at 8:30 a.m. PST", "[8:30 a.m. PST]"},
		{"cause: at 8:30 p.m PST", "[8:30 p.m PST]"},
		{"cause: at 8:30am PST", "[8:30am PST]"},
		{"cause: at 8:30PST", "[8:30PST]"},
		{"cause: at 8:30 PDT", ""},
		{"cause: at 8:30 pst", ""},
		{"cause: at 8:30 PSTX", ""},
		{"cause: at 8:30 PS", ""},
		{"cause: at 8:301 PST", ""},
		{"cause: at 8:3 PST", ""},
		{"cause: at :30 PST", ""},
		{"cause: the list:PST", ""},
		{"cause: at 8:30 and then PST", ""},
		{"cause: at 8:30 PSTs", ""},
		{"cause: at 8:30 ABCDEF", ""},
		{"cause: \"ends with 8:\"", ""},
		{"cause: ends with 8:30", ""},
		{"cause: ends with 8:30 a", ""},
		{"cause: at 99:30 PST", ""},
	};
	(void)state;

	check_rule("zone-label",
		"zone: America/Los_Angeles\nstart: \"2023-07-15T08:00:00-07:00\"\n", cases,
		LEN(cases));
}

static void test_keys(void **state)
{
	static const struct rule_case cases[] = {
		{"titel: x", "[unknown key \"titel\"; did you mean \"title\"?]"},
		{"tile: x", "[unknown key \"tile\"; did you mean \"title\"?]"},
		{"til: x", "[unknown key \"til\"]"},
		{"zne: x", "[unknown key \"zne\"; did you mean \"zone\"?]"},
		{"az: x", "[unknown key \"az\"]"},
		{"all: {a_key_of_more_than_thirty_two_bytez: x}",
			"[unknown key \"a_key_of_more_than_thirty_two_bytez\"]"},
		{"all: {a_key_of_more_than_thirty_two_bytes: x}", ""},
		{"all: {}", ""},
		{"all: {title: x}", "[unknown key \"title\"]"},
		{"titles: {title: x}", "[unknown key \"titles\"; did you mean \"title\"?]"},
		{"\"\\ttitle that goes on and on and is cut somewhere\": x",
			"[unknown key \"\ttitle that goes on and on and is cut so...\"]"},
	};
	(void)state;

	check_rule("unknown-key", "", cases, LEN(cases));
}

static void test_single_cause(void **state)
{
	static const struct rule_case cases[] = {
		{"factors: []", ""},
		{"factors: [one]", "[only one is named; incidents have several]"},
		{"factors: [one, two]", ""},
		{"factors: [\"one\\ntwo\"]", "[only one is named; incidents have several]"},
		{"factors: [one, \"\"]", "[only one is named; incidents have several]"},
	};
	(void)state;

	check_rule("single-cause", "", cases, LEN(cases));
}

static void test_duplicates(void **state)
{
	static const struct rule_case cases[] = {
		{"took: The same long text twice.\ncause: The same long text twice.",
			"[the same text as in \"Took\"]"},
		{"took: The same long text once.\ncause: The sane long text once.", ""},
		{"took: Short text.\ncause: Short text.", ""},
	};
	(void)state;

	check_rule("duplicate-text", "", cases, LEN(cases));
}

static void test_order(void **state)
{
	static const struct rule_case cases[] = {
		{"start: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15T08:00:00Z\"", ""},
		{"start: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15\"", ""},
		{"start: \"2023-10-15\"\nend: \"2023-10-15T00:00:00Z\"", ""},
		{"start: \"2023-10-15\"\nend: \"2023-10-14T23:59:00Z\"",
			"[end 2023-10-14 23:59 UTC is before start 2023-10-15]"},
		/* In New York it is still the 14th. */
		{"zone: America/New_York\nstart: \"2023-10-15\"\nend: \"2023-10-15T03:00:00Z\"",
			"[end 2023-10-14 23:00 EDT is before start 2023-10-15]"},
		{"start: \"2023-10-15T08:00:00Z\"\nend: unknown", ""},
		{"start: \"2023-10-15T08:00:00Z\"\nend: soon", ""},
	};
	(void)state;

	check_rule("end-before-start", "", cases, LEN(cases));
}

/* Start and end have a rule of their own, whichever of the two says how they stand. */
static void test_order_is_told_once(void **state)
{
	static const struct rule_case ends[] = {
		{"start: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15T07:00:00Z\"",
			"[end 2023-10-15 07:00 UTC is before start 2023-10-15 08:00 UTC]"},
	};
	static const struct rule_case others[] = {
		{"start: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15T07:00:00Z\"", ""},
		{"seen: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15T07:00:00Z\"",
			"[seen 2023-10-15 08:00 UTC is after end 2023-10-15 07:00 UTC]"},
		{"found: \"2023-10-15T08:00:00Z\"\nend: \"2023-10-15T07:00:00Z\"",
			"[end 2023-10-15 07:00 UTC is before found 2023-10-15 08:00 UTC]"},
	};
	(void)state;

	check_rule_in(second_form_source, "end-before-start", "", ends, LEN(ends));
	check_rule_in(second_form_source, "time-order", "", others, LEN(others));
}

/* Where fields have no place, what takes it is told once, each such thing for itself. */
static void test_no_mapping(void **state)
{
	static const struct rule_case cases[] = {
		{"group: x", "[\"group\" is a text instead of a mapping]"},
		{"group: [x]\nother: y", "[\"group\" is a list instead of a mapping]"
					 "[\"other\" is a text instead of a mapping]"},
		{"other:\n  c: x\n  d: y", "[\"other.d\" is a text instead of a mapping]"},
		{"group: {a: x}\nother: {c: y}", ""},
	};
	(void)state;

	check_rule_in(second_form_source, "wrong-type", "", cases, LEN(cases));
}

static void test_aliases(void **state)
{
	static const char nothing[] =
		"is an alias without an anchor: other programs cannot read this file]";
	static const char above[] = "is above its anchor: other programs cannot read this file]";
	static const struct {
		const char *lines;
		const char *alias;
		const char *sentence;
	} cases[] = {
		{"cause: *nowhere", "*nowhere", nothing},
		{"x: [1, *b]", "*b", nothing},
		{"? *b\n: 1", "*b", nothing},
		{"x: *b\ny: &b 1", "*b", above},
		{"x: &bb 1\ny: *b", "*b", nothing},
		{"x: &b 1\ny: *bb", "*bb", nothing},
		{"x: &b 1\ny: *b", NULL, NULL},
		{"x: &b\n  - *b", NULL, NULL},
		{"x: !!str &b 1\ny: *b", NULL, NULL},
		{"x: &b !!str 1\ny: *b", NULL, NULL},
		{"x: &b |\n  text\ny: {z: *b}", NULL, NULL},
		{"&b x: 1\ny: *b", NULL, NULL},
		{"x: {&b k: 1}\ny: *b", NULL, NULL},
		{"x: &b\ny: *b", NULL, NULL},
		{"x: &b 1\ny: &b 2\nz: *b", NULL, NULL},
		{"x: '*b'\ny: a *b", NULL, NULL},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str found = {0};

		if (cases[i].alias)
			str_appendf(&found, "[\"%s\" %s", cases[i].alias, cases[i].sentence);
		const struct rule_case one = {cases[i].lines, str_text(&found)};

		check_rule("undefined-alias", "", &one, 1);
		str_release(&found);
	}
}

static void test_future(void **state)
{
	static const struct rule_case cases[] = {
		{"start: \"2024-01-15T12:05:00Z\"", ""},
		{"start: \"2024-01-15T12:06:00Z\"",
			"[2024-01-15 12:06 UTC is in the future; it is 2024-01-15 12:00 UTC now]"},
		{"start: \"2024-01-15\"", ""},
		{"start: \"2024-01-16\"",
			"[2024-01-16 is in the future; it is 2024-01-15 12:00 UTC now]"},
		/* There it is already the 16th. */
		{"zone: Pacific/Kiritimati\nstart: \"2024-01-16\"", ""},
	};
	(void)state;

	check_rule("future-time", "", cases, LEN(cases));
}

/* Words are found anywhere in the source: in blocks, quotes, after others of the kind. */
static void test_places(void **state)
{
	static const struct {
		const char *lines;
		unsigned line;
		unsigned column;
	} cases[] = {
		{"cause: lazy", 3, 8},
		{"cause: \xc3\xa9\xc3\xa9 lazy", 3, 11},
		{"cause: 'all lazy'", 3, 13},
		{"cause: |\n  all\n  lazy", 5, 3},
		{"cause: >\n  all\n  lazy", 5, 3},
		{"cause: \"a\\tlazy\"", 3, 12},
		{"cause: \"l\\x61zy\"", 3, 9},
		{"cause: 'it''s lazy'", 3, 15},
		{"authors:\n  - one\n  -\n  - ''\n  - >\n    two\n    TBD\n  - last", 9, 5},
		{"authors: [one, \"two\\nTBD\"]", 3, 22},
		{"authors: |\n  one\n\n  TBD", 6, 3},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct str source = {0};
		struct yaml_tree tree;
		struct document document;
		struct findings findings = {0};
		struct form *form = form_parse(form_source, strlen(form_source), "one", NULL);

		str_appendf(&source, "afterword: 1\nform: one\n%s\n", cases[i].lines);
		assert_true(yaml_tree_parse(&tree, source.data, source.len, NULL));
		assert_true(document_init(&document, form, &tree, NULL));
		check_document(&document, STATUS_NEVER, NOW, &findings);
		assert_int_equal(findings.n, 1);
		if (findings.items[0].line != cases[i].line ||
			findings.items[0].column != cases[i].column)
			fail_msg("%s: %u:%u", cases[i].lines, findings.items[0].line,
				findings.items[0].column);
		findings_release(&findings);
		document_release(&document);
		form_free(form);
		str_release(&source);
	}
}

/* A value of any kind may have two versions; nothing else is reported about it then. */
static void test_conflicts(void **state)
{
	static const char *const keys[] = {
		"title", "zone", "owner", "start", "took", "cause", "share", "ready", "authors"};
	struct str lines = {0};
	struct findings findings = {0};

	(void)state;
	for (size_t i = 0; i < LEN(keys); i++) {
		struct document document;
		struct yaml_tree tree;
		struct form *form = form_parse(form_source, strlen(form_source), "one", NULL);

		str_clear(&lines);
		str_appendf(&lines,
			"afterword: 1\nform: one\n%s: |\n  <<<<<<< ours\n  1\n  =======\n  2\n"
			"  >>>>>>> theirs\n",
			keys[i]);
		assert_true(yaml_tree_parse(&tree, lines.data, lines.len, NULL));
		assert_true(document_init(&document, form, &tree, NULL));
		check_document(&document, STATUS_NEVER, NOW, &findings);
		if (findings.n != 1 || strcmp(findings.items[0].rule->id, "open-conflict") != 0)
			fail_msg("%s: %s", keys[i], findings.n ? findings.items[0].text : "none");
		findings_release(&findings);
		document_release(&document);
		form_free(form);
	}
	str_release(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stated_duration),
		cmocka_unit_test(test_stated_duration_needs_exact_times),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_names_that_are_none),
		cmocka_unit_test(test_owners_that_are_no_people),
		cmocka_unit_test(test_owners_of_tasks),
		cmocka_unit_test(test_wording),
		cmocka_unit_test(test_placeholders),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_labels_in_prose),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_single_cause),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_order_is_told_once),
		cmocka_unit_test(test_no_mapping),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_future),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_conflicts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
