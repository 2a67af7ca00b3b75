/* Keys, actions and the presets over them; docs/keys.md is what the table says. */
#include "keys/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_actions(void **state)
{
	(void)state;
	for (int i = ACTION_NONE; i < N_ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		assert_non_null(info->name);
		assert_true(strlen(info->help) > 0 && strlen(info->help) <= 50);
		assert_non_null(info->group);
		assert_int_equal(action_find(info->name), i); /* no other has its name */
	}
	assert_int_equal(action_find("jump"), ACTION_NONE);
}

static void test_key_names(void **state)
{
	static const struct {
		const char *text, *written;
		struct key key;
	} cases[] = {
		{"F1", "F1", {KEY_FUNCTION, 0}},
		{"f12", "F12", {KEY_FUNCTION + 11, 0}},
		{"^G", "^G", {'g', KEY_CONTROL}},
		{"Ctrl+g", "^G", {'g', KEY_CONTROL}},
		{"alt+n", "Alt+N", {'n', KEY_ALT}},
		{"Alt+Up", "Alt+Up", {KEY_UP_ARROW, KEY_ALT}},
		{"Shift+Tab", "Shift+Tab", {KEY_TAB_KEY, KEY_SHIFT}},
		{"Shift+Ctrl+Left", "Ctrl+Shift+Left", {KEY_LEFT_ARROW, KEY_CONTROL | KEY_SHIFT}},
		{"a", "a", {'a', 0}},
		{"K", "K", {'K', 0}},
		{"^", "^", {'^', 0}},
		{"^^", "^^", {'^', KEY_CONTROL}},
		{"^_", "^_", {'_', KEY_CONTROL}},
		{"Ctrl+Space", "^@", {'@', KEY_CONTROL}},
		{"Alt+.", "Alt+.", {'.', KEY_ALT}},
		{"Alt++", "Alt++", {'+', KEY_ALT}},
		{"space", "Space", {' ', 0}},
		{"\xc3\xa9", "\xc3\xa9", {0xe9, 0}},
		{"^I", "Tab", {KEY_TAB_KEY, 0}},
		{"^[", "Esc", {KEY_ESCAPE_KEY, 0}},
		{"Alt+^H", "Alt+Backspace", {KEY_BACKSPACE_KEY, KEY_ALT}},
		{"PageDown", "PgDn", {KEY_PAGE_DOWN, 0}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct key key;
		struct str out = {0};
		struct err err = {0};
		assert_true(key_parse(&key, cases[i].text, &err));
		assert_int_equal(key.code, cases[i].key.code);
		assert_int_equal(key.modifiers, cases[i].key.modifiers);
		key_format(&key, &out);
		assert_string_equal(str_text(&out), cases[i].written);
		str_release(&out);
	}
}

static void test_no_keys(void **state)
{
	static const char *const cases[] = {"", "F0", "F13", "F1x", "ab", "Meta+X", "Ctrl+",
		"Shift+a", "\x1b", " ", "\x7f", "\xff"};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct key key;
		struct err err = {0};
		assert_false(key_parse(&key, cases[i], &err));
		assert_int_equal(err.code, ERR_VALUE);
	}
}

static enum action find(const struct keymap *map, const char *text, enum key_context context)
{
	struct key key;

	assert_true(key_parse(&key, text, NULL));
	return keymap_find(map, &key, context);
}

static void test_contexts(void **state)
{
	struct keymap map;

	(void)state;
	assert_true(keymap_init(&map, "default"));
	assert_int_equal(find(&map, "a", KEYS_TABLE), ACTION_ROW_ADD);
	assert_int_equal(find(&map, "a", KEYS_FIELD), ACTION_NONE);
	assert_int_equal(find(&map, "a", KEYS_TEXT), ACTION_NONE);
	assert_int_equal(find(&map, "?", KEYS_TEXT), ACTION_NONE);
	assert_int_equal(find(&map, "?", KEYS_FIELD), ACTION_HELP);
	assert_int_equal(find(&map, "Del", KEYS_TABLE), ACTION_ROW_DELETE);
	assert_int_equal(find(&map, "Del", KEYS_TEXT), ACTION_DELETE);
	/* the terminal sends Alt with a capital letter too */
	assert_int_equal(
		keymap_find(&map, &(struct key){'N', KEY_ALT}, KEYS_TEXT), ACTION_NEXT_FINDING);
	assert_int_equal(
		keymap_find(&map, &(struct key){'I', KEY_CONTROL}, KEYS_TEXT), ACTION_NEXT_FIELD);
	keymap_release(&map);
	assert_false(keymap_init(&map, "vi"));
	assert_int_equal(map.n, 0);
}

