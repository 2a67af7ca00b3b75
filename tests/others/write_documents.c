/*
 * Writes documents, as saving does, full of strings that YAML readers could take for something
 * else, with what each must read as. Other programs read them in read_back.py.
 *
 *     write_documents [COUNT [SEED]]
 *
 * Per document: "document BYTES", the bytes, then per value "value PATH BYTES", the bytes.
 */
#include "../unit/document_fixture.h"

#include "base/utf8.h"
#include "sources.h"

/* The same document in other layouts: every save follows the existing one. */
static const char *const layouts[] = {
	HEAD,
	"afterword: 1\r\nform: outage\r\nbasics:\r\n  story: |\r\n    One.\r\n\r\n    Two.\r\n"
	"log:\r\n  events:\r\n  - id: aaaaaaaa\r\n    who: b\r\n",
	"\xEF\xBB\xBF# a mark\n" HEAD "title: plain # beside\nstatus: 'single'\n"
	"basics:\n        story: >\n            folded\n            text\n\n        start: x\n",
	"{afterword: 1, form: outage, title: a, status: 'b', authors: [b, \"c\"], harm: {deep: 1},\n"
	"  basics: {story: \"x\"}, log: {events: [{id: aaaaaaaa, who: x, what: y}]}}\n",
	HEAD "authors:\n- a\n- 'b'\n- \"c\"\nharm:\n    parts: lone\n    money:\n        lost: |\n"
	     "            x\nlog:\n    events:\n    -   id: aaaaaaaa\n        # why\n"
	     "        what: |2-\n          y\n        who:\n    remark: >-\n     z",
};

/* Strings that some reader of YAML 1.1 or 1.2 interprets. */
static const char *const hostile[] = {
	"yes",
	"No",
	"y",
	"ON",
	"off",
	"true",
	"False",
	"null",
	"Null",
	"~",
	"",
	"=",
	"<<",
	"12:30",
	"12:30:45",
	"1:2",
	"190:20:30.15",
	"2023-10-15",
	"2001-12-14t21:59:43.10-05:00",
	"010",
	"0o17",
	"0x1F",
	"0b101",
	"1_000",
	"3.10",
	"1e3",
	"+.inf",
	"-.INF",
	".NaN",
	"-0",
	"+1",
	".5",
	"1.",
	"- x",
	"-",
	"--",
	"---",
	"--- x",
	"...",
	"? x",
	"?",
	": x",
	":",
	"a: b",
	"a:",
	"a #b",
	"#",
	"&a",
	"*a",
	"!t",
	"!!str 1",
	"%YAML 1.1",
	"@x",
	"`x`",
	"|",
	"|2-",
	">",
	">+ x",
	"'",
	"''",
	"it's",
	"\"",
	"\"x\"",
	"\\",
	"\\n",
	"\\\"",
	"{",
	"}",
	"{}",
	"{a: 1}",
	"[",
	"]",
	"[]",
	", x",
	"x,",
	"x, y",
	"x]",
	"\t",
	"\tx",
	"x\t",
	" x",
	"x ",
	"  ",
	"\r",
	"x\ry",
	"\x01",
	"\x1b[31m",
	"\x7f",
	"\xc2\x85",
	("x\xc2\x85"
	 "y"),
	"\u00a0",
	"\u2028",
	"x\u2029y: z",
	"\ufeff",
	"x\ufeff",
	"\u202e",
	"\u200d",
	"e\u0301",
	"\u65e5\u672c\u8a9e",
	"\U0001F600",
	"\U0001F468\u200D\U0001F469",
	"\U0010FFFF",
	"\ufffd",
	"\ue000",
	"\xc2\x9b",
	"key: |",
	"x: &a [*a, !t {<<: *a}]",
	"it's \"it\" # {x}: [y]",
};

static void append_code(struct str *out, uint32_t code)
{
	char bytes[UTF8_MAX];

	str_append(out, bytes, utf8_encode(code, bytes));
}

