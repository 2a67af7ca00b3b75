/*
 * Replaying journals whose session, file and form no longer agree: what fits comes back in its
 * place, what does not is counted and shown, and nothing ends up in another row or text.
 */
#include "../../src/store/journal_file.h"
#include "../../src/store/replay.h"
#include "base/mem.h"
#include "folder.h"
#include "store/journal.h"
#include "store/recovery.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "afterword: 1\nform: f\n"

static const char form_text[] =
	"form: f\ntitle: F\npages:\n  - key: p\n    title: P\n    fields:\n"
	"      - {key: title, path: title, kind: line}\n"
	"      - {key: tags, path: tags, kind: list}\n"
	"      - key: one\n        path: one\n        kind: rows\n"
	"        columns: [{key: who, kind: line}, {key: what, kind: line}]\n"
	"      - key: two\n        path: two\n        kind: rows\n"
	"        columns: [{key: who, kind: line}, {key: what, kind: line}]\n";

enum { TITLE, TAGS, ONE, TWO };

struct desk {
	struct folder folder;
	char path[256]; /* the document's */
	struct form *form;
	struct str base;
	struct str records;
	uint64_t sequence;
	struct document session;
	struct document before; /* the base that was found */
	struct document after;
	size_t lost;
	struct err err;
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->path, sizeof(desk->path), "%s", folder_path(&desk->folder, "a.yaml"));
	desk->form = form_parse(form_text, strlen(form_text), "f", &desk->err);
	if (!desk->form)
		fail_msg("%s", desk->err.message);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	document_release(&desk->session);
	str_release(&desk->base);
	str_release(&desk->records);
	form_free(desk->form);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

/* A session opens these bytes. */
static void begin(struct desk *desk, const char *base)
{
	struct yaml_tree tree = {0};

	str_append_text(&desk->base, base);
	if (yaml_tree_parse(&tree, base, strlen(base), NULL) &&
		document_init(&desk->session, desk->form, &tree, NULL))
		return;
	yaml_tree_release(&tree);
	document_init_new(&desk->session, desk->form);
}

static void put_payload(struct desk *desk, const char *bytes, size_t len)
{
	struct str payload = {0};

	str_append(&payload, bytes, len);
	record_format(RECORD_OP, ++desk->sequence, &payload, &desk->records);
	str_release(&payload);
}

/* Records an op, which is taken. */
static void put_op(struct desk *desk, struct op *op)
{
	struct str payload = {0};

	op_format(op, desk->form, &payload);
	put_payload(desk, payload.data, payload.len);
	str_release(&payload);
	op_release(op);
}

/* Records that a text was replaced, whatever the session has. */
static void put_set(struct desk *desk, struct place place, const char *from, const char *to)
{
	struct op op = {.kind = OP_SET, .place = place};

	str_append_text(&op.removed, from);
	str_append_text(&op.inserted, to);
	put_op(desk, &op);
}

/* Replaces a text in the session and records it. */
static void set(struct desk *desk, struct place place, const char *to)
{
	struct op op = {0};

	document_op_set(&desk->session, &place, to, strlen(to), &op);
	assert_true(document_apply(&desk->session, &op, NULL));
	put_op(desk, &op);
}

static void insert_first(struct desk *desk, unsigned field, const char *id)
{
	struct op op = {0};

	document_op_insert(&desk->session, field, 0, id, &op);
	assert_true(document_apply(&desk->session, &op, NULL));
	put_op(desk, &op);
}

static void put_save(struct desk *desk, enum record_type type, const char *text)
{
	struct str bytes = {0};

	str_append_text(&bytes, text);
	record_format_bytes(type, desk->sequence, &desk->base, &bytes, &desk->records);
	str_release(&bytes);
}

/* The session's bytes are saved. */
static void save(struct desk *desk)
{
	struct str bytes = {0};

	assert_true(document_format(&desk->session, &bytes, NULL));
	put_save(desk, RECORD_SAVED, bytes.data);
	str_release(&bytes);
}

