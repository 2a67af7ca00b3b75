/* keys.yaml: what it changes, and the positions of its errors. */
#include "keys/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_keys(const struct keymap *map, enum action action, const char *keys)
{
	struct str out = {0};

	keymap_describe(map, action, 9, &out);
	assert_string_equal(str_text(&out), keys);
	str_release(&out);
}

static void load(struct keymap *map, const char *source)
{
	struct err err = {0};

	assert_true(keymap_init(map, "default"));
	if (!keymap_load(map, source, strlen(source), "keys.yaml", &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
}

static void test_changes(void **state)
{
	struct keymap map;

	(void)state;
	load(&map, "preset: emacs\nkeys:\n  F5: save\n  Table x: row-delete\n  ^T: none\n"
		   "  field ?: none\n  Alt+x: help\n");
	assert_keys(&map, ACTION_SAVE, "F5 ^S F2 ^O");
	assert_keys(&map, ACTION_ROW_DELETE, "x Del d");
	assert_keys(&map, ACTION_EDITOR, "F4");
	assert_keys(&map, ACTION_HELP, "Alt+X F1 Alt+H ?");
	assert_int_equal(keymap_find(&map, &(struct key){'?', 0}, KEYS_FIELD), ACTION_NONE);
	assert_int_equal(keymap_find(&map, &(struct key){'?', 0}, KEYS_TABLE), ACTION_HELP);
	assert_keys(&map, ACTION_PALETTE, "");
	keymap_release(&map);
}

/* Where nothing is typed, letters are keys. */
static void test_places(void **state)
{
	struct keymap map;

	(void)state;
	load(&map, "keys:\n  reading P: read-mark\n  presenting n: page-down\n");
	assert_int_equal(keymap_find(&map, &(struct key){'P', 0}, KEYS_READING), ACTION_READ_MARK);
	assert_int_equal(keymap_find(&map, &(struct key){'P', 0}, KEYS_PRESENTING), ACTION_NONE);
	assert_int_equal(
		keymap_find(&map, &(struct key){'n', 0}, KEYS_PRESENTING), ACTION_PAGE_DOWN);
	assert_int_equal(keymap_find(&map, &(struct key){'n', 0}, KEYS_READING), ACTION_READ_NEXT);
	keymap_release(&map);
}

/* The preset counts wherever it is; without one the map stays as it was. */
static void test_preset(void **state)
{
	struct keymap map;

	(void)state;
	load(&map, "keys:\n  F5: redo\npreset: cua\n");
	assert_keys(&map, ACTION_REDO, "F5 ^Y Alt+E");
	keymap_release(&map);
	load(&map, "keys:\n");
	assert_keys(&map, ACTION_REDO, "Alt+E");
	keymap_release(&map);
	load(&map, "# nothing\n");
	assert_keys(&map, ACTION_REDO, "Alt+E");
	keymap_release(&map);
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *source;
		unsigned line, column;
		const char *message;
	} cases[] = {
		{"preset: vi\n", 1, 9, "unknown preset \"vi\""},
		{"keys:\n  F5: jump\n", 2, 7, "unknown action \"jump\""},
		{"keys:\n  F5: save\n  F13: save\n", 3, 3, "\"F13\" is not a key"},
		{"keys:\n  Shift+a: save\n", 2, 3, "Shift goes with named keys"},
		{"keys:\n  x: save\n", 2, 3, "is typed; bind it as \"field x\""},
		{"keys:\n  text x: save\n", 2, 3, "is typed"},
		{"keys:\n  ^G: save\n  Ctrl+g: help\n", 3, 3, "bound twice"},
		{"keys:\n  F5: save\n  F5: help\n", 3, 3, "F5"},
		{"keys:\n  - F5\n", 2, 3, "lines like F5: save"},
		{"key:\n  F5: save\n", 1, 1, "unknown key \"key\""},
		{"- a\n", 1, 1, "preset: and keys:"},
		{"keys: {F5: save\n", 1, 7, "not closed"},
		{"preset: [cua]\n", 1, 9, "unknown preset"},
		{"keys:\n  F5: [save]\n", 2, 7, "unknown action"},
		{"keys:\n  F5: &a save\n  F6: *a\n", 3, 7, "unknown action"},
		{"keys:\n  ? [F5]\n  : save\n", 2, 5, "not a key"},
		{"keys:\n  \"\\e]0;x\\a\": save\n", 2, 3, "is not a key"},
		{"keys:\n  F5: save\xff\n", 2, 11, "not UTF-8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct keymap map;
		struct err err = {0};
		keymap_init(&map, "default");
		size_t n = map.n;
		assert_false(keymap_load(
			&map, cases[i].source, strlen(cases[i].source), "keys.yaml", &err));
		if (err.line != cases[i].line || err.column != cases[i].column ||
			strstr(err.message, cases[i].message) == NULL)
			fail_msg("%s: %u:%u: %s", cases[i].source, err.line, err.column,
				err.message);
		assert_string_equal(err.path, "keys.yaml");
		/* nothing changed, not even by the good lines before */
		assert_int_equal(map.n, n);
		assert_keys(&map, ACTION_SAVE, "^S F2 ^O");
		keymap_release(&map);
	}
}

/* Each binding is compared with all others, so their number is limited. */
static void test_too_large(void **state)
{
	struct keymap map;
	struct str source = {0};
	struct err err = {0};

	(void)state;
	str_append_repeat(&source, '#', 64 * 1024);
	keymap_init(&map, "default");
	assert_true(keymap_load(&map, source.data, source.len, "keys.yaml", &err));
	str_append_char(&source, '#');
	assert_false(keymap_load(&map, source.data, source.len, "keys.yaml", &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.path, "keys.yaml");
	keymap_release(&map);
	str_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_preset),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_too_large),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
