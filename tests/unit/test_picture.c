/* The picture of an incident in the report, and how its span and lengths are written. */
#include "fixture.h"

#include "base/mem.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define NOW INT64_C(1698796800) /* 2023-11-01 00:00 UTC */
#define CELL 7.04               /* of bold text, as the picture estimates it */

static void export_by(
	struct form *form, const char *format, const char *yaml, int64_t now, struct str *out)
{
	const struct report_options options = {.now = now};
	struct document document;

	fixture_document(&document, form, yaml, strlen(yaml));
	str_clear(out);
	assert_true(report_write(report_exporter_find(format), &document, &options, out, NULL));
	document_release(&document);
}

/* An incident by its times; what is "" is not known. */
struct times {
	const char *zone, *start, *detected, *acknowledged, *mitigated, *end;
	const char *events; /* rows */
};

static void export_times(const struct times *times, const char *format, struct str *out)
{
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct str yaml = {0};

	str_appendf(&yaml,
		"afterword: 1\nform: postmortem\ntimezone: %s\nsummary:\n  start: \"%s\"\n"
		"  detected: \"%s\"\n  acknowledged: \"%s\"\n  mitigated: \"%s\"\n  end: \"%s\"\n%s%s",
		times->zone, times->start, times->detected ? times->detected : "",
		times->acknowledged ? times->acknowledged : "",
		times->mitigated ? times->mitigated : "", times->end,
		times->events ? "timeline:\n  events:\n" : "", times->events ? times->events : "");
	export_by(form, format, str_text(&yaml), NOW, out);
	str_release(&yaml);
	form_free(form);
}

static void assert_holds(const struct str *out, const char *text)
{
	if (!strstr(str_text(out), text))
		fail_msg("without \"%s\": %s", text, strstr(str_text(out), "<svg"));
}

static void assert_lacks(const struct str *out, const char *text)
{
	if (strstr(str_text(out), text))
		fail_msg("with \"%s\": %.300s", text, strstr(str_text(out), text));
}

static double number_after(const char *at, const char *name)
{
	const char *found = strstr(at, name);

	assert_non_null(found);
	return strtod(found + strlen(name), NULL);
}

/* Of the label on a line of SVG, as wide as it was taken to be. */
static void check_text(const char *at, double right)
{
	const char *text = strchr(at, '>') + 1;
	double cells = 0;
	double x = number_after(at, " x=\"");

	for (const char *c = text; *c != '<'; c++)
		cells += ((unsigned char)*c & 0xC0) != 0x80;
	x -= strncmp(strstr(at, "text-anchor"), "text-anchor=\"end\"", 17) == 0 ? cells * CELL
	     : strncmp(strstr(at, "text-anchor"), "text-anchor=\"mid", 16) == 0 ? cells * CELL / 2
										: 0;
	if (x < -0.1 || x + cells * CELL > right + 0.1)
		fail_msg("from %g to %g: %.60s", x, x + cells * CELL, text);
}

static void check_inside(const struct str *out)
{
	static const char *const views[] = {"viewBox=\"0 0 760", "viewBox=\"0 0 360"};

	for (size_t i = 0; i < LEN(views); i++) {
		const char *at = strstr(str_text(out), views[i]);
		const char *end = at ? strstr(at, "</svg>") : NULL;

		assert_non_null(end);
		while ((at = strstr(at, "<text class=\"b\"")) && at < end)
			check_text(at++, i == 0 ? 760 : 360);
	}
}

static void hours_are_to_scale(void **state)
{
	static const struct times cases[] = {
		{"UTC", "2023-10-15T10:00:00Z", "2023-10-15T10:05:00Z", NULL,
			"2023-10-15T12:00:00Z", "2023-10-15T12:05:00Z", NULL},
		{"UTC", "2023-10-15T10:00:00Z", "2023-10-15T10:05:00Z", "2023-10-15T10:06:00Z",
			"2023-10-15T22:00:00Z", "2023-10-15T22:05:00Z", NULL},
		{"UTC", "2023-10-15T10:00:00Z", "2023-10-15T10:05:00Z", "2023-10-15T10:06:00Z",
			"2023-10-17T09:00:00Z", "2023-10-17T09:05:00Z", NULL},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		export_times(&cases[i], "html", &out);
		assert_lacks(&out, "class=\"gap\"");
	}
	/* 5 of 125 minutes, of 760 units. */
	export_times(&cases[0], "html", &out);
	assert_holds(&out, "x=\"30.4\" y=\"28\" width=\"699.2\"");
	str_release(&out);
}

