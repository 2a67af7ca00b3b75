/* export: every format, where it goes, and what it never overwrites. */
#include "program.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

static const char document[] =
	"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
	"severity: sev1\ntimezone: UTC\nsummary:\n  start: \"2023-10-15T08:00:00Z\"\n"
	"impact:\n  service: |\n    Payments & <cards>.\n"
	"timeline:\n  events:\n    - id: aaaaaaaa\n      at: \"2023-10-15T08:30:00Z\"\n"
	"      what: The alarm fired.\n      who: Jordan Example\n"
	"notes: |\n  Not for the public.\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", document);
	return 0;
}

/* A format, how its report begins and what else must be in it. */
static const struct {
	const char *name, *extension, *holds;
} formats[] = {
	{"text", "txt", "What service was down/slow?\nPayments & <cards>."},
	{"markdown", "md", "# Card payments failed"},
	{"json", "json", "\"Card payments failed\""},
};

enum { N_FORMATS = sizeof(formats) / sizeof(formats[0]) };

static void test_formats(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < N_FORMATS; i++) {
		char out[64] = "report.";
		struct str report = {0};

		RUN(program, 0, "export", "--to", formats[i].name, "a.yaml");
		if (!has(&program->out, formats[i].holds))
			fail_msg("%s: %s", formats[i].name, str_text(&program->out));
		str_append(&report, str_text(&program->out), program->out.len);
		RUN(program, 0, "export", "--to", formats[i].name, "-o", "-", "a.yaml");
		assert_string_equal(str_text(&program->out), str_text(&report));

		/* so does the name of the extension, in any case */
		RUN(program, 0, "export", "--to", formats[i].extension, "a.yaml");
		assert_string_equal(str_text(&program->out), str_text(&report));
		for (char *at = strcpy(out, formats[i].name); *at; at++)
			*at = (char)toupper((unsigned char)*at);
		RUN(program, 0, "export", "--to", out, "a.yaml");
		assert_string_equal(str_text(&program->out), str_text(&report));
		strcpy(out, "report.");

		/* The extension of OUT chooses the format; an old report is replaced. */
		strcat(out, formats[i].extension);
		folder_put_text(&program->folder, out, "an old report");
		RUN(program, 0, "export", "-o", out, "a.yaml");
		assert_int_equal(program->out.len, 0);
		assert_true(folder_holds(&program->folder, out, str_text(&report)));
		RUN(program, 0, "export", "-o", "other", "--to", formats[i].name, "a.yaml");
		assert_true(folder_holds(&program->folder, "other", str_text(&report)));
		str_release(&report);
	}
	RUN(program, 0, "export", "a.yaml");
	assert_true(has(&program->out, formats[0].holds));
	assert_true(folder_holds(&program->folder, "a.yaml", document));
	assert_int_equal(folder_count(&program->folder), N_FORMATS + 2);
}

/* What the extension of OUT means, with and without --to. */
static const struct {
	const char *out, *to; /* "": without it */
	const char *holds;    /* of the report; NULL: none is written */
	const char *says;
} endings[] = {
	{"r.MD", "", "# Card", ""},
	{"r.Txt", "", "What service", ""},
	{"r.JSON", "", "\"Card", ""},
	{"r.v2.md", "", "# Card", ""},
	{"r.markdown", "", "# Card", ""},
	{"r.odt", "", NULL, "extension 'odt'"},
	{"r.html", "", "<title>Card", ""},
	{"r.docx", "", NULL, "text (.txt), markdown (.md), html (.html)"},
	{"r.yaml", "", NULL, "extension 'yaml'"},
	{"r", "", "What service", ""},
	{"r.", "", "What service", ""},
	{"v1.2/r", "", "What service", ""},
	{".report", "", "What service", ""},
	{"r", "markdown", "# Card", ""},
	{"r.doc", "markdown", "# Card", ""},
	{"r.pdf", "markdown", NULL, "has the extension of pdf"},
	{"r.md", "markdown", "# Card", ""},
	{"r.tasks.csv", "", "id,", ""},
	{"Tasks.CSV", "", "id,", ""},
	{"r.timeline.tsv", "", "at.local", ""},
	{"r.csv", "", NULL, "tasks-csv (.tasks.csv)"},
	{"r.csv", "tasks-csv", "id,", ""},
	{"r.csv", "csv", NULL, "tasks-csv (.tasks.csv)"},
	{"r.tasks.csv", "timeline-csv", NULL, "has the extension of tasks-csv"},
	{"r.ics", "", "BEGIN:VCALENDAR", ""},
	{"r.md", "text", NULL, "has the extension of markdown"},
	{"r.TXT", "json", NULL, "has the extension of text"},
	{"r.md", "pdf", NULL, "has the extension of markdown"},
	{"r.md", "docx", NULL, "unknown report format 'docx'"},
};