/* What a terminal cannot distinguish from something else, or uses itself. */
static const char *const forbidden[] = {"Alt+[", "Alt+O", "Alt+Enter", "Shift+Enter", "Ctrl+Enter"};

static void test_presets(void **state)
{
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	(void)state;
	assert_string_equal(presets[0].name, "default");
	assert_int_equal(presets[0].n, 0);
	for (size_t p = 0; p < n; p++) {
		struct keymap map;

		assert_true(strlen(presets[p].title) > 0 && strlen(presets[p].words) > 0);
		assert_true(keymap_init(&map, presets[p].name));
		for (size_t i = 0; i < map.n; i++) {
			const struct binding *one = &map.items[i];
			assert_true(one->key.code >= KEY_NAMED || one->key.modifiers != 0 ||
				    one->context == KEYS_FIELD || one->context == KEYS_TABLE ||
				    one->context == KEYS_READING ||
				    one->context == KEYS_PRESENTING);
			for (size_t j = i + 1; j < map.n; j++)
				assert_false(one->context == map.items[j].context &&
					     one->key.code == map.items[j].key.code &&
					     one->key.modifiers == map.items[j].key.modifiers);
		}
		for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
			for (int context = 0; context < N_KEY_CONTEXTS; context++)
				assert_int_equal(
					find(&map, forbidden[i], (enum key_context)context),
					ACTION_NONE);
		/* every action has a key */
		for (int action = ACTION_NONE + 1; action < N_ACTIONS; action++) {
			struct str keys = {0};
			keymap_describe(&map, (enum action)action, 9, &keys);
			if (keys.len == 0)
				print_message("%s: no key for %s\n", presets[p].name,
					action_info((enum action)action)->name);
			assert_true(keys.len > 0);
			str_release(&keys);
		}
		keymap_release(&map);
	}
}

/* A function key that the terminal or desktop takes has an alternative. */
static void test_twins(void **state)
{
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	(void)state;
	for (size_t p = 0; p < n; p++) {
		struct keymap map;
		keymap_init(&map, presets[p].name);
		for (size_t i = 0; i < map.n; i++) {
			bool has_twin = map.items[i].key.code < KEY_FUNCTION;
			for (size_t j = 0; j < map.n && !has_twin; j++)
				has_twin = map.items[j].action == map.items[i].action &&
					   map.items[j].key.code < KEY_NAMED &&
					   map.items[j].context == KEYS_ANYWHERE;
			assert_true(has_twin);
		}
		keymap_release(&map);
	}
}

static void assert_describes(const char *preset, enum action action, size_t max, const char *keys)
{
	struct keymap map;
	struct str out = {0};

	keymap_init(&map, preset);
	keymap_describe(&map, action, max, &out);
	assert_string_equal(str_text(&out), keys);
	str_release(&out);
	keymap_release(&map);
}

static void test_describe(void **state)
{
	(void)state;
	assert_describes("default", ACTION_HELP, 2, "F1 ^G");
	assert_describes("default", ACTION_HELP, 9, "F1 ^G ?");
	assert_describes("default", ACTION_QUIT, 1, "^X");
	assert_describes("default", ACTION_NONE, 9, "");
	assert_describes("cua", ACTION_QUIT, 1, "^Q");
	assert_describes("cua", ACTION_UNDO, 9, "^Z Alt+U ^_");
	assert_describes("emacs", ACTION_HELP, 2, "F1 Alt+H");
	assert_describes("emacs", ACTION_SAVE, 1, "^S");
	assert_describes("emacs", ACTION_CANCEL, 9, "^G ^C");
}

static void assert_describes_in(
	const char *preset, enum action action, enum key_context context, const char *keys)
{
	struct keymap map;
	struct str out = {0};

	keymap_init(&map, preset);
	keymap_describe_in(&map, action, context, 9, &out);
	assert_string_equal(str_text(&out), keys);
	str_release(&out);
	keymap_release(&map);
}

/* A key that does something else there is none of the action's. */
static void test_describe_in_a_context(void **state)
{
	(void)state;
	assert_describes_in("default", ACTION_ROW_ADD, KEYS_TABLE, "a Ins Alt+I");
	assert_describes_in("default", ACTION_ROW_ADD, KEYS_FIELD, "Ins Alt+I");
	assert_describes_in("default", ACTION_ROW_DELETE, KEYS_TABLE, "Del d");
	assert_describes_in("default", ACTION_ROW_DELETE, KEYS_TEXT, "");
	assert_describes_in("default", ACTION_DELETE, KEYS_TEXT, "Del ^D");
	assert_describes_in("default", ACTION_DELETE, KEYS_TABLE, "^D");
	assert_describes_in("default", ACTION_ROW_UP, KEYS_TABLE, "Alt+Up K");
	assert_describes_in("default", ACTION_ROW_UP, KEYS_TEXT, "Alt+Up");
	assert_describes_in("default", ACTION_HELP, KEYS_ANYWHERE, "F1 ^G");
	assert_describes_in("cua", ACTION_UNDO, KEYS_FIELD, "^Z Alt+U ^_");
}