/* Days after a cut have their date at the first thing that is drawn, and the cut has no text. */
static void cuts_are_dated(void **state)
{
	static const struct times times = {"UTC", "2023-10-02T10:00:00Z", "2023-10-02T10:20:00Z",
		"2023-10-02T10:30:00Z", "2023-10-22T12:00:00Z", "2023-10-22T13:00:00Z", NULL};
	static const struct times midnight = {"UTC", "2023-10-02T10:00:00Z", "2023-10-02T10:20:00Z",
		"2023-10-02T10:30:00Z", "2023-10-21T23:55:00Z", "2023-10-22T03:00:00Z", NULL};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, "class=\"gap\"");
	assert_holds(&out, ">Mon 2 Oct<");
	assert_holds(&out, ">Sun 22 Oct<");
	check_inside(&out);
	export_times(&midnight, "html", &out);
	assert_holds(&out, ">Sun 22 Oct<");
	check_inside(&out);
	str_release(&out);
}

static void clock_changes_have_two_labels(void **state)
{
	static const struct {
		struct times times;
		const char *text;
	} cases[] = {
		{{"Europe/Berlin", "2024-10-27T02:30:00+02:00", NULL, NULL, NULL,
			 "2024-10-27T02:45:00+01:00", NULL},
			"27 October 2024, 02:30 CEST \xE2\x80\x93 02:45 CET (Europe/Berlin)"},
		{{"Europe/Berlin", "2024-10-26T22:30:00+02:00", NULL, NULL, NULL,
			 "2024-10-27T12:45:00+01:00", NULL},
			"26 October 2024, 22:30 CEST \xE2\x80\x93 27 October, 12:45 CET"},
		{{"Europe/Berlin", "2024-10-27T02:30:00+02:00", NULL, NULL, NULL,
			 "2024-10-27T02:45:00+02:00", NULL},
			"27 October 2024, 02:30 \xE2\x80\x93 02:45 CEST (Europe/Berlin)"},
		{{"America/Sao_Paulo", "2018-11-03T23:30:00-03:00", NULL, NULL, NULL,
			 "2018-11-04T02:00:00-02:00", NULL},
			"23:30 UTC\xE2\x88\x92"
			"03:00 \xE2\x80\x93 4 November, 02:00 UTC\xE2\x88\x92"
			"02:00"},
		{{"Europe/Berlin", "2024-10-26T22:30:00+02:00", NULL, NULL, NULL, "2024-10-28",
			 NULL},
			"26 October 2024, 22:30 CEST \xE2\x80\x93 28 October (Europe/Berlin)"},
		{{"Europe/Berlin", "2023-10-26T22:30:00+02:00", NULL, NULL, NULL, "ongoing", NULL},
			"26 October 2023, 22:30 CEST (Europe/Berlin), ongoing"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		export_times(&cases[i].times, "html", &out);
		assert_holds(&out, cases[i].text);
		export_times(&cases[i].times, "markdown", &out);
		assert_non_null(strstr(str_text(&out), cases[i].text));
	}
	str_release(&out);
}

static void seconds_are_told_apart(void **state)
{
	static const struct times times = {"UTC", "2023-10-15T12:00:00Z", "2023-10-15T12:00:03Z",
		"2023-10-15T12:00:04Z", "2023-10-15T12:00:05Z", "2023-10-15T12:00:09Z",
		"    - {id: aaaaaaa1, at: \"2023-10-15T12:00:07Z\", kind: action, what: A}\n"};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, ">Started 12:00:00<");
	assert_holds(&out, ">Detected 12:00:03<");
	assert_holds(&out, ">Mitigated 12:00:05<");
	assert_holds(&out, ">action 12:00:07<");
	assert_holds(&out, ">12:00:02<");
	check_inside(&out);
	str_release(&out);
}

