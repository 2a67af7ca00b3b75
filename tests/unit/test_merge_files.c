/* Merging three files: comments, other tools' keys, and every byte that nobody changed. */
#include "merge_cases.h"

#include "base/slice.h"
#include "sources.h"

static void test_values(void **state)
{
	static const struct file_case cases[] = {
		/* ours keeps its shape: quotes, order, comments */
		{HEAD "title: 'a'  # mine\nstatus: draft\n",
			HEAD "status: draft\ntitle: 'b'  # mine\n",
			HEAD "title: \"a\"\nstatus: final\n", HEAD "status: final\ntitle: 'b'\n",
			0},
		{EVENTS "    - id: r1\n      who: a\n", EVENTS "    - id: r1\n      who: b\n",
			EVENTS "    - id: r1\n      who: a\n      what: x\n",
			EVENTS "    - id: r1\n      who: b\n      what: |\n        x\n", 0},
		{HEAD "status: draft\n", HEAD "status: review\n", HEAD "status: final\n",
			HEAD "status: |\n  <<<<<<< ours\n  review\n  =======\n  final\n"
			     "  >>>>>>> theirs\n",
			1},
		{NULL, HEAD "title: a\n", HEAD "title: a\nstatus: draft\n",
			HEAD "title: a\nstatus: draft\n", 0},
		/* not documents, or not to be changed */
		{HEAD, HEAD, "title: a\n", NULL, 0},
		{HEAD, HEAD "title: a\ntitle: b\n", HEAD, NULL, 0},
		{HEAD, HEAD, "afterword: 2\nform: outage\n", NULL, 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

static void test_unknown_keys(void **state)
{
	static const struct file_case cases[] = {
		/* added at the root, in a section, in a row: with their comments, at our
		   indentation */
		{HEAD "title: a\n", HEAD "title: b\n",
			HEAD "title: a\n# of a tool\nx: {y: 1}  # z\n",
			HEAD "title: b\n# of a tool\nx: {y: 1}  # z\n", 0},
		{HEAD "harm:\n  cost: 1\n", HEAD "harm:\n    cost: 1\n",
			HEAD "harm:\n  cost: 1\n  # of a tool\n  x:\n    - y\n    - z\n",
			HEAD "harm:\n    cost: 1\n    # of a tool\n    x:\n      - y\n      - z\n",
			0},
		{HEAD "harm:\n  cost: 1\n  day: 2\n", HEAD "harm:\n  cost: 1\n  day: 2\n",
			HEAD "harm:\n  cost: 1\n\n  x: |\n    y\n\n  day: 2\n",
			HEAD "harm:\n  cost: 1\n\n  x: |\n    y\n\n  day: 2\n", 0},
		{EVENTS "    - id: r1\n      who: a\n", EVENTS "    - id: r1\n      who: b\n",
			EVENTS "    - id: r1\n      link: x\n      who: a\n",
			EVENTS "    - id: r1\n      link: x\n      who: b\n", 0},
		/* in a row and a field that theirs added */
		{HEAD "title: a\n", HEAD "title: b\n",
			HEAD
			"title: a\nlog:\n  events:\n    # first\n    - id: r1\n      who: a  # or b\n      x: 1\n",
			HEAD
			"title: b\n\nlog:\n  events:\n    # first\n    - id: r1\n      who: a  # or b\n"
			"      x: 1\n",
			0},
		/* changed, removed: by one */
		{HEAD "x: 1\ny: 2\n", HEAD "x: 1\ny: 3\n", HEAD "x: 0\ny: 2\n", HEAD "x: 0\ny: 3\n",
			0},
		{HEAD "# of x\nx: 1\ny: 2\n", HEAD "# of x\nx: 1\ny: 3\n", HEAD "y: 2\n",
			HEAD "y: 3\n", 0},
		{HEAD "x: 1\ny: 2\n", HEAD "y: 2\n", HEAD "x: 1\ny: 3\n", HEAD "y: 3\n", 0},
		/* with the row that it is in */
		{EVENTS "    - id: r1\n      who: a\n    - id: r2\n      x: 1\n",
			EVENTS "    - id: r1\n      who: a\n",
			EVENTS "    - id: r1\n      who: b\n    - id: r2\n      x: 1\n",
			EVENTS "    - id: r1\n      who: b\n", 0},
		/* by both */
		{HEAD "x: 1\n", HEAD "x: 2\n", HEAD "x: 2\n", HEAD "x: 2\n", 0},
		{HEAD "x: 1\n", HEAD "x: 2\n", HEAD "x: 3\n",
			HEAD "x: |\n  <<<<<<< ours\n  2\n  =======\n  3\n  >>>>>>> theirs\n", 1},
		{HEAD, HEAD "x: {y: 2}\n", HEAD "x:\n  y: 3\n",
			HEAD "x: |\n  <<<<<<< ours\n  {y: 2}\n  =======\n  y: 3\n"
			     "  >>>>>>> theirs\n",
			1},
		{HEAD "x: 1\n", HEAD "x: 2\n", HEAD,
			HEAD "x: |\n  <<<<<<< ours\n  2\n  =======\n  >>>>>>> theirs\n", 1},
		{HEAD "x: 1\n", HEAD, HEAD "x: 2\n",
			HEAD "x: |\n  <<<<<<< ours\n  =======\n  2\n  >>>>>>> theirs\n", 1},
		/* what is where the form wants something else */
		{HEAD "title: {a: b}\nstatus: draft\n", HEAD "title: {a: b}\nstatus: final\n",
			HEAD "title: {a: c}\nstatus: draft\n",
			HEAD "title: {a: c}\nstatus: final\n", 0},
		/* a row that one removed and the other changed comes back with everything it had */
		{EVENTS "    # row\n    - id: r1\n      who: a\n      # x\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r2\n",
			EVENTS
			"    # row\n    - id: r1\n      who: b\n      # x\n      x: 1\n    - id: r2\n",
			EVENTS "    # row\n    - id: r1\n      who: |\n"
			       "        <<<<<<< ours (row removed)\n        =======\n        b\n"
			       "        >>>>>>> theirs\n      # x\n      x: 1\n\n    - id: r2\n",
			1},
		{EVENTS "    - id: r1\n      who: a\n      # x\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r1\n      who: b\n      # x\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      who: |\n        <<<<<<< ours\n        b\n"
			       "        =======\n        >>>>>>> theirs (row removed)\n"
			       "      # x\n      x: 1\n    - id: r2\n",
			1},
		/* a key without a value */
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nstatus:  # later\n",
			HEAD "title: b\nstatus:  # later\n", 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

static void test_comments(void **state)
{
	static const struct file_case cases[] = {
		/* added, changed, removed by theirs */
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "# new\ntitle: a  # too\n",
			HEAD "# new\ntitle: b  # too\n", 0},
		{HEAD "# old\ntitle: a # x\n", HEAD "# old\ntitle: b # x\n",
			HEAD "# new\n# lines\ntitle: a # y\n",
			HEAD "# new\n# lines\ntitle: b # y\n", 0},
		{HEAD "# old\ntitle: a # x\n", HEAD "# old\ntitle: b # x\n", HEAD "title: a\n",
			HEAD "title: b\n", 0},
		/* by ours */
		{HEAD "# old\ntitle: a # x\n", HEAD "# new\ntitle: b # y\n",
			HEAD "# old\ntitle: a # x\n", HEAD "# new\ntitle: b # y\n", 0},
		/* by both: the lines of both */
		{HEAD "# old\ntitle: a # x\n", HEAD "# ours\ntitle: a # y\n",
			HEAD "# theirs\ntitle: a # z\n",
			HEAD "# ours\n# theirs\ntitle: a # y  # z\n", 0},
		{HEAD "title: a\n", HEAD "# same\ntitle: a\n", HEAD "# same\n# more\ntitle: a\n",
			HEAD "# same\n# more\ntitle: a\n", 0},
		/* at a key that ours removed: new ones stay there; and at a row, which stays */
		{HEAD "title: a\nx: 1\nstatus: draft\n", HEAD "status: draft\n",
			HEAD "# why\ntitle: a  # too\n# a tool\nx: 1\nstatus: draft\n",
			HEAD "# why\n# too\n# a tool\nstatus: draft\n", 0},
		{HEAD "# old\ntitle: a  # x\n", HEAD, HEAD "# old\n# new\ntitle: a  # x\n",
			HEAD "# new\n", 0},
		{EVENTS "    - id: r1\n      who: a\n    - id: r2\n      who: b\n",
			EVENTS "    - id: r1\n      who: a\n",
			EVENTS "    - id: r1\n      who: a\n    # row\n    - id: r2\n"
			       "      # cell\n      who: b\n",
			EVENTS "    - id: r1\n      who: a\n\n    # row\n    - id: r2\n"
			       "      # cell\n      who: |\n        <<<<<<< ours (row removed)\n"
			       "        =======\n        b\n        >>>>>>> theirs\n",
			1},
		{HEAD "title: a\nlog:\n  events:\n    - id: r1\n      who: a\n", HEAD "title: a",
			HEAD "title: a\nlog:\n  events:\n    - id: r1\n      # cell\n"
			     "      who: a\n",
			HEAD "title: a\n\nlog:\n  events:\n    - id: r1\n      # cell\n"
			     "      who: |\n        <<<<<<< ours (row removed)\n        =======\n"
			     "        a\n        >>>>>>> theirs\n",
			1},
		/* of blocks, sections, rows, items, and at both ends */
		{HEAD "log:\n  remark: |\n    a\n", HEAD "log:\n  remark: |\n    a b\n",
			HEAD "log:  # x\n  # y\n  remark: |  # z\n    a\n",
			HEAD "log:  # x\n  # y\n  remark: |  # z\n    a b\n", 0},
		{EVENTS "    - id: r1\n      who: a\n", EVENTS "    - id: r1\n      who: b\n",
			EVENTS "    # row\n    - id: r1\n      # cell\n      who: a\n",
			EVENTS "    # row\n    - id: r1\n      # cell\n      who: b\n", 0},
		{HEAD "authors:\n  - a\n  - b\n", HEAD "authors:\n  - a\n  - b\n  - c\n",
			HEAD "authors:\n  - a\n  # who\n  - b  # lead\n",
			HEAD "authors:\n  - a\n  # who\n  - b  # lead\n  - c\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", "# top\n\n" HEAD "title: a\n# end\n",
			"# top\n\n" HEAD "title: b\n# end\n", 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Our comments on what theirs removed: git shows them next to the removal. */
static void test_no_place(void **state)
{
#define NO_WORDS "something that one side wrote would be missing"
	static const struct file_case cases[] = {
		{HEAD "authors:\n  - a\n  - b\n", HEAD "authors:\n  - a\n  - b  # why\n",
			HEAD "authors:\n  - a\n", NULL, 0, NO_WORDS},
		{HEAD "authors:\n  - a\n  - b\n", HEAD "authors:\n  - a\n  # why\n  - b\n",
			HEAD "authors:\n  - a\n", NULL, 0, NO_WORDS},
		{HEAD "title: a\nstatus: draft\n", HEAD "title: a  # why\nstatus: draft\n",
			HEAD "status: draft\n", NULL, 0, NO_WORDS},
		{HEAD "title: a\nstatus: draft\n", HEAD "title:\n  # why\n  a\nstatus: draft\n",
			HEAD "status: draft\n", NULL, 0, NO_WORDS},
		/* the same comment is already there, at something else */
		{HEAD "# why\ntitle: a\nauthors:\n  - a\n  - b\n",
			HEAD "# why\ntitle: a\nauthors:\n  - a\n  - b # why\n",
			HEAD "# why\ntitle: a\nauthors:\n  - a\n", NULL, 0, NO_WORDS},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Around the mapping. */
static void test_ends(void **state)
{
	static const struct file_case cases[] = {
		/* theirs put it there */
		{HEAD "title: a\n", HEAD "title: b\n", "%YAML 1.2\n---\n" HEAD "title: a\n",
			"%YAML 1.2\n---\n" HEAD "title: b\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", "--- # new\n" HEAD "title: a\n",
			"--- # new\n" HEAD "title: b\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\n... # end\n# more\n",
			HEAD "title: b\n... # end\n# more\n", 0},
		{HEAD "title: a", HEAD "title: b", HEAD "title: a\n...", HEAD "title: b\n...\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n",
			"# top\n---\n# too\n" HEAD "title: a\n# last\n...\n# end\n",
			"# top\n---\n# too\n" HEAD "title: b\n# last\n...\n# end\n", 0},
		{"# top\n" HEAD "title: a\n", "# top\n" HEAD "title: b\n",
			"# top\n---\n" HEAD "title: a\n", "# top\n---\n" HEAD "title: b\n", 0},
		/* ours did; or theirs removed it */
		{HEAD "title: a\n", "---\n" HEAD "title: b\n...\n# mine\n",
			HEAD "title: a\nstatus: final\n",
			"---\n" HEAD "title: b\nstatus: final\n...\n# mine\n", 0},
		{"---\n" HEAD "title: a\n...\n", "---\n" HEAD "title: b\n...\n", HEAD "title: a\n",
			HEAD "title: b\n", 0},
		/* both, the same or not */
		{HEAD "title: a\n", "---\n" HEAD "title: b\n", "---\n" HEAD "title: a\n",
			"---\n" HEAD "title: b\n", 0},
		{HEAD "title: a\n", "--- # x\n" HEAD "title: b\n", "--- # y\n" HEAD "title: a\n",
			NULL, 0},
		{HEAD "title: a\n", HEAD "title: b\n...\n# x\n", HEAD "title: a\n...\n# y\n", NULL,
			0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* CRLF and a byte order mark are kept from ours, whatever theirs has. */
static void test_newlines(void **state)
{
	static const struct file_case cases[] = {
		{HEAD "title: a\n",
			"\xef\xbb\xbf"
			"afterword: 1\r\nform: outage\r\ntitle: b\r\n",
			HEAD "# new\ntitle: a\n# of x\nx:\n  y: 1\n",
			"\xef\xbb\xbf"
			"afterword: 1\r\nform: outage\r\n# new\r\ntitle: b\r\n# of x\r\nx:\r\n"
			"  y: 1\r\n",
			0},
		{HEAD "title: a\n", HEAD "title: b",
			"\xef\xbb\xbf"
			"# top\r\nafterword: 1\r\nform: outage\r\ntitle: a\r\nx: 1\r\n",
			"# top\n" HEAD "title: b\nx: 1\n", 0},
		/* after a last line without one: the comment first, then lines */
		{HEAD "title: a\n", HEAD "title: b", HEAD "title: a  # a\nx: 1\ny: 2",
			HEAD "title: b  # a\nx: 1\ny: 2\n", 0},
		{HEAD "title: a\n", HEAD "title: a  # b", HEAD "title: a  # a\nx: 1\n# end",
			HEAD "title: a  # b  # a\nx: 1\n# end\n", 0},
		{HEAD "title: a\n# x", HEAD "title: b\n# x", HEAD "title: a\n# x\n# y",
			HEAD "title: b\n# x\n# y\n", 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* --- at random --- */

/* A file by lines: a key, its value and its comments, each present or not. */
enum { N_LINES = 8, N_SIDES = 3 };

static const struct {
	const char *key;
	bool is_row;
} lines[N_LINES] = {{"title", false}, {"x-tool", false}, {"status", false}, {"y", false},
	{"who", true}, {"z", true}, {"at", true}, {"u-v", true}};

struct line {
	unsigned value; /* 0: not there */
	unsigned above; /* comments; 0: none */
	unsigned behind;
};

static void write_file(const struct line file[N_LINES], bool has_id, struct str *out)
{
	str_clear(out);
	str_append_text(out, HEAD);
	for (size_t i = 0; i < N_LINES; i++) {
		const char *indent = lines[i].is_row ? "      " : "";

		if (i == 4)
			str_appendf(out, "log:\n  events:\n    - %s: r1\n", has_id ? "id" : "tool");
		if (file[i].value == 0)
			continue;
		if (file[i].above > 0)
			str_appendf(out, "%s# above %u\n", indent, file[i].above);
		str_appendf(out, "%s%s: v%u", indent, lines[i].key, file[i].value);
		if (file[i].behind > 0)
			str_appendf(out, "  # behind %u", file[i].behind);
		str_append_char(out, '\n');
	}
}

static void random_file(struct line file[N_LINES], uint64_t *seed)
{
	for (size_t i = 0; i < N_LINES; i++)
		file[i] = (struct line){(unsigned)random_below(seed, 4),
			(unsigned)random_below(seed, 3), (unsigned)random_below(seed, 3)};
}

/* Changes lines of one side; whose says which ones. */
static void edit_lines(struct line file[N_LINES], const size_t *whose, size_t side, uint64_t *seed)
{
	for (size_t i = 0; i < N_LINES; i++) {
		if (whose[i] != side)
			continue;
		file[i].value = (unsigned)random_below(seed, 2) * 9;
		if (file[i].value > 0)
			file[i].above = (unsigned)random_below(seed, 2) * (unsigned)(10 + side);
		if (file[i].value > 0)
			file[i].behind = (unsigned)random_below(seed, 2) * (unsigned)(10 + side);
	}
}

/* The same lines, in whatever order. */
static bool has_lines_of(const struct str *text, const struct str *other)
{
	struct slice rest = slice_of(other);
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		const char *at = str_text(text);

		while (at && (strncmp(at, line.data, line.len) != 0 || at[line.len] != '\n')) {
			at = strchr(at, '\n');
			at = at && at[1] ? at + 1 : NULL;
		}
		if (!at)
			return false;
	}
	return text->len == other->len;
}

/* Sides that change different lines: the file is what one writer of both would have written. */
static void test_other_lines(void **state)
{
	struct form *form = fixture_form_new();
	struct str texts[4] = {{0}}; /* base, ours, theirs, expected */
	struct str out = {0};

	(void)state;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		struct line files[4][N_LINES];
		size_t whose[N_LINES];
		uint64_t random = seed;
		struct err err = {0};
		size_t conflicts;

		random_file(files[0], &random);
		for (size_t i = 0; i < N_LINES; i++)
			whose[i] = random_below(&random, 3);
		for (size_t side = 1; side < 4; side++)
			memcpy(files[side], files[0], sizeof(files[0]));
		edit_lines(files[1], whose, 1, &random);
		edit_lines(files[2], whose, 2, &random);
		for (size_t i = 0; i < N_LINES; i++)
			files[3][i] = files[whose[i] == 2 ? 2 : 1][i];
		for (size_t i = 0; i < 4; i++)
			write_file(files[i], true, &texts[i]);
		str_clear(&out);
		if (!merge_bytes(
			    form, &texts[0], &texts[1], &texts[2], NULL, &out, &conflicts, &err))
			fail_msg("seed %llu: %s\n--- base\n%s\n--- ours\n%s\n--- theirs\n%s",
				(unsigned long long)seed, err.message, str_text(&texts[0]),
				str_text(&texts[1]), str_text(&texts[2]));
		assert_int_equal(conflicts, 0);
		/* the order of new keys among others is up to ours, and so are their quotes */
		for (size_t at = out.len; at-- > 0;)
			if (out.data[at] == '"')
				str_splice(&out, at, 1, "", 0);
		if (!has_lines_of(&out, &texts[3]))
			fail_msg("seed %llu:\n%s\nis not\n%s", (unsigned long long)seed,
				str_text(&out), str_text(&texts[3]));
	}
	for (size_t i = 0; i < 4; i++)
		str_release(&texts[i]);
	str_release(&out);
	form_free(form);
}

/* Whatever both do: theirs' changes are in, or a conflict, or it is refused. */
static void test_any_lines(void **state)
{
	struct form *form = fixture_form_new();
	struct str texts[3] = {{0}};
	struct str out = {0};
	size_t n_refused = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		struct line files[3][N_LINES];
		uint64_t random = seed * 3;
		struct err err = {0};
		size_t conflicts;

		for (size_t i = 0; i < 3; i++) {
			random_file(files[i], &random);
			for (size_t k = 0; k < N_LINES; k++)
				files[i][k].value += files[i][k].value > 0 ? (unsigned)i * 10 : 0;
			write_file(files[i], seed % 2 > 0, &texts[i]);
		}
		str_clear(&out);
		if (!merge_bytes(
			    form, &texts[0], &texts[1], &texts[2], NULL, &out, &conflicts, &err))
			n_refused++;
		for (size_t side = 1; side < 3 && out.len > 0; side++)
			for (size_t k = 0; k < N_LINES; k++) {
				char value[16];

				snprintf(value, sizeof(value), "v%u", files[side][k].value);
				if (files[side][k].value > 0 && !strstr(out.data, value))
					fail_msg("seed %llu: %s is lost in\n%s",
						(unsigned long long)seed, value, out.data);
			}
		/* a side that equals the base changes nothing, nor does one that equals the
		 * other */
		str_clear(&out);
		assert_true(merge_bytes(
			form, &texts[0], &texts[1], &texts[0], NULL, &out, &conflicts, NULL));
		assert_string_equal(out.data, texts[1].data);
		str_clear(&out);
		assert_true(merge_bytes(
			form, &texts[0], &texts[1], &texts[1], NULL, &out, &conflicts, NULL));
		assert_string_equal(out.data, texts[1].data);
	}
	print_message("%zu refused\n", n_refused);
	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
	str_release(&out);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_unknown_keys),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_no_place),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_newlines),
		cmocka_unit_test(test_other_lines),
		cmocka_unit_test(test_any_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