/* An entry for what was written so far. */
static void put_journal(struct desk *desk, struct journal_entry *entry)
{
	struct journal_header header = {
		.has_base = true, .form_name = (char[]){"f"}, .document_path = desk->path};
	struct str bytes = {0};

	header.base = desk->base;
	journal_header_format(&header, &bytes);
	str_append(&bytes, str_text(&desk->records), desk->records.len);
	folder_put(&desk->folder, "j", bytes.data, bytes.len);
	str_release(&bytes);
	*entry = (struct journal_entry){.path = mem_strdup(folder_path(&desk->folder, "j"))};
	assert_int_equal(chmod(entry->path, 0600), 0);
}

static bool try_replay(struct desk *desk)
{
	struct journal_entry entry;
	bool is_replayed;

	put_journal(desk, &entry);
	desk->lost = 99;
	is_replayed = journal_replay(io_system(), &entry, desk->form, &desk->before, &desk->after,
		&desk->lost, &desk->err);
	if (!is_replayed)
		assert_string_equal(desk->err.path, entry.path);
	free(entry.path);
	return is_replayed;
}

static void replay(struct desk *desk)
{
	if (!try_replay(desk))
		fail_msg("%s", desk->err.message);
}

static void release(struct desk *desk)
{
	document_release(&desk->before);
	document_release(&desk->after);
}

static void assert_lost(struct desk *desk, size_t n, const char *expected)
{
	struct journal_entry entry;
	struct replay again = {0};

	put_journal(desk, &entry);
	replay_run(&again, io_system(), &entry, desk->form, NULL);
	assert_int_equal(desk->lost, n);
	assert_string_equal(str_text(&again.lines), expected);
	replay_release(&again);
	free(entry.path);
}

static const char *title(const struct document *document)
{
	return document_text(document, TITLE);
}

static const char *cell(const struct document *document, unsigned field, size_t row, size_t column)
{
	return str_text(&document->tables[field].items[row].cells[column].text);
}

/* --- names of rows --- */

/* Two tables whose rows have no ids: a name means a row of its own table. */
static void test_two_tables(void **state)
{
	struct desk *desk = *state;

	begin(desk, HEAD "one:\n  - who: a\n  - who: b\ntwo:\n  - who: c\n  - who: d\n");
	insert_first(desk, TWO, "new");
	save(desk);
	set(desk, (struct place){.field = TWO, .row = "~1"}, "C");
	set(desk, (struct place){.field = ONE, .row = "~2", .column = 1}, "B");
	set(desk, (struct place){.field = TWO, .row = "new"}, "n");
	replay(desk);
	assert_int_equal(desk->lost, 0);
	assert_int_equal(desk->after.tables[TWO].n, 3);
	assert_string_equal(cell(&desk->after, TWO, 0, 0), "n");
	assert_string_equal(cell(&desk->after, TWO, 1, 0), "C");
	assert_string_equal(cell(&desk->after, TWO, 2, 0), "d");
	assert_string_equal(cell(&desk->after, ONE, 0, 0), "a");
	assert_string_equal(cell(&desk->after, ONE, 1, 1), "B");
	release(desk);
}

/* The base is no longer a document of the form: what was saved is enough to continue from. */
static void test_base_not_read(void **state)
{
	static const char *const bases[] = {"[", "- a\n"};
	struct desk *desk = *state;

	for (size_t i = 0; i < 2; i++) {
		str_clear(&desk->records);
		str_clear(&desk->base);
		document_release(&desk->session);
		desk->sequence = 0;
		begin(desk, bases[i]);
		put_save(desk, RECORD_SAVED, HEAD "title: Saved\none:\n  - who: a\n");
		put_set(desk, (struct place){.field = TITLE}, "Saved", "After");
		put_set(desk, (struct place){.field = ONE, .row = "~1"}, "a", "b");
		replay(desk);
		assert_int_equal(desk->lost, 0);
		assert_string_equal(title(&desk->before), "Saved");
		assert_string_equal(title(&desk->after), "After");
		assert_string_equal(cell(&desk->after, ONE, 0, 0), "b");
		release(desk);
	}
}