static void one_minute_of_hours_is_one_label(void **state)
{
	static const struct times times = {"UTC", "2023-10-15T12:00:00Z", "2023-10-15T12:00:20Z",
		"2023-10-15T12:00:40Z", NULL, "2023-10-15T22:00:00Z", NULL};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, ">Started, Detected, Acknowledged 12:00<");
	str_release(&out);
}

static void about_ends_are_hatched(void **state)
{
	static const char stroke[] = "stroke=\"#ffffff\" stroke-width=\"2\" x1=\"748\"";
	static const struct times about = {
		"UTC", "2023-10-15T12:00:00Z", NULL, NULL, NULL, "~2023-10-15T14:00:00Z", NULL};
	static const struct times short_end = {"UTC", "2023-10-15T12:00:00Z",
		"2023-10-15T12:01:00Z", NULL, "2023-10-15T13:59:00Z", "~2023-10-15T14:00:00Z",
		NULL};
	static const struct times exact = {
		"UTC", "~2023-10-15T12:00:00Z", NULL, NULL, NULL, "2023-10-15T14:00:00Z", NULL};
	struct str out = {0};

	(void)state;
	export_times(&about, "html", &out);
	assert_holds(&out, stroke);
	export_times(&short_end, "html", &out);
	assert_holds(&out, stroke);
	export_times(&exact, "html", &out);
	assert_lacks(&out, stroke);
	str_release(&out);
}

static void years_have_dates(void **state)
{
	static const struct times times = {"UTC", "2023-03-12T08:00:00Z", NULL, NULL, NULL,
		"2024-02-20T10:00:00Z",
		"    - {id: aaaaaaa1, at: \"2023-07-05T12:00:00Z\", kind: action, what: A}\n"
		"    - {id: aaaaaaa2, at: \"2023-12-06T12:00:00Z\", kind: action, what: A}\n"};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, ">action 5 Jul<");
	assert_holds(&out, ">action 6 Dec<");
	assert_lacks(&out, ">action 12:00<");
	assert_holds(&out, "<title>5 Jul, 12:00 A</title>");
	assert_holds(&out, ">12 Mar 2023<");
	assert_holds(&out, ">1 Jul<");
	assert_holds(&out, ">1 Jan 2024<");
	str_release(&out);
}

static void lengths_are_as_exact_as_they_can_be(void **state)
{
	static const struct {
		const char *start, *note;
	} cases[] = {
		{"2023-10-31T21:05:00Z", ">at least 2 h 55 min so far<"},
		{"~2023-10-31T21:05:00Z", ">\xE2\x89\x88 2 h 55 min so far<"},
		{"2023-06-02T10:37:00Z", ">at least 151 d 13 h so far<"},
		{"~2023-06-02T10:37:00Z", ">\xE2\x89\x88 151 d 13 h so far<"},
		{"2023-11-01", "<dd class=\"value\">ongoing</dd>"},
	};
	static const struct times ended = {
		"UTC", "2023-10-15T12:00:00Z", NULL, NULL, NULL, "2023-10-18T14:13:00Z", NULL};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct times times = {
			"UTC", cases[i].start, NULL, NULL, NULL, "ongoing", NULL};

		export_times(&times, "html", &out);
		if (!strstr(str_text(&out), cases[i].note))
			fail_msg("%s: not %s", cases[i].start, cases[i].note);
		assert_null(strstr(str_text(&out), "at least \xE2\x89\x88"));
		assert_null(strstr(str_text(&out), "0 min so far"));
	}
	export_times(&ended, "html", &out);
	assert_holds(&out, ">3\xC2\xA0"
			   "d\xC2\xA0"
			   "2\xC2\xA0h</dd>");
	assert_holds(&out, "</tspan> 3 d 2 h</text>");
	str_release(&out);
}