static void test_endings(void **state)
{
	struct program *program = *state;

	assert_int_equal(mkdir(folder_path(&program->folder, "v1.2"), 0700), 0);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		const char *to = endings[i].to[0] ? endings[i].to : NULL;
		int status = endings[i].holds ? 0 : 2;
		struct str report = {0};

		print_message("%s %s\n", endings[i].out, endings[i].to);
		if (to)
			RUN(program, status, "export", "--to", to, "-o", endings[i].out, "a.yaml");
		else
			RUN(program, status, "export", "-o", endings[i].out, "a.yaml");
		assert_true(has(&program->err, endings[i].says));
		assert_int_equal(folder_get(&program->folder, endings[i].out, &report),
			endings[i].holds != NULL);
		if (endings[i].holds)
			assert_true(has(&report, endings[i].holds));
		unlink(folder_path(&program->folder, endings[i].out));
		str_release(&report);
	}
}

static void test_json_is_valid(void **state)
{
	struct program *program = *state;
	json_error_t error;

	RUN(program, 0, "export", "--to", "json", "a.yaml");

	json_t *root = json_loadb(str_text(&program->out), program->out.len, 0, &error);

	if (!root)
		fail_msg("%s at %d", error.text, error.line);
	json_decref(root);
}

/* Private fields and columns are not in a public report, whatever its format. */
static void test_public(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < N_FORMATS; i++) {
		RUN(program, 0, "export", "--to", formats[i].name, "a.yaml");
		assert_true(has(&program->out, "Not for the public"));
		assert_true(has(&program->out, "Jordan Example"));
		RUN(program, 0, "export", "--public", "--to", formats[i].name, "a.yaml");
		assert_false(has(&program->out, "Not for the public"));
		assert_false(has(&program->out, "Jordan"));
		assert_true(has(&program->out, "Card payments failed"));
	}
}

/* What tells too much is said by place, then what is left out; --strict makes a status of it. */
static void test_public_words(void **state)
{
	static const char revealing[] =
		"afterword: 1\nform: postmortem\ntitle: Carts\ntimezone: UTC\nauthors:\n"
		"  - Geda Siraj\nimpact:\n  service: |\n    Carts, as Geda said of db-03.prod.\n"
		"timeline:\n  events:\n    - {id: aaaaaaaa, what: See OPS-12, who: Ida Nyman}\n";
	static const char said[] =
		"b.yaml:9:15: warning: \"Geda\" is a person's name (What service was down/slow?) "
		"[public-person]\n"
		"b.yaml:9:28: warning: \"db-03.prod\" looks like the name of a machine "
		"(What service was down/slow?) [public-host]\n"
		"b.yaml:12:32: warning: \"OPS-12\" looks like the key of a ticket (What) "
		"[public-ticket]\n"
		"afterword: b.yaml: left out of the public report: 1 field (Authors), "
		"1 column (Who)\n";
	struct program *program = *state;

	folder_put_text(&program->folder, "b.yaml", revealing);
	for (size_t i = 0; i < N_FORMATS; i++) {
		RUN(program, 0, "export", "--to", formats[i].name, "--public", "b.yaml");
		assert_string_equal(str_text(&program->err), said);
		assert_true(has(&program->out, "Geda said of db"));
		RUN(program, 1, "export", "--to", formats[i].name, "--public", "--strict",
			"b.yaml");
		assert_string_equal(str_text(&program->err), said);
		assert_true(has(&program->out, "Geda said of db"));
	}
	/* Nothing is said of other reports, nor is it where there is nothing. */
	RUN(program, 0, "export", "b.yaml");
	assert_int_equal(program->err.len, 0);
	RUN(program, 0, "export", "--strict", "--public", "a.yaml");
	assert_string_equal(str_text(&program->err),
		"afterword: a.yaml: left out of the public report: 1 field (Notes), "
		"1 column (Who)\n");
	RUN(program, 1, "export", "--strict", "--public", "--authors", "b.yaml");
	assert_false(has(&program->err, "public-person"));
}