/* What came before the save cannot be followed: the rows are named as in the saved bytes. */
static void test_not_followed(void **state)
{
	struct desk *desk = *state;

	begin(desk, HEAD "one:\n  - who: a\n  - who: b\n");
	put_set(desk, (struct place){.field = TITLE}, "not this", "Lost");
	put_save(desk, RECORD_SAVED, HEAD "title: Saved\none:\n  - who: x\n  - who: a\n");
	put_set(desk, (struct place){.field = ONE, .row = "~2"}, "a", "A");
	replay(desk);
	assert_int_equal(desk->lost, 0);
	assert_string_equal(cell(&desk->after, ONE, 0, 0), "x");
	assert_string_equal(cell(&desk->after, ONE, 1, 0), "A");
	release(desk);
}

/* --- what does not fit --- */

/* Ops that depend on a skipped one are skipped, others are not. */
static void test_losses(void **state)
{
	struct desk *desk = *state;
	struct place who = {.field = ONE, .row = "gone"};
	struct place what = {.field = ONE, .row = "gone", .column = 1};
	struct place other = {.field = ONE, .row = "r"};

	begin(desk, HEAD "title: There\none:\n  - {id: r, who: me}\n");
	put_set(desk, (struct place){.field = TITLE}, "Else", "There");
	put_set(desk, (struct place){.field = TITLE}, "There", "Counts on it");
	put_set(desk, who, "a", "b");
	put_set(desk, what, "a", "c");
	put_set(desk, who, "b", "d");
	put_set(desk, what, "c", "e");
	put_payload(desk, "\xff", 1);
	put_set(desk, other, "me", "you");
	put_set(desk, (struct place){.field = TAGS}, "", "tag");
	replay(desk);
	assert_string_equal(title(&desk->after), "There");
	assert_int_equal(desk->after.tables[ONE].n, 1);
	assert_string_equal(cell(&desk->after, ONE, 0, 0), "you");
	assert_string_equal(document_text(&desk->after, TAGS), "tag");
	/* All are counted; nothing can be shown of meaningless bytes. */
	assert_lost(desk, 7,
		"title: \"There\"\ntitle: \"Counts on it\"\none[gone].who: \"b\"\n"
		"one[gone].what: \"c\"\none[gone].who: \"d\"\none[gone].what: \"e\"\n");
	release(desk);
}

static void test_no_document(void **state)
{
	static const char *const bases[] = {"[", "- a\n"};
	struct desk *desk = *state;

	for (size_t i = 0; i < 2; i++) {
		str_clear(&desk->base);
		desk->err = (struct err){0};
		document_release(&desk->session);
		begin(desk, bases[i]);
		assert_false(try_replay(desk));
		assert_true(desk->err.code != ERR_NONE);
	}
	assert_lost(desk, 99, "");
}

/* --- saves that were begun --- */