/* Each day has its tick once, whether it has 23 hours, 25, or no midnight. */
static void days_are_ticked_once(void **state)
{
	static const struct {
		struct times times;
		const char *texts[3];
	} cases[] = {
		{{"America/Sao_Paulo", "2018-11-01T12:00:00-03:00", NULL, NULL, NULL,
			 "2018-11-06T12:00:09-02:00", NULL},
			{">Sat 3 Nov<", ">Sun 4 Nov<", ">Mon 5 Nov<"}},
		{{"Europe/Berlin", "2024-10-24T12:00:00+02:00", NULL, NULL, NULL,
			 "2024-10-30T12:00:00+01:00", NULL},
			{">Sat 26 Oct<", ">Sun 27 Oct<", ">Mon 28 Oct<"}},
		{{"Europe/Berlin", "2024-10-26T12:00:00+02:00", NULL, NULL, NULL,
			 "2024-10-27T16:00:00+01:00", NULL},
			{">18:00<", ">Sun 27 Oct<", ">06:00<"}},
		{{"America/Juneau", "1867-10-16T12:00:00Z", NULL, NULL, NULL,
			 "1867-10-22T12:00:00Z", NULL},
			{"<svg", "<svg", "<svg"}},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		export_times(&cases[i].times, "html", &out);
		*strstr(out.data, "<div class=\"narrow\"") = '\0';
		for (size_t k = 0; k < 3; k++) {
			assert_holds(&out, cases[i].texts[k]);
			if (cases[i].texts[k][0] == '>' &&
				strstr(strstr(out.data, cases[i].texts[k]) + 1, cases[i].texts[k]))
				fail_msg("twice %s", cases[i].texts[k]);
		}
	}
	str_release(&out);
}

/* Labels of any length, and a field that is two milestones. */
static void labels_of_other_forms_fit(void **state)
{
	static const char source[] =
		"form: a\nversion: 1\ntitle: A\npages:\n  - key: p\n    title: P\n    fields:\n"
		"      - {key: s, kind: datetime, label: Erste Anzeichen der St\xC3\xB6rung, role: start}\n"
		"      - {key: d, kind: datetime, label: Entdeckung, role: [detected, acknowledged]}\n"
		"      - {key: m, kind: datetime, label: Voll wieder nutzbar f\xC3\xBCr alle, role: mitigated}\n"
		"      - {key: e, kind: datetime, label: Ende der Nachbereitung und Entwarnung, role: end}\n"
		"      - {key: z, kind: line, role: zone}\n";
	static const char *const ends[] = {
		"2023-10-15T05:00:00Z", "2023-10-15T03:11:30Z", "ongoing"};
	struct form *form = form_parse(source, sizeof source - 1, "form", NULL);
	struct str out = {0};

	(void)state;
	assert_non_null(form);
	for (size_t i = 0; i < LEN(ends); i++) {
		struct str yaml = {0};

		str_appendf(&yaml,
			"afterword: 1\nform: a\np:\n  s: \"2023-10-15T03:00:00Z\"\n"
			"  d: \"2023-10-15T03:10:00Z\"\n  m: \"2023-10-15T03:11:00Z\"\n  e: \"%s\"\n",
			ends[i]);
		export_by(form, "html", str_text(&yaml), INT64_C(1697346000), &out);
		check_inside(&out);
		assert_holds(&out, ">Entdeckung");
		assert_lacks(&out, "Entdeckung, Entdeckung");
		assert_lacks(&out, "UTC, Entdeckung 2023-10-15 03:10 UTC, Entdeckung");
		str_release(&yaml);
	}
	str_release(&out);
	form_free(form);
}

/* The next attribute of that name as a number, within an element that begins so. */
static double attribute_of(const struct str *out, const char *element, size_t nth, const char *name)
{
	const char *at = str_text(out);

	for (size_t i = 0; i <= nth; i++) {
		at = strstr(at + (i > 0), element);
		assert_non_null(at);
	}
	return number_after(at, name);
}

