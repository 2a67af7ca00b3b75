/* Documents in every layout, for the tests that their layout is not changed. */
#ifndef AFTERWORD_TESTS_UNTOUCHED_CASES_H
#define AFTERWORD_TESTS_UNTOUCHED_CASES_H

#include "probe.h"

#define HEAD "afterword: 1\nform: probe\n"

static const struct {
	const char *name, *text;
} untouched_cases[] = {
	{"canonical", editing_document},
	{"nothing but the head", editing_empty},
	{"no newline at the end", "afterword: 1\nform: probe\ntitle: a"},
	{"comments everywhere",
		"# file\n\n# apart\n\n" HEAD "# above\ntitle:   a   # beside\n"
		"# of main\nmain:  # beside main\n  # of body\n  body: |  # of the block\n"
		"    text\n\n    # text, too\n\n  # after the block\n  points:  # list\n"
		"    # first\n    - a # one\n\n    # apart\n\n    - b\n    # last\n"
		"# under main\ntimeline:\n  events:\n    # row\n    - id: aaaaaaaa # id\n"
		"      # of what\n      what: x\n\n    # after the rows\n# end"},
	{"CRLF", "# c\r\nafterword: 1\r\nform: probe\r\nmain:\r\n  body: |\r\n    one\r\n\r\n"
		 "    two\r\n  points:\r\n  - a\r\n  -   b  # c\r\n\r\n\r\n"},
	{"CR", "afterword: 1\rform: probe\rtitle: a # b\rmain:\r  points: [a]\r"},
	{"both newlines",
		"afterword: 1\r\nform: probe\ntitle: a\r\nmain:\n  body: |\r\n    x\n    y\r\n"},
	{"BOM", "\xEF\xBB\xBF# c\n" HEAD "title: a\n"},
	{"BOM and CRLF", "\xEF\xBB\xBF"
			 "afterword: 1\r\nform: probe\r\ntitle: a\r\n"},
	{"mixed indents", HEAD "main:\n      body: >\n         folded\n         text\n\n"
			       "      points:\n      -    a\n      -  b\ntimeline:\n events:\n"
			       "   -   id: aaaaaaaa\n       what:    x   \n   - id: bbbbbbbb\n"
			       "     what: |1\n       y\n"},
	{"flow style",
		"{afterword: 1, form: probe, title: a, # c\n  main: {body: \"x\", points: [a,\n"
		"  'b' ,]}, timeline: {events: [ {id: aaaaaaaa, what: x}, ]}}\n"},
	{"tags, anchors, aliases",
		HEAD "title: &t !!str a\nmain:\n  body: *t\n  points: !list [1]\n"
		     "  share: !!int \"8\"\nmore: &m {<<: *t, x: 1}\n"},
	{"directives and an end", "%YAML 1.1\n--- # c\n" HEAD "title: a\n... # end\n"},
	{"quotes and escapes", "\"afterword\": 1\n'form': probe\n\"ti\\x74le\": 'it''s'\n"
			       "main: {body: \"a\\\n    b\", level: \"m\\u0069d\"}\n"},
	{"not as we write", HEAD "title: yes\nmain:\n  share: 080.0\n  done: True\n  level: LOW\n"
				 "  start: 2023-10-15 08:00\n  end: soon\n  points: lone\n"},
	{"empty of every sort", HEAD "title:\nmain:\n  body: ~\n  points: []\n  share: null\n"
				     "  level: \"\"\ntimeline: {}\n"},
	{"unknown keys", "x: 1\n" HEAD "? odd\n: key\nmain:\n  y: [1, {z: 2}]\n  body: a\n"
			 "timeline:\n  events:\n    - id: aaaaaaaa\n      extra: 1\n    - text\n"},
	{"trailing blanks",
		HEAD "title: a  \nmain:   \n  body: |+\n    x  \n    \t\n    \n\n\n  points:  \n"
		     "    - a   \n\n   \n"},
	{"rows without usable ids",
		HEAD "timeline:\n  events:\n    - what: x\n    - {id: 1, what: y}\n"
		     "    - id: aaaaaaaa\n    - id: aaaaaaaa\n"},
	{"an open conflict", HEAD "main:\n  body: |\n    <<<<<<< mine\n    a\n    =======\n    b\n"
				  "    >>>>>>> theirs\n"},
};

enum { N_UNTOUCHED = sizeof(untouched_cases) / sizeof *(untouched_cases) };

#endif