/* A word that an option does not take is named, and nothing is written. */
static void test_bad_words(void **state)
{
	static const struct {
		const char *option, *word, *says;
	} words[] = {
		{"--tasks", "boxes", "--tasks is table or list, not 'boxes'"},
		{"--tasks", "", "--tasks is table or list, not ''"},
		{"--width", "19", "from 20 to 500, not '19'"},
		{"--width", "501", "from 20 to 500, not '501'"},
		{"--width", "72x", "from 20 to 500, not '72x'"},
		{"--width", "99999999999999999999", "from 20 to 500"},
		{"--width", "-72", "from 20 to 500, not '-72'"},
		{"--paper", "A5", "--paper is A4 or letter, not 'A5'"},
		{"--paper", "a4;x", "--paper is A4 or letter, not 'a4;x'"},
		{"--as-of", "soon", "--as-of is a time such as 2023-11-01T09:00:00Z, not 'soon'"},
		{"--as-of", "unknown", "not 'unknown'"},
		{"--as-of", "", "not ''"},
	};
	struct program *program = *state;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		print_message("%s %s\n", words[i].option, words[i].word);
		RUN(program, 2, "export", words[i].option, words[i].word, "-o", "out.txt",
			"a.yaml");
		assert_true(has(&program->err, words[i].says));
		assert_int_equal(program->out.len, 0);
		assert_int_equal(folder_count(&program->folder), 1);
	}
	RUN(program, 2, "export", "--tasks");
	assert_true(has(&program->err, "'--tasks' needs a value"));
	/* Nor are they for formats that would not show it. */
	RUN(program, 2, "export", "--to", "json", "--width", "72", "a.yaml");
	assert_true(has(&program->err, "--width is for reports as text"));
	RUN(program, 2, "export", "--to", "text", "--paper", "A4", "a.yaml");
	assert_true(has(&program->err, "--paper is for reports as html or pdf"));
	RUN(program, 2, "export", "--to", "text", "--findings", "a.yaml");
	assert_true(has(&program->err, "--findings is for reports as json"));
	RUN(program, 2, "export", "--strict", "a.yaml");
	assert_true(has(&program->err, "--strict is for public reports: add --public"));
	RUN(program, 2, "export", "--to", "html", "--authors", "-o", "out/", "a.yaml");
	assert_true(has(&program->err, "--authors is for public reports: add --public"));
	RUN(program, 2, "export", "--to", "html,md", "--findings", "-o", "out/", "a.yaml");
	assert_true(has(&program->err, "--findings is for reports as json"));
}

static void test_other_words(void **state)
{
	static const char late[] =
		"afterword: 1\nform: postmortem\ntitle: A\nsummary:\n"
		"  start: \"2023-10-15T08:00:00Z\"\n  end: ongoing\ntasks:\n  items:\n"
		"    - {id: aaaaaaaa, what: Do it, due: 2023-11-01, state: open}\n";
	struct program *program = *state;
	struct str first = {0};

	folder_put_text(&program->folder, "b.yaml", late);
	/* What is late or ongoing is so at that moment, and the bytes are the same. */
	RUN(program, 0, "export", "--to", "md", "--as-of", "2023-11-01", "b.yaml");
	assert_true(has(&program->out, "**16 d 16 h so far**") || has(&program->out, "16 d 16 h"));
	assert_false(has(&program->out, "overdue"));
	str_append(&first, str_text(&program->out), program->out.len);
	RUN(program, 0, "export", "--to", "md", "--as-of", "2023-11-01T00:00:00Z", "b.yaml");
	assert_string_equal(str_text(&program->out), str_text(&first));
	RUN(program, 0, "export", "--to", "md", "--as-of", "2023-11-03", "b.yaml");
	assert_true(has(&program->out, "overdue"));
	RUN(program, 0, "export", "--to", "html", "--paper", "LETTER", "b.yaml");
	assert_true(has(&program->out, "@page{size:letter;margin:18mm"));
	RUN(program, 0, "export", "--to", "html", "b.yaml");
	assert_true(has(&program->out, "@page{margin:18mm"));
	RUN(program, 0, "export", "--width", "20", "a.yaml");
	assert_true(has(&program->out, "What service was\ndown/slow?\n"));
	RUN(program, 0, "export", "--to", "json", "--findings", "b.yaml");
	assert_true(has(&program->out, "\"rule\": \"task-overdue\""));
	str_release(&first);
}