static void days_are_drawn_as_days(void **state)
{
	static const struct times times = {"America/New_York", "2023-10-15", "2023-10-17", "",
		"~2023-10-20", "2023-10-24",
		"    - {id: aaaaaaa1, at: 2023-10-18, kind: action, what: One}\n"
		"    - {id: aaaaaaa2, at: 2023-10-19T23:30:00-04:00, kind: action, what: Two}\n"};
	static const char band[] = "<rect class=\"u\"";
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	/* Ten days of 76: four with a milestone, and what is certain between them. */
	for (size_t i = 0; i < 4; i++) {
		static const double starts[] = {0, 152, 380, 684};

		assert_true(attribute_of(&out, band, i, " x=\"") == starts[i]);
		assert_true(attribute_of(&out, band, i, " width=\"") == 76);
	}
	assert_true(attribute_of(&out, "<rect class=\"f1\"", 0, " x=\"") == 76);
	assert_true(attribute_of(&out, "<rect class=\"f1\"", 0, " width=\"") == 76);
	assert_true(attribute_of(&out, "<rect class=\"f2\"", 0, " x=\"") == 228);
	assert_true(attribute_of(&out, "<rect class=\"f2\"", 0, " width=\"") == 152);
	assert_true(attribute_of(&out, "<rect class=\"f3\"", 0, " x=\"") == 456);
	assert_true(attribute_of(&out, "<rect class=\"f3\"", 0, " width=\"") == 228);
	/* The mark of an entry is at its day, that of a late evening, too. */
	assert_true(attribute_of(&out, "<circle class=\"d\"", 0, " cx=\"") == 266);
	assert_true(attribute_of(&out, "<circle class=\"d\"", 1, " cx=\"") == 342);
	assert_holds(&out, "<title>18 Oct One</title>");
	assert_holds(&out, "<title>19 Oct Two</title>");
	assert_holds(&out, ">Started 15 Oct</text>");
	assert_holds(&out, ">Mitigated \xE2\x89\x88"
			   "20 Oct</text>");
	assert_holds(&out, "At some time of this day");
	assert_holds(&out, "aria-label=\"The incident by days, without times: Start 2023-10-15, "
			   "Detected 2023-10-17, Mitigated about 2023-10-20, End 2023-10-24, "
			   "2 other entries, ");
	/* The axis neither names hours nor the day after the end. */
	assert_lacks(&out, ">12:00</text>");
	assert_lacks(&out, ">00:00</text>");
	assert_lacks(&out, "25 Oct");
	str_release(&out);
}

/* What was noticed today only: it fades in the colour of what follows, behind the day. */
static void days_of_today_fade_out(void **state)
{
	static const struct times times = {
		"UTC", "2023-10-29", "2023-11-01", "", "", "ongoing", NULL};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, "<stop class=\"c2\" offset=\"0\"");
	double band = attribute_of(&out, "<rect class=\"u\"", 1, " x=\"");
	double width = attribute_of(&out, "<rect class=\"u\"", 1, " width=\"");
	double fade = attribute_of(&out, "<rect fill=\"url(", 0, " x=\"");

	assert_true(fade > band + width - .2 && fade < band + width + .2);
	str_release(&out);
}

/* What is known by times is drawn by them, and a single day has no length. */
static void times_are_drawn_as_times(void **state)
{
	static const struct {
		struct times times;
		bool is_by_day, is_drawn;
	} cases_of_days[] = {
		{{"UTC", "2023-10-15", "", "", "", "2023-10-16", NULL}, true, true},
		{{"UTC", "2023-10-15", "", "", "", "2023-10-15", NULL}, false, false},
		{{"UTC", "2023-10-15", "2023-10-15", "", "", "", NULL}, false, false},
		{{"UTC", "2023-10-15", "", "", "", "ongoing", NULL}, true, true},
		{{"UTC", "2023-11-01", "", "", "", "ongoing", NULL}, false, false},
		{{"UTC", "2023-10-15", "", "", "", "", NULL}, false, false},
		{{"UTC", "", "2023-10-15", "", "2023-10-17", "", NULL}, true, true},
		{{"UTC", "2023-10-17", "", "", "", "2023-10-15", NULL}, true, true},
		{{"UTC", "0001-01-01", "", "", "", "9999-12-31", NULL}, true, true},
		{{"UTC", "2023-10-15", "2023-10-17T10:00:00Z", "", "2023-10-17T11:00:00Z", "",
			 NULL},
			true, true},
		{{"UTC", "2023-10-15T10:00:00Z", "", "", "2023-10-16", "2023-10-17T10:00:00Z",
			 NULL},
			false, true},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases_of_days); i++) {
		export_times(&cases_of_days[i].times, "html", &out);
		bool is_drawn = strstr(out.data, "<svg") != NULL;
		bool is_by_day = strstr(out.data, "<rect class=\"u\"") != NULL;

		if (is_drawn != cases_of_days[i].is_drawn ||
			is_by_day != cases_of_days[i].is_by_day)
			fail_msg("case %zu", i);
		assert_lacks(&out, "nan");
		assert_lacks(&out, "=\"-");
	}
	str_release(&out);
}