/* --- docs/keys.md --- */

static const char *const where[N_KEY_CONTEXTS] = {
	[KEYS_ANYWHERE] = "",
	[KEYS_TEXT] = " (in text)",
	[KEYS_FIELD] = " (on a field)",
	[KEYS_TABLE] = " (in a table)",
	[KEYS_FIND] = " (while finding)",
	[KEYS_THREAD] = " (in a thread)",
	[KEYS_READING] = " (in the reading view)",
	[KEYS_PRESENTING] = " (while presenting)",
};

/* In a table of Markdown. */
static void append_key(const struct key *key, struct str *out)
{
	size_t start = out->len;

	key_format(key, out);
	if (out->data[out->len - 1] == '|')
		str_splice(out, out->len - 1, 0, "\\", 1);
	assert_true(out->len > start);
}

static void append_keys(const struct keymap *map, enum action action, struct str *out)
{
	bool is_first = true;

	for (size_t i = 0; i < map->n; i++) {
		if (map->items[i].action != action)
			continue;
		str_append_text(out, is_first ? "`" : " `");
		append_key(&map->items[i].key, out);
		str_appendf(out, "`%s", where[map->items[i].context]);
		is_first = false;
	}
}

static void append_default(const struct keymap *map, struct str *out)
{
	const char *group = "";

	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		if (strcmp(group, info->group) != 0) {
			group = info->group;
			str_appendf(out, "\n### %s\n\n| Keys | Action | Name |\n|---|---|---|\n",
				group);
		}
		str_append_text(out, "| ");
		append_keys(map, (enum action)i, out);
		str_appendf(out, " | %s | `%s` |\n", info->help, info->name);
	}
}

static void append_preset(const char *preset, const struct keymap *base, struct str *out)
{
	struct keymap map;

	keymap_init(&map, preset);
	str_appendf(out, "\n### %s\n\n| Keys | Action | Name |\n|---|---|---|\n", preset);
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		struct str here = {0}, there = {0};
		append_keys(&map, (enum action)i, &here);
		append_keys(base, (enum action)i, &there);
		if (strcmp(str_text(&here), str_text(&there)) != 0)
			str_appendf(out, "| %s | %s | `%s` |\n", str_text(&here),
				action_info((enum action)i)->help,
				action_info((enum action)i)->name);
		str_release(&here);
		str_release(&there);
	}
	keymap_release(&map);
}

static void load_docs(const char *name, struct str *out)
{
	char path[4096], buffer[4096];
	size_t n;

	snprintf(path, sizeof(path), "%s/docs/%s", getenv("SOURCE_ROOT"), name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		str_append(out, buffer, n);
	fclose(file);
}

/* The message about an unknown action sends people to the manual. */
static void test_manual(void **state)
{
	struct str manual = {0}, name = {0};

	(void)state;
	load_docs("afterword.1.scd", &manual);
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		str_clear(&name);
		str_appendf(&name, "*%s*", action_info((enum action)i)->name);
		if (!strstr(str_text(&manual), str_text(&name)))
			fail_msg("docs/afterword.1.scd lacks the action %s", str_text(&name));
	}
	str_release(&name);
	str_release(&manual);
}

/* On a difference the expected tables are printed, ready to be put into the page. */
static void test_docs(void **state)
{
	struct str docs = {0}, tables = {0};
	struct keymap map;
	size_t n;
	const struct keymap_preset *presets = keymap_presets(&n);

	(void)state;
	keymap_init(&map, "default");
	append_default(&map, &tables);
	load_docs("keys.md", &docs);
	bool has_default = strstr(str_text(&docs), str_text(&tables)) != NULL;
	if (!has_default)
		fputs(str_text(&tables), stdout);
	str_clear(&tables);
	for (size_t p = 1; p < n; p++)
		append_preset(presets[p].name, &map, &tables);
	bool has_others = strstr(str_text(&docs), str_text(&tables)) != NULL;
	if (!has_others)
		fputs(str_text(&tables), stdout);
	assert_true(has_default && has_others);
	str_release(&docs);
	str_release(&tables);
	keymap_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_key_names),
		cmocka_unit_test(test_no_keys),
		cmocka_unit_test(test_contexts),
		cmocka_unit_test(test_presets),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_describe),
		cmocka_unit_test(test_describe_in_a_context),
		cmocka_unit_test(test_docs),
		cmocka_unit_test(test_manual),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