/* Appends a few hostile parts or random characters; prose has lines, too. */
static void make_text(uint64_t *seed, bool is_prose, struct str *out)
{
	static const char *const joints[] = {"", " ", ": ", " #", "\t", ","};
	static const char *const breaks[] = {"\n", "\n\n", "\n ", "\n\n\n  ", " \n", "\n\t"};

	for (size_t parts = 1 + random_below(seed, 4); parts > 0; parts--) {
		uint32_t code =
			(uint32_t)random_below(seed, random_below(seed, 2) ? 0x180 : 0x30000);
		if (random_below(seed, 4) > 0)
			str_append_text(out, hostile[random_below(seed, LEN(hostile))]);
		else if (code >= ' ' && (code < 0xd800 || code > 0xdfff) &&
			 (code & 0xfffe) != 0xfffe)
			append_code(out, code);
		if (is_prose && random_below(seed, 2) == 0)
			str_append_text(out, breaks[random_below(seed, LEN(breaks))]);
		else if (parts > 1)
			str_append_text(out, joints[random_below(seed, LEN(joints))]);
	}
}

static void say(const char *what, const char *path, const char *text, size_t len)
{
	printf("%s %s%s%zu\n", what, path, *path ? " " : "", len);
	fwrite(text, 1, len, stdout);
	putchar('\n');
}

static const struct {
	const char *path, *column; /* a column: of the row made here */
	bool is_prose;
} places[] = {
	{"title"},
	{"status"},
	{"authors", NULL, true},
	{"basics.start"},
	{"basics.story", NULL, true},
	{"harm.day"},
	{"harm.page"},
	{"harm.parts", NULL, true},
	{"harm.money.lost"},
	{"harm.money.won"},
	{"log.remark", NULL, true},
	{"log.events", "at"},
	{"log.events", "who"},
	{"log.events", "what", true},
};

/* Gives half of the places a new text, and reports the unchanged others. */
static void edit(struct document *document, uint64_t *seed, struct str *texts)
{
	fixture_insert_row(document, 0, "rrrrrrrr");
	for (size_t i = 0; i < LEN(places); i++) {
		if (random_below(seed, 2))
			continue;
		make_text(seed, places[i].is_prose, &texts[i]);
		if (places[i].column)
			fixture_set_cell(
				document, "rrrrrrrr", places[i].column, str_text(&texts[i]));
		else
			fixture_set(document, places[i].path, str_text(&texts[i]));
	}
}

/* Our own reader first: if it does not see what was meant, the others are pointless. */
static void check(const struct document *document, const struct str *bytes)
{
	struct document again;
	struct str meant = {0}, got = {0};

	fixture_open(&again, document->form, str_text(bytes));
	document_dump(document, &meant);
	document_dump(&again, &got);
	assert_string_equal(str_text(&meant), str_text(&got));
	str_release(&meant);
	str_release(&got);
	document_release(&again);
}

static void write_one(const struct form *form, const char *layout, uint64_t *seed)
{
	struct document document;
	struct str texts[LEN(places)] = {0};
	struct str bytes = {0};
	struct err err = {0};

	fixture_open(&document, form, layout);
	edit(&document, seed, texts);
	if (!document_format(&document, &bytes, &err))
		fail_msg("%s", err.message);
	check(&document, &bytes);
	say("document", "", bytes.data, bytes.len);
	for (size_t i = 0; i < LEN(places); i++) {
		char path[64];
		snprintf(path, sizeof(path), "%s%s%s", places[i].path,
			places[i].column ? ".0." : "", places[i].column ? places[i].column : "");
		if (texts[i].len > 0)
			say("value", path, texts[i].data, texts[i].len);
		str_release(&texts[i]);
	}
	str_release(&bytes);
	document_release(&document);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
	uint64_t seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	struct form *form = fixture_form_new();

	for (size_t i = 0; i < count; i++)
		write_one(form, layouts[i % LEN(layouts)], &seed);
	form_free(form);
	return 0;
}