/* The file shows whether a begun save was done. */
static void test_saving(void **state)
{
	static const struct {
		const char *file; /* NULL: none */
		const char *base;
	} cases[] = {
		{HEAD "title: Saving\n", "Saving"},
		{HEAD "title: Before\n", "Before"},
		{HEAD "title: Theirs\n", "Before"},
		{NULL, "Before"},
	};
	struct desk *desk = *state;

	begin(desk, HEAD "title: Before\n");
	set(desk, (struct place){.field = TITLE}, "Saving");
	put_save(desk, RECORD_SAVING, HEAD "title: Saving\n");
	set(desk, (struct place){.field = TITLE}, "After");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (cases[i].file)
			folder_put_text(&desk->folder, "a.yaml", cases[i].file);
		else
			assert_int_equal(unlink(desk->path), 0);
		replay(desk);
		assert_int_equal(desk->lost, 0);
		assert_string_equal(title(&desk->before), cases[i].base);
		assert_string_equal(title(&desk->after), "After");
		release(desk);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* --- a document from journals --- */

static bool try_rescue(struct desk *desk, struct rescue *rescue, bool is_in_file, size_t n_ops)
{
	struct recovery_reader *reader = recovery_reader_new(io_system());
	struct journal_entry entry;
	bool is_rescued;

	put_journal(desk, &entry);
	entry.is_in_file = is_in_file;
	entry.n_ops = n_ops;
	entry.form_name = (char[]){"f"};
	is_rescued = rescue_init(rescue, reader, desk->form,
		(const struct journal_entry *[]){&entry}, 1, desk->path, &desk->err);
	recovery_reader_free(reader);
	free(entry.path);
	return is_rescued;
}

static void put_file(struct desk *desk, const char *text)
{
	folder_put(&desk->folder, "a.yaml", text, strlen(text));
}

static void assert_rescued(
	struct desk *desk, bool is_merged, const char *before, const char *after, const char *why)
{
	struct rescue rescue;

	if (!try_rescue(desk, &rescue, false, 1))
		fail_msg("%s", desk->err.message);
	assert_int_equal(rescue.is_merged, is_merged);
	assert_string_equal(title(&rescue.before), before);
	assert_string_equal(title(&rescue.after), after);
	assert_non_null(strstr(rescue.why.message, why));
	rescue_release(&rescue);
}

static void test_rescue(void **state)
{
	struct desk *desk = *state;

	begin(desk, HEAD "title: one\n");
	set(desk, (struct place){.field = TITLE}, "two");
	/* no file, another form, one that cannot be changed: only the session's text */
	assert_rescued(desk, false, "one", "two", "");
	put_file(desk, "{ bad");
	assert_rescued(desk, false, "one", "two", "");
	put_file(desk, HEAD "title: three\ntitle: three\n");
	assert_rescued(desk, false, "one", "two", "the file is read-only: ");
	put_file(desk, "afterword: 99\nform: f\ntitle: three\n");
	assert_rescued(desk, false, "one", "two", "newer Afterword");
	/* else merged with what the file has gained since */
	put_file(desk, HEAD "title: one\ntags: [new]\n");
	assert_rescued(desk, true, "one", "two", "");
}

static void test_rescue_what_was_saved(void **state)
{
	struct desk *desk = *state;
	struct rescue rescue;

	begin(desk, HEAD "title: one\n");
	set(desk, (struct place){.field = TITLE}, "two");
	save(desk);
	/* the file as the session left it need not be read */
	assert_true(try_rescue(desk, &rescue, true, 0));
	assert_true(rescue.is_merged);
	assert_string_equal(title(&rescue.after), "two");
	rescue_release(&rescue);
	/* one that lacks what was saved in it */
	put_file(desk, HEAD "title: other\n");
	assert_true(try_rescue(desk, &rescue, false, 0));
	assert_false(rescue.is_merged);
	assert_string_equal(title(&rescue.after), "two");
	assert_non_null(strstr(rescue.why.message, "lacks text"));
	rescue_release(&rescue);
	/* and one that has it */
	put_file(desk, HEAD "title: two\n");
	assert_true(try_rescue(desk, &rescue, false, 0));
	assert_true(rescue.is_merged);
	rescue_release(&rescue);
}

static void test_rescue_fails(void **state)
{
	struct desk *desk = *state;
	struct rescue rescue;

	begin(desk, "{ bad");
	put_set(desk, (struct place){.field = TITLE}, "one", "two");
	assert_false(try_rescue(desk, &rescue, true, 1));
	put_file(desk, HEAD "title: one\n");
	assert_false(try_rescue(desk, &rescue, false, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_two_tables),
		TEST(test_base_not_read),
		TEST(test_not_followed),
		TEST(test_losses),
		TEST(test_no_document),
		TEST(test_saving),
		TEST(test_rescue),
		TEST(test_rescue_what_was_saved),
		TEST(test_rescue_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