/* What the byline says of two ends, in Berlin. */
static void dates_are_said_once(void **state)
{
	static const struct {
		const char *start, *end, *said;
	} cases[] = {
		{"2024-03-29", "2024-03-29", "\n29 March 2024 (Europe/Berlin)\n"},
		{"2024-03-29", "2024-03-30", "\n29 March 2024 \u2013 30 March (Europe/Berlin)\n"},
		{"2024-03-29", "2025-03-29",
			"\n29 March 2024 \u2013 29 March 2025 (Europe/Berlin)\n"},
		{"~2024-03-29", "~2024-04-02",
			"\nAbout 29 March 2024 \u2013 about 2 April (Europe/Berlin)\n"},
		{"~2024-03-29", "~2024-03-29", "\nAbout 29 March 2024 (Europe/Berlin)\n"},
		{"2024-03-29T10:00:00+01:00", "2024-03-29",
			"\n29 March 2024, 10:00 CET \u2013 29 March 2024 (Europe/Berlin)\n"},
		{"2024-03-29", "2024-03-29T12:00:00+01:00",
			"\n29 March 2024 \u2013 12:00 CET (Europe/Berlin)\n"},
		{"", "~2024-03-29", "\nAbout 29 March 2024 (Europe/Berlin)\n"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct times times = {
			.zone = "Europe/Berlin", .start = cases[i].start, .end = cases[i].end};

		export_times(&times, "markdown", &out);
		if (!strstr(out.data, cases[i].said))
			fail_msg("%s, %s: no %s in %.300s", cases[i].start, cases[i].end,
				cases[i].said, out.data);
	}
	str_release(&out);
}

/* The first entry of a milestone's kind tells its day, if nothing tells its time. */
static void days_of_entries_are_milestones(void **state)
{
	const struct times times = {.zone = "UTC",
		.start = "2024-03-29",
		.end = "2024-04-02",
		.events = "    - {id: a1, at: \"2024-03-30\", kind: detected, what: Seen}\n"};
	struct str out = {0};

	(void)state;
	export_times(&times, "html", &out);
	assert_holds(&out, ">Detected 30 Mar<");
	str_release(&out);
}

/* Nobody said when it was noticed, so nothing says that it was being mitigated. */
static void phases_are_stated(void **state)
{
	static const char start[] = "2023-10-15T08:00:00Z";
	static const char middle[] = "2023-10-15T09:00:00Z";
	static const char end[] = "2023-10-15T10:00:00Z";
	const struct times ends = {.zone = "UTC", .start = start, .end = end};
	const struct times mended = {
		.zone = "UTC", .start = start, .mitigated = middle, .end = end};
	const struct times noticed = {
		.zone = "UTC", .start = start, .detected = middle, .end = end};
	struct str out = {0};

	(void)state;
	export_times(&ends, "html", &out);
	assert_lacks(&out, "Being mitigated");
	assert_holds(&out, "Incident</tspan> 2 h");
	export_times(&mended, "html", &out);
	assert_lacks(&out, "Being mitigated");
	assert_holds(&out, "Recovering");
	export_times(&noticed, "html", &out);
	assert_holds(&out, "Not yet detected");
	assert_holds(&out, "Being mitigated");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_said_once),
		cmocka_unit_test(days_of_entries_are_milestones),
		cmocka_unit_test(phases_are_stated),
		cmocka_unit_test(days_are_drawn_as_days),
		cmocka_unit_test(days_of_today_fade_out),
		cmocka_unit_test(times_are_drawn_as_times),
		cmocka_unit_test(hours_are_to_scale),
		cmocka_unit_test(cuts_are_dated),
		cmocka_unit_test(clock_changes_have_two_labels),
		cmocka_unit_test(seconds_are_told_apart),
		cmocka_unit_test(one_minute_of_hours_is_one_label),
		cmocka_unit_test(about_ends_are_hatched),
		cmocka_unit_test(years_have_dates),
		cmocka_unit_test(lengths_are_as_exact_as_they_can_be),
		cmocka_unit_test(days_are_ticked_once),
		cmocka_unit_test(labels_of_other_forms_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