/* A task that should be in the calendar is not left out in silence. */
static void test_undated(void **state)
{
	static const char typed[] = "afterword: 1\nform: postmortem\ntitle: A\ntasks:\n  items:\n"
				    "    - {id: aaaaaaaa, what: One, due: \"2024-02-30\"}\n"
				    "    - {id: aaaaaaab, what: Two, due: \"2024-02-28\"}\n"
				    "    - {id: aaaaaaac, what: Three, due: unknown}\n"
				    "    - {id: aaaaaaad, what: Four, due: soon, state: done}\n";
	static const char said[] = "afterword: b.yaml: an open task is not in the calendar, "
				   "its due date cannot be read: 2024-02-30\n";
	struct program *program = *state;

	folder_put_text(&program->folder, "b.yaml", typed);
	RUN(program, 0, "export", "--to", "ics", "b.yaml");
	assert_string_equal(str_text(&program->err), said);
	RUN(program, 0, "export", "--to", "ics,md", "-o", "out/", "b.yaml");
	assert_true(has(&program->err, said));
	RUN(program, 0, "export", "--to", "md", "b.yaml");
	assert_int_equal(program->err.len, 0);
}

/* Images are in HTML only if asked, and only those below the document's folder. */
static void test_images(void **state)
{
	static const char shown[] =
		"afterword: 1\nform: postmortem\ntitle: A\nimpact:\n  service: |\n"
		"    ![A \"graph\"](pics/a.png) and ![](pics/a.png)\n\n"
		"    ![drawn](b.svg) ![up](../c.png) ![far](https://example.com/d.png) ![no](e.png)\n"
		"    ![spaces](<pics/a b.png>)\n"
		"timeline:\n  events:\n    - {id: aaaaaaaa, what: \"![row](pics/a.png)\"}\n";
	static const char data[] = "<img src=\"data:image/png;base64,iVBORw0KGgp4\" alt=\"";
	struct program *program = *state;

	folder_put_text(&program->folder, "b.yaml", shown);
	folder_put_text(&program->folder, "b.svg", "<svg onload='x()'/>");
	assert_int_equal(mkdir(folder_path(&program->folder, "pics"), 0700), 0);
	folder_put_text(&program->folder, "pics/a.png", "\x89PNG\r\n\x1a\nx");
	folder_put_text(&program->folder, "pics/a b.png", "\x89PNG\r\n\x1a\ny");
	RUN(program, 0, "export", "--to", "html", "b.yaml");
	assert_false(has(&program->out, "<img"));
	assert_int_equal(program->err.len, 0);
	RUN(program, 1, "export", "--to", "html", "--embed-images", "b.yaml");
	assert_true(has(&program->out, data));
	assert_true(has(&program->out, "alt=\"A &quot;graph&quot;\">"));
	assert_true(has(&program->out, "alt=\"row\">"));
	assert_true(has(&program->out, "alt=\"spaces\">"));
	assert_false(has(&program->out, "<svg onload"));
	assert_true(has(&program->out, "drawn"));
	assert_true(has(&program->err, "the image b.svg is not in the report: it is not a PNG, "));
	assert_true(has(&program->err,
		"the image up (../c.png) is not in the report: it is not below the document's folder"));
	assert_true(has(&program->err, "the image https://example.com/d.png is not in the report"));
	assert_true(
		has(&program->err, "the image e.png is not in the report: it cannot be opened"));
	/* In a folder of reports, too. */
	RUN(program, 1, "export", "--to", "html", "--embed-images", "-o", "out/", "b.yaml");
	assert_true(has(&program->err, "the image b.svg is not in the report"));
	assert_true(folder_has(&program->folder, "out/b.html", data));
	RUN(program, 2, "export", "--to", "md", "--embed-images", "b.yaml");
	assert_true(has(&program->err, "--embed-images is for reports as html or pdf"));
}

/* Each format says that something is wrong, in itself or on standard error, and by its status. */
static void test_problem(void **state)
{
	static const char wrong[] = "afterword: 1\nform: postmortem\ntitle: One\ntitle: Two\n"
				    "tasks:\n  items:\n    - {id: aaaaaaaa, what: Do it}\n"
				    "timeline:\n  events:\n    - {id: bbbbbbbb, what: Done}\n";
	static const char *const all[] = {"text", "markdown", "html", "json", "timeline-csv",
		"tasks-csv", "timeline-tsv", "tasks-tsv", "ics"};
	struct program *program = *state;

	folder_put_text(&program->folder, "b.yaml", wrong);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		RUN(program, 1, "export", "--to", all[i], "b.yaml");
		assert_true(has(&program->err,
			"afterword: b.yaml: the report shows a document with a problem; line 4: "));
		assert_int_equal(has(&program->out, "problem"), i < 4);
		RUN(program, 2, "export", "--to", all[i], "--public", "b.yaml");
		assert_true(
			has(&program->err, "afterword: b.yaml: there can be no public report yet"));
	}
	/* Read back, the line about it is no title. */
	RUN(program, 1, "export", "-o", "b.txt", "b.yaml");
	RUN(program, 0, "import", "-o", "c.yaml", "b.txt");
	RUN(program, 0, "get", "c.yaml", "title");
	assert_string_equal(str_text(&program->out), "One\n");
}

