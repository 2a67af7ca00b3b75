/*
 * Every control character and every form of invalid UTF-8, raw in a document, a form and
 * a key file: an error with line and column, and nothing is read.
 */
#include "base/utf8.h"
#include "keys/keymap.h"
#include "model/form.h"
#include "yaml/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool read_document(const char *bytes, size_t len, struct err *err)
{
	struct yaml_tree tree;
	bool is_read = yaml_tree_parse(&tree, bytes, len, err);

	yaml_tree_release(&tree);
	return is_read;
}

static bool read_form(const char *bytes, size_t len, struct err *err)
{
	struct form *form = form_parse(bytes, len, "x.yaml", err);

	form_free(form);
	return form != NULL;
}

static bool read_keys(const char *bytes, size_t len, struct err *err)
{
	struct keymap keymap;
	bool is_read;

	keymap_init(&keymap, "default");
	is_read = keymap_load(&keymap, bytes, len, "keys.yaml", err);
	keymap_release(&keymap);
	return is_read;
}

/* The text before the bad bytes, which are in line 2, column 4. */
static const struct {
	const char *head;
	bool (*read)(const char *bytes, size_t len, struct err *err);
} kinds[] = {
	{"afterword: 1\na: ", read_document},
	{"form: x\na: ", read_form},
	{"keys: {}\na: ", read_keys},
};

static const struct {
	const char *head;
	const char *tail;
} surroundings[] = {
	{"", "\n"},
	{"", ""},
	{"\"", "\"\n"},
	{"'", "'\n"},
	{"# ", "\n"},
	{"|\n  ", "\n"},
	{"&a", " x\n"},
	{"[", "]\n"},
};

static void assert_refused(const char *bad, size_t len)
{
	size_t skipped;

	/* Good characters may precede the bad one. */
	if (utf8_check(bad, len, &skipped))
		skipped = 0;
	skipped = utf8_count(bad, skipped);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (size_t j = 0; j < sizeof(surroundings) / sizeof(surroundings[0]); j++) {
			struct str text = {0};
			struct err err = {0};

			str_append_text(&text, kinds[i].head);
			str_append_text(&text, surroundings[j].head);
			str_append(&text, bad, len);
			str_append_text(&text, surroundings[j].tail);
			assert_false(kinds[i].read(text.data, text.len, &err));
			assert_true(err.line == 2 || (err.line == 3 && j == 5));
			assert_int_equal(err.column - skipped,
				err.line == 3 ? 3 : 4 + strlen(surroundings[j].head));
			assert_non_null(strstr(err.message, "UTF-8") ? err.message
								     : strstr(err.message, "U+"));
			assert_null(strchr(err.message, '\n'));
			str_release(&text);
		}
	}
}

static void test_controls(void **state)
{
	char bytes[UTF8_MAX];

	(void)state;
	for (uint32_t code = 0; code <= 0x9f; code++) {
		/* tab, the two line ends of ASCII, and NEL, are YAML's own */
		bool is_allowed = code == '\t' || code == '\n' || code == '\r' || code == 0x85;

		if (!is_allowed && (code < 0x20 || code >= 0x7f))
			assert_refused(bytes, utf8_encode(code, bytes));
	}
	assert_refused("\xef\xbf\xbe", 3); /* U+FFFE */
	assert_refused("\xef\xbf\xbf", 3);
}

static bool is_utf8(const unsigned char *bytes, size_t len)
{
	return utf8_check((const char *)bytes, len, NULL);
}

/* All single bytes; of longer sequences the edges of each range. */
static void test_malformed(void **state)
{
	static const unsigned char edges[] = {
		0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xf0, 0xff};
	static const unsigned char leads[] = {0xc0, 0xc1, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0,
		0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xfc, 0xfe};
	unsigned char bytes[4];
	size_t n = 0;

	(void)state;
	for (unsigned first = 0x80; first <= 0xff; first++) {
		bytes[0] = (unsigned char)first;
		assert_refused((const char *)bytes, 1);
		for (size_t second = 0; second < sizeof(edges); second++, n++) {
			bytes[1] = edges[second];
			if (!is_utf8(bytes, 2))
				assert_refused((const char *)bytes, 2);
		}
	}
	for (size_t i = 0; i < sizeof(leads); i++) {
		for (size_t j = 0; j < sizeof(edges) * sizeof(edges) * sizeof(edges);
			j += 17, n++) {
			bytes[0] = leads[i];
			bytes[1] = edges[j % sizeof(edges)];
			bytes[2] = edges[j / sizeof(edges) % sizeof(edges)];
			bytes[3] = edges[j / sizeof(edges) / sizeof(edges)];
			if (!is_utf8(bytes, 4))
				assert_refused((const char *)bytes, 4);
		}
	}
	print_message("%zu sequences\n", n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
