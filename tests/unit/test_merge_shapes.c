/* Merging files as people write them: in brackets, rows without ids, values of another kind. */
#include "merge_cases.h"

#define NO_PLACE "a key or comment of the other file has no place in this one"
#define NO_OTHER "the merged file would not read back as what was merged"
#define NO_FOREIGN "a value of a different kind than in the form cannot be merged"

static void test_brackets(void **state)
{
	static const struct file_case cases[] = {
		/* both changed values */
		{HEAD "authors: [a, b]\n", HEAD "authors: [a, b, c]\n", HEAD "authors: [z, a, b]\n",
			HEAD "authors: [z, a, b, c]\n", 0},
		{EVENTS "    - {id: r1, who: a}\n", EVENTS "    - {id: r1, who: a, what: c}\n",
			EVENTS "    - {id: r1, who: b}\n",
			EVENTS "    - {id: r1, who: b, what: c}\n", 0},
		{HEAD "log: {events: [{id: r1, x: 1}, {id: r2, x: 2}]}\n",
			HEAD "log: {events: [{id: r1, x: 1, who: a}, {id: r2, x: 2}]}\n",
			HEAD "log: {events: [{id: r1, x: 1}, {id: r2, x: 2, who: b}]}\n",
			HEAD "log: {events: [{id: r1, x: 1, who: a}, {id: r2, who: b, x: 2}]}\n",
			0},
		{HEAD "authors: [a, b]\n", HEAD "authors: [\n  a, # x\n  b]\n",
			HEAD "authors: [a, b, c]\n", HEAD "authors: [\n  a, # x\n  b, c]\n", 0},
		{HEAD "v: &v 2\nharm: {cost: 1, x: *v}\n", HEAD "v: &v 2\nharm: {cost: 2, x: *v}\n",
			HEAD "v: &v 2\nharm: {cost: 1, share: 5, x: *v}\n",
			HEAD "v: &v 2\nharm: {share: 5, cost: 2, x: *v}\n", 0},
		/* only theirs changed it: taken from theirs, with keys, comments and quotes */
		{HEAD "harm: {cost: 1}\n", HEAD "title: a\nharm: {cost: 1}\n",
			HEAD "# new\nharm: {cost: '3', x: 4}  # y\n",
			HEAD "title: a\n# new\nharm: {cost: '3', x: 4}  # y\n", 0},
		{EVENTS "    - {id: r1, who: a, x: 1}\n",
			EVENTS "    - {id: r1, who: a, x: 1}\n    - {id: r2, who: b}\n",
			EVENTS "    - {id: r1, who: a, y: 2}\n",
			EVENTS "    - {id: r1, who: a, y: 2}\n    - {id: r2, who: b}\n", 0},
		{HEAD "authors: [a,\n  b]\n",
			"afterword: 1\r\nform: outage\r\nauthors: [a,\r\n  b]\r\nstatus: draft\r\n",
			HEAD "authors: [a,\n  b, # x\n  c]\n",
			"afterword: 1\r\nform: outage\r\nauthors: [a,\r\n  b, # x\r\n  c]\r\n"
			"status: draft\r\n",
			0},
		{HEAD "harm:\n  cost: 1\n", HEAD "title: a\nharm:\n  cost: 1\n",
			HEAD "harm: {cost: 1, x: 2}\n", HEAD "title: a\nharm: {cost: 1, x: 2}\n",
			0},
		/* only theirs has it */
		{EVENTS "    - {id: r1}\n", EVENTS "    - {id: r1, who: a}\n",
			EVENTS "    - {id: r1}\n    - {id: r2, who: b, link: c}\n",
			EVENTS "    - {id: r1, who: a}\n\n    - {id: r2, who: b, link: c}\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nharm: {cost: 1, x: 2}\n",
			HEAD "title: b\n\nharm: {cost: 1, x: 2}\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nharm: {x: 2}  # y\n",
			HEAD "title: b\nharm: {x: 2}  # y\n", 0},
		/* only ours changed it */
		{HEAD "harm: {cost: 1}\n", HEAD "harm: {cost: 2, x: 3}\n", HEAD "harm: {cost: 1}\n",
			HEAD "harm: {cost: 2, x: 3}\n", 0},
		/* both: nothing of theirs may be lost, neither a key nor a removal */
		{HEAD "harm: {cost: 1}\n", HEAD "harm: {cost: 2}\n", HEAD "harm: {cost: 1, x: 3}\n",
			NULL, 0, NO_PLACE},
		{HEAD "v: &v 2\nharm: {cost: 1}\n", HEAD "v: &v 2\nharm: {cost: 2}\n",
			HEAD "v: &v 2\nharm: {cost: 1, x: *v}\n", NULL, 0, NO_PLACE},
		{EVENTS "    - {id: r1, x: 1}\n", EVENTS "    - {id: r1, x: 1, who: a}\n",
			EVENTS "    - {id: r1}\n", NULL, 0, NO_PLACE},
		{HEAD "log: {events: [{id: r1, x: 1}, {id: r2, x: 2}]}\n",
			HEAD "log: {events: [{id: r1, x: 1, who: a}, {id: r2, x: 2}]}\n",
			HEAD "log: {events: [{id: r1, x: 2}, {id: r2, x: 2}]}\n", NULL, 0,
			NO_PLACE},
		{HEAD "harm: {cost: 1, x: {}}\n", HEAD "harm: {cost: 2, x: {}}\n",
			HEAD "harm: {cost: 1, x: {y: []}}\n", NULL, 0, NO_PLACE},
		{HEAD "authors: [a, b]\n", HEAD "authors: [a, b, c]\n",
			HEAD "authors: [\n  a, # x\n  b]\n", NULL, 0, NO_PLACE},
		{HEAD "authors: [\n  a, # x\n  b]\n", HEAD "authors: [\n  a, # x\n  b, c]\n",
			HEAD "authors: [a, b]\n", NULL, 0, NO_PLACE},
		/* theirs wrote it in brackets, and removed a key that was on a line */
		{HEAD "harm:\n  cost: 1\n  y: 2\n", HEAD "title: a\nharm:\n  cost: 1\n  y: 2\n",
			HEAD "harm: {cost: 1}\n", NULL, 0, NO_PLACE},
		/* ours wrote in brackets what got a key on a line */
		{HEAD "harm: {cost: 1}\n", HEAD "harm: {cost: 2}\n",
			HEAD "harm:\n  cost: 1\n  x: 1\n", NULL, 0, NO_PLACE},
		/* the row is removed, except for what theirs changed */
		{EVENTS "    - {id: r1, who: a}\n    - {id: r2}\n", EVENTS "    - {id: r2}\n",
			EVENTS "    - {id: r1, who: b, x: 1}\n    - {id: r2}\n", NULL, 0, NO_PLACE},
		{EVENTS "    - {who: a}\n", EVENTS "    - {who: b}\n",
			EVENTS "    - {who: c, x: 1}\n", NULL, 0, NO_PLACE},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

#define INSIDE "afterword: 1, form: outage, "

/* A file that is one pair of brackets has no lines for anything but values. */
static void test_one_pair_of_brackets(void **state)
{
	static const struct file_case cases[] = {
		{"{" INSIDE "title: a}\n", "{" INSIDE "title: b}\n",
			"{" INSIDE "title: a, status: draft}\n",
			"{" INSIDE "title: b, status: draft}\n", 0},
		{"{" INSIDE "title: a}\n", "{" INSIDE "title: b}\n", "{" INSIDE "title: a, x: 1}\n",
			NULL, 0, NO_PLACE},
		{"{" INSIDE "title: a, x: 1}\n", "{" INSIDE "title: b, x: 1}\n",
			"{" INSIDE "title: a}\n", NULL, 0, NO_PLACE},
		{NULL, "{" INSIDE "title: a}\n", "{" INSIDE "title: a, x: 1}\n", NULL, 0, NO_PLACE},
		{"{" INSIDE "title: a}\n", "{" INSIDE "title: b}\n", HEAD "title: a\nx: 1\n", NULL,
			0, NO_PLACE},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* They are identified by position in the base, else by their cells. */
static void test_rows_without_ids(void **state)
{
	static const struct file_case cases[] = {
		/* as many as in the base: by place */
		{EVENTS "    - who: a\n    - who: b\n",
			EVENTS "    - who: a\n      what: x\n    - who: b\n",
			EVENTS "    # first\n    - who: a\n    - who: b  # c\n      x: 1\n",
			EVENTS "    # first\n    - who: a\n      what: x\n    - who: b  # c\n"
			       "      x: 1\n",
			0},
		{EVENTS "    - who: a\n      x: 1\n",
			EVENTS "    - who: a\n      what: u\n      x: 1\n",
			EVENTS "    - who: b\n      x: 2\n",
			EVENTS "    - who: b\n      what: u\n      x: 2\n", 0},
		{EVENTS "    - note\n    - who: a\n", EVENTS "    - note\n    - who: b\n",
			EVENTS "    - note\n    - who: a\n      x: 1\n",
			EVENTS "    - note\n    - who: b\n      x: 1\n", 0},
		{EVENTS "    - {who: a}\n", EVENTS "    - {who: a}\nstatus: draft\n",
			EVENTS "    - {who: a, x: 1}\n",
			EVENTS "    - {who: a, x: 1}\nstatus: draft\n", 0},
		/* more or fewer: by their cells, whatever their quotes and other keys */
		{EVENTS "    - who: a\n    - who: a\n",
			EVENTS "    - who: a\n    - who: a\n    - who: c\n",
			EVENTS
			"    - who: 'a'\n      x: 1\n    - who: a\n      what:\n      x: 2\n",
			EVENTS "    - who: a\n      x: 1\n    - who: a\n      what:\n      x: 2\n"
			       "    - who: c\n",
			0},
		{HEAD "title: a\n", HEAD "title: b\n",
			HEAD "title: a\nlog:\n  events:\n    - who: a\n      x: 1\n"
			     "    # new\n    - what: b\n      x: 2\n",
			HEAD "title: b\n\nlog:\n  events:\n    - who: a\n      x: 1\n\n"
			     "    # new\n    - what: |\n        b\n      x: 2\n",
			0},
		{EVENTS "    - who: a\n", EVENTS "    - who: a\n    - who: b\n",
			EVENTS "    - who: a\n    - who: c\n      x: 1\n",
			EVENTS "    - who: a\n    - who: b\n    - who: c\n      x: 1\n", 0},
		{NULL, EVENTS "    - who: a\n", EVENTS "    - who: a\n      x: 1\n",
			EVENTS "    - who: a\n      x: 1\n", 0},
		/* an item without any known key is not a row */
		{EVENTS "    - who: a\n", EVENTS "    - who: b\n",
			EVENTS "    - who: a\n    - x: 1\n", NULL, 0, NO_PLACE},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* A dash may be above its item. */
static void test_dashes(void **state)
{
	static const struct file_case cases[] = {
		{EVENTS "    -\n      id: r1\n      who: a\n",
			EVENTS "    -\n      id: r1\n      who: b\n",
			EVENTS "    # row\n    -\n      # id\n      id: r1\n      who: a  # c\n"
			       "      x: 1\n",
			EVENTS "    # row\n    -\n      # id\n      id: r1\n      who: b  # c\n"
			       "      x: 1\n",
			0},
		{EVENTS "    - id: r1\n", EVENTS "    - id: r1\n      who: a\n",
			EVENTS "    - id: r1\n    -\n\n      id: r2\n      x: 1\n",
			EVENTS "    - id: r1\n      who: a\n\n    - id: r2\n      x: 1\n", 0},
		{EVENTS "    - &r\n      id: r1\n", EVENTS "    - &r\n      id: r1\n      who: a\n",
			EVENTS "    - &r\n      id: r1\n      x: 1\n",
			EVENTS "    - &r\n      id: r1\n      x: 1\n      who: a\n", 0},
		{HEAD "authors:\n  -\n    -5\n", HEAD "authors:\n  -\n    -5\n  - b\n",
			HEAD "authors:\n  -\n    -5  # x\n  - c  # y\n",
			HEAD "authors:\n  -\n    -5  # x\n  - b\n  - c  # y\n", 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Other line breaks are not newlines here: nothing could be located in such a file. */
static void test_odd_lines(void **state)
{
	static const struct file_case cases[] = {
		{HEAD "title: a\n", HEAD "title: b\n",
			"afterword: 1\rform: outage\rtitle: a\r# x\r", NULL, 0, NO_PLACE},
		{HEAD "title: a\n", "afterword: 1\rform: outage\rtitle: b\r",
			HEAD "title: a\n# x\n", NULL, 0, NO_PLACE},
		{"afterword: 1\rform: outage\rtitle: a\r# x\r", HEAD "title: b\n",
			HEAD "title: a\n# x\n", NULL, 0, NO_PLACE},
		{EVENTS "    - id: r1\n", EVENTS "    - id: r1\n      who: a\n",
			HEAD "log:\n  events:\u2028    - id: r1\n      x: 1\n", NULL, 0, NO_PLACE},
		{HEAD "title: a\n", HEAD "title: b\n",
			HEAD "title: a\n# x\u2028# y\nstatus: draft\n", NULL, 0, NO_PLACE},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\r# x\n", NULL, 0, NO_PLACE},
		/* a dash that does not begin its line */
		{EVENTS "    - id: r1\n", EVENTS "    - id: r1\n      who: a\n",
			HEAD "log:\n  ? events\n  : - id: r1\n      x: 1\n", NULL, 0, NO_PLACE},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Values of another kind than the form's: as in ours, carried as a unit, or refused. */
static void test_other_sorts(void **state)
{
	static const struct file_case cases[] = {
		/* only one side changed it, to another value of the wrong kind or to a right one */
		{HEAD "title: [a]\n", HEAD "title: [a]\nstatus: draft\n", HEAD "title: [b]\n",
			HEAD "title: [b]\nstatus: draft\n", 0},
		{HEAD "title: {x: 1}\n", HEAD "title: a\n", HEAD "title: {x: 1}\nstatus: draft\n",
			HEAD "title: a\nstatus: draft\n", 0},
		{HEAD "title: a\n", HEAD "title: {x: 1}\n", HEAD "title: {x: 1}\nstatus: draft\n",
			HEAD "title: {x: 1}\nstatus: draft\n", 0},
		{HEAD "title: {x: 1}\n", HEAD, HEAD "title:  # why\n", HEAD "# why\n", 0},
		{HEAD "title: !t a\n", HEAD "title: !t a\nstatus: draft\n", HEAD "title: !t b\n",
			HEAD "title: !t b\nstatus: draft\n", 0},
		{EVENTS "    - id: r1\n      who: {x: 1}\n",
			EVENTS "    - id: r1\n      who: {x: 1}\n      what: y\n",
			EVENTS "    - id: r1\n      who: {x: 2}\n",
			EVENTS "    - id: r1\n      who: {x: 2}\n      what: y\n", 0},
		{EVENTS "    - id: r1\n      who: {x: 1}\n", EVENTS "    - id: r1\n      who: b\n",
			EVENTS "    - id: r1\n      who: {x: 1}\n      what: y\n",
			EVENTS "    - id: r1\n      who: b\n      what: |\n        y\n", 0},
		{EVENTS "    - who: [a]\n      what: b\n", EVENTS "    - who: [a]\n      what: c\n",
			EVENTS "    - who: [a]\n      what: b\n      x: 1\n",
			EVENTS "    - who: [a]\n      what: c\n      x: 1\n", 0},
		/* a computed value is not stored */
		{HEAD "basics:\n  story: a\n", HEAD "basics:\n  story: b\n",
			HEAD "basics:\n  story: a\n  length: 4\n",
			HEAD "basics:\n  story: b\n  length: 4\n", 0},
		/* a row with such a cell is never removed */
		{EVENTS "    - id: r1\n      who: [a]\n    - id: r2\n",
			EVENTS "    - id: r1\n      who: [a]\n      what: x\n    - id: r2\n",
			EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      who: [a]\n      what: |\n"
			       "        <<<<<<< ours\n        x\n        =======\n"
			       "        >>>>>>> theirs (row removed)\n    - id: r2\n",
			1},
		{EVENTS "    - id: r1\n      who: [a]\n    - id: r2\n",
			EVENTS "    - id: r1\n      who: [a]\n    - id: r2\n      who: b\n",
			EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      who: [a]\n    - id: r2\n      who: b\n", 0},
		/* theirs changed a value's kind, which ops cannot do */
		{HEAD "title: a\n", HEAD "title: a\nstatus: draft\n", HEAD "title: {x: 1}\n", NULL,
			0, NO_OTHER},
		{NULL, HEAD "status: draft\n", HEAD "title: {x: 1}\n", NULL, 0, NO_OTHER},
		{EVENTS "    - id: r1\n      who: a\n",
			EVENTS "    - id: r1\n      who: a\n      what: x\n",
			EVENTS "    - id: r1\n      who: [b]\n", NULL, 0, NO_OTHER},
		{EVENTS "    - id: r1\n", EVENTS "    - id: r1\n      who: a\n",
			HEAD "log:\n  events: &x\n    - id: r1\n      what: b\n", NULL, 0,
			NO_OTHER},
		{HEAD "harm:\n  cost: 1\n", HEAD "harm:\n  cost: 2\n", HEAD "harm: none\n", NULL, 0,
			NO_FOREIGN},
		{EVENTS "    - note\n", EVENTS "    - note\n    - id: r1\n", EVENTS "    - other\n",
			NULL, 0, NO_FOREIGN},
		{HEAD "authors:\n  - - a\n", HEAD "authors:\n  - - a\n  - b\n",
			HEAD "authors:\n  - - c\n", NULL, 0, NO_FOREIGN},
		{EVENTS "    - id: r1\n", EVENTS "    - id: r1\n      who: a\n",
			HEAD "log:\n  events: soon\n", NULL, 0, NO_FOREIGN},
		/* ours did, and theirs has a text for it */
		{HEAD "title: a\n", HEAD "title: [a]\n", HEAD "title: b\n", NULL, 0, NO_FOREIGN},
		{EVENTS "    - id: r1\n      who: a\n", EVENTS "    - id: r1\n      who: [a]\n",
			EVENTS "    - id: r1\n      who: b\n", NULL, 0, NO_FOREIGN},
		{NULL, HEAD "title: {x: 1}\n", HEAD "title: {x: 2}\n", NULL, 0, NO_FOREIGN},
		{EVENTS "    - id: r1\n      who: a\n    - id: r2\n      who: b\n",
			HEAD "log:\n  events: soon\n",
			EVENTS "    - id: r1\n      who: b\n    - id: r2\n      who: b\n", NULL, 0,
			NO_FOREIGN},
		{EVENTS "    - id: r1\n      who: a\n", HEAD "log:\n  events: {who: b}\n",
			EVENTS "    - id: r1\n      who: a\n    - id: r2\n      who: a\n", NULL, 0,
			NO_FOREIGN},
		{EVENTS "    - id: r1\n      who: a\n", HEAD "log: later\n",
			EVENTS "    - id: r1\n      who: b\n", NULL, 0},
		{HEAD "authors:\n  - a\n  - b\n", HEAD "authors: {a: b}\n",
			HEAD "authors:\n  - b\n  - a\n", NULL, 0, NO_FOREIGN},
		{HEAD "harm:\n  cost: 1\n", HEAD "harm: none\n", HEAD "harm:\n  cost: 2\n", NULL,
			0},
		/* ours changed a value's kind, and theirs wrote something there that ops do not
		 * carry */
		{EVENTS "    - id: r1\n      who: a\n", HEAD "log:\n  events: soon\n",
			EVENTS "    - id: r1\n      # why\n      who: a\n",
			HEAD "log:\n  events: soon\n  # why\n", 0},
		{EVENTS "    - id: r1\n      who: a\n", HEAD "log:\n  events: soon\n",
			EVENTS "    - id: r1\n      who: a\n      x: 1\n", NULL, 0},
		{HEAD "authors:\n  - a\n", HEAD "authors: {x: a}\n",
			HEAD "authors:\n  - a  # why\n", HEAD "# why\nauthors: {x: a}\n", 0},
		/* but nothing new */
		{EVENTS "    - id: r1\n      who: a\n", HEAD "log:\n  events: soon\n",
			EVENTS "    - who: a\n      id: r1\n  remark: b\n",
			HEAD "log:\n  events: soon\n\n  remark: |\n    b\n", 0},
		/* or the base did */
		{HEAD "title: {x: 1}\n", HEAD "title: a\n", HEAD "title: b\n", NULL, 0, NO_FOREIGN},
		{EVENTS "    - id: r1\n      who: [a]\n", EVENTS "    - id: r1\n      who: a\n",
			EVENTS "    - id: r1\n      who: b\n", NULL, 0, NO_FOREIGN},
		/* a document's text cannot contain NUL, though a file may spell one */
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nstatus: \"a\\0b\"\n", NULL,
			0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* What theirs removed is removed, but nothing that ours did there. */
static void test_removals(void **state)
{
	static const struct file_case cases[] = {
		{HEAD "# a\nx: 1\ntitle: a\n", HEAD "# b\nx: 1\ntitle: a\n", HEAD "title: a\n",
			HEAD "# b\ntitle: a\n", 0},
		{HEAD "harm:\n  cost: 1\n  x: 1\nlog:\n  remark: a\n",
			HEAD "harm:\n  cost: 2\n  x: 1\nlog:\n  remark: a\n",
			HEAD "log:\n  remark: b\n",
			HEAD "harm:\n  cost: |\n    <<<<<<< ours\n    2\n    =======\n"
			     "    >>>>>>> theirs\nlog:\n  remark: b\n",
			1},
		{HEAD "title:\nstatus: draft\n", HEAD "title:\nstatus: final\n",
			HEAD "status: draft\n", HEAD "title:\nstatus: final\n", 0},
		{HEAD "authors: [a]\n", HEAD "authors: [a]\nstatus: draft\n", HEAD,
			HEAD "authors: []\nstatus: draft\n", 0},
		{EVENTS "    - {id: r1, who: a}\n    - {id: r2}\n",
			EVENTS "    - {id: r1, who: b}\n    - {id: r2}\n",
			EVENTS "    - {id: r2}\n",
			EVENTS "    - {id: r1, who: \"<<<<<<< ours\\nb\\n=======\\n"
			       ">>>>>>> theirs (row removed)\"}\n    - {id: r2}\n",
			1},
		/* what is after the dash cannot be removed without it */
		{EVENTS "    - x: 1\n      id: r1\n",
			EVENTS "    - x: 1\n      id: r1\n      who: a\n", EVENTS "    - id: r1\n",
			NULL, 0, NO_PLACE},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Blank lines, spaces and names as people write them. */
static void test_looks(void **state)
{
	static const struct file_case cases[] = {
		{HEAD "title: a\n\nstatus: draft\n", HEAD "title: b\n\nstatus: draft\n",
			HEAD "title: a\n\nx: 1\n\nstatus: draft\n",
			HEAD "title: b\n\nx: 1\n\nstatus: draft\n", 0},
		{HEAD "title: a\nstatus: draft\n",
			"afterword: 1\r\nform: outage\r\ntitle: b\r\n\r\nstatus: draft\r\n",
			"afterword: 1\r\nform: outage\r\ntitle: a\r\n\r\nx: 1\r\n\r\nstatus: draft\r\n",
			"afterword: 1\r\nform: outage\r\ntitle: b\r\n\r\nx: 1\r\n\r\nstatus: draft\r\n",
			0},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nx: 1\n\n# end\n",
			HEAD "title: b\nx: 1\n# end\n", 0},
		{HEAD "title: a\n", HEAD "# ours\ntitle: a\n", HEAD "# one\n\n# two\ntitle: a\n",
			HEAD "# ours\n# one\n# two\ntitle: a\n", 0},
		{HEAD "harm :\n  cost: 1\n", HEAD "harm :\n  cost: 2\n",
			HEAD "harm :  # c\n  cost: 1\n", HEAD "harm :  # c\n  cost: 2\n", 0},
		{HEAD "basics:\n  story: >\n    a\n", HEAD "basics:\n  story: >\n    a\n\n    b\n",
			HEAD "basics:\n  story: >  # c\n    a\n",
			HEAD "basics:\n  story: >  # c\n    a\n\n    b\n", 0},
		{HEAD "harm:\n  cost: 1\n", HEAD "harm:\n    cost: 2\n",
			HEAD "harm:\n  cost: 1\n  x:\n    - a\n \n    - b\n",
			HEAD "harm:\n    cost: 2\n    x:\n      - a\n\n      - b\n", 0},
		/* like the beginning of a field's path */
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: a\nti:\n  x: 1\n",
			HEAD "title: b\nti:\n  x: 1\n", 0},
		/* an unusable id */
		{EVENTS "    - id: a b\n      who: a\n", EVENTS "    - id: a b\n      who: b\n",
			EVENTS "    - id: a b\n      who: a\n      x: 1\n",
			EVENTS "    - id: a b\n      who: b\n      x: 1\n", 0},
		/* items that are lists */
		{HEAD "authors:\n  - [a]\n  - b\n", HEAD "authors:\n  - [a]\n  - b\ntitle: a\n",
			HEAD "# new\nauthors:\n  - [a]\n  - b  # c\n",
			HEAD "# new\nauthors:\n  - [a]\n  - b  # c\ntitle: a\n", 0},
		{HEAD "authors:\n  - {x: a}\n  - b\n",
			HEAD "authors:\n  - {x: a}\n  - b\ntitle: a\n",
			HEAD "authors:\n  - {x: c}\n  - b\n", NULL, 0, NO_PLACE},
		/* no documents */
		{"a: [\n", HEAD, HEAD, NULL, 0},
		{HEAD, "a: [\n", HEAD, NULL, 0},
		{HEAD, HEAD, "a: [\n", NULL, 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_one_pair_of_brackets),
		cmocka_unit_test(test_rows_without_ids),
		cmocka_unit_test(test_dashes),
		cmocka_unit_test(test_odd_lines),
		cmocka_unit_test(test_other_sorts),
		cmocka_unit_test(test_removals),
		cmocka_unit_test(test_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