/* The document is never overwritten by its report, whatever name OUT has for it. */
static void test_over_the_document(void **state)
{
	struct program *program = *state;
	char again[512];

	assert_int_equal(symlink("a.yaml", folder_path(&program->folder, "link.txt")), 0);
	strcpy(again, folder_path(&program->folder, "hard.txt"));
	assert_int_equal(link(folder_path(&program->folder, "a.yaml"), again), 0);

	static const char *const names[] = {"a.yaml", "./a.yaml", "link.txt", "hard.txt"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		RUN(program, 2, "export", "-o", names[i], "a.yaml");
		assert_true(has(&program->err, "is the document itself"));
		assert_true(folder_holds(&program->folder, "a.yaml", document));
	}
}

static void make_file(struct program *program, const char *name, off_t size)
{
	folder_put_text(&program->folder, name, "");
	assert_int_equal(truncate(folder_path(&program->folder, name), size), 0);
}

/* What a report replaces may be larger than any document, but not so large that it is no report. */
static void test_over_a_large_file(void **state)
{
	enum { MIB = 1 << 20, DOCUMENT_MOST = 16 * MIB, REPORT_MOST = 256 * MIB };
	struct program *program = *state;
	struct stat what;

	make_file(program, "report.txt", DOCUMENT_MOST + 1);
	RUN(program, 0, "export", "-o", "report.txt", "a.yaml");
	make_file(program, "a.txt", DOCUMENT_MOST + 1);
	RUN(program, 2, "export", "--to", "text", "-o", ".", "a.yaml");
	assert_true(has(&program->err, "is not as export wrote it"));
	RUN(program, 0, "export", "--force", "--to", "text", "-o", ".", "a.yaml");
	make_file(program, "merged.yaml", DOCUMENT_MOST + 1);
	RUN(program, 0, "merge", "-o", "merged.yaml", "a.yaml", "a.yaml", "a.yaml");
	make_file(program, "image.txt", REPORT_MOST + 1);
	RUN(program, 2, "export", "-o", "image.txt", "a.yaml");
	assert_true(has(&program->err, "image.txt: the file is larger than 256 MiB"));
	RUN(program, 130, "merge", "-o", "image.txt", "a.yaml", "a.yaml", "a.yaml");
	assert_true(has(&program->err, "image.txt: the file is larger than 256 MiB"));
	assert_int_equal(stat(folder_path(&program->folder, "image.txt"), &what), 0);
	assert_int_equal(what.st_size, REPORT_MOST + 1);
}

static void test_out_that_cannot_be_written(void **state)
{
	struct program *program = *state;

	RUN(program, 2, "export", "-o", "nowhere/report.txt", "a.yaml");
	assert_true(has(&program->err, "nowhere/report.txt: "));
	RUN(program, 2, "export", "-o", "/dev/full", "a.yaml");
	assert_true(has(&program->err, "/dev/full: "));
	assert_int_equal(folder_count(&program->folder), 1);
}

/* A full disk or a closed pipe on standard output is reported. */
static void test_full_output(void **state)
{
	struct program *program = *state;
	static const char *const commands[] = {"export a.yaml", "get a.yaml title", "check a.yaml",
		"forms", "--help", "--version", "export --to json a.yaml"};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		program_shell(program, "\"$AFTERWORD\" ", commands[i], " >/dev/full");
		assert_int_equal(program->status, 2);
		assert_true(has(&program->err, "standard output: "));
		assert_true(has(&program->err, "No space left on device"));
		program_shell(program, "\"$AFTERWORD\" ", commands[i], " >&-");
		assert_int_equal(program->status, 2);
		assert_true(has(&program->err, "standard output: "));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_formats),
		TEST(test_endings),
		TEST(test_json_is_valid),
		TEST(test_public),
		TEST(test_public_words),
		TEST(test_bad_words),
		TEST(test_other_words),
		TEST(test_problem),
		TEST(test_undated),
		TEST(test_images),
		TEST(test_over_the_document),
		TEST(test_over_a_large_file),
		TEST(test_out_that_cannot_be_written),
		TEST(test_full_output),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
