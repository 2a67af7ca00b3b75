/*
 * Journals as bytes, with good checksums and bad contents, because whoever can write a record can
 * write a checksum too. Complete records before the bad one count, and nothing after it does.
 */
#include "../../src/store/journal_file.h"
#include "yaml/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BASE "one\ntwo\n"

enum { BASE_LEN = sizeof(BASE) - 1 };

static void put_number(struct str *out, uint64_t value, int size)
{
	for (int i = 0; i < size; i++)
		str_append_char(out, (char)(unsigned char)(value >> (8 * i)));
}

static void put_text(struct str *out, const char *text)
{
	put_number(out, strlen(text), 4);
	str_append_text(out, text);
}

static void put_record(struct str *out, unsigned type, uint64_t sequence, const struct str *payload)
{
	record_format((enum record_type)type, sequence, payload, out);
}

static void put_header(struct str *out, const char *base)
{
	struct journal_header header = {
		.has_base = true,
		.pid = 42,
		.started = 1700000000,
		.form_name = (char[]){"f"},
		.document_path = (char[]){"/a.yaml"},
		.file = {3, 4},
	};

	str_append_text(&header.base, base);
	journal_header_format(&header, out);
	str_release(&header.base);
}

static void put_op(struct str *out, uint64_t sequence, const char *op)
{
	struct str payload = {0};

	str_append_text(&payload, op);
	put_record(out, RECORD_OP, sequence, &payload);
	str_release(&payload);
}

static void put_bytes(struct str *out, enum record_type type, uint64_t sequence, const char *text)
{
	struct str base = {0};
	struct str bytes = {0};

	str_append_text(&base, BASE);
	str_append_text(&bytes, text);
	record_format_bytes(type, sequence, &base, &bytes, out);
	str_release(&base);
	str_release(&bytes);
}

static void read_view(struct journal_view *view, struct str *bytes)
{
	struct err err = {0};

	if (!journal_view_init(view, bytes, &err))
		fail_msg("%s", err.message);
}

/* Two ops are complete, and the first of them is saved. */
static void put_start(struct str *out)
{
	put_header(out, BASE);
	put_op(out, 1, "first");
	put_bytes(out, RECORD_SAVED, 1, "one\n");
	put_op(out, 2, "second");
}

static void assert_is_start(const struct journal_view *view)
{
	assert_int_equal(view->n_ops, 2);
	assert_memory_equal(view->bytes.data + view->ops[1].offset, "second", 6);
	assert_true(view->has_saved);
	assert_int_equal(view->n_saved, 1);
	assert_string_equal(str_text(&view->saved), "one\n");
	assert_string_equal(str_text(&view->header.base), BASE);
	assert_false(view->has_saving);
}

/* --- records --- */

/* The content of a bad record. */
struct bad {
	const char *what;
	unsigned type;
	uint64_t sequence;
	uint64_t numbers[2];
	int n_numbers; /* of 8 bytes each */
	const char *tail;
	size_t tail_len;
};

#define TAIL(text) text, sizeof(text) - 1

#define HUGE_NUMBER UINT64_C(0xfffffffffffffff0)

static const struct bad bad_records[] = {
	{"an op is missing", RECORD_OP, 4, {0}, 1, TAIL("")},
	{"an op a second time", RECORD_OP, 2, {0}, 1, TAIL("")},
	{"no such type", 99, 3, {0}, 1, TAIL("")},
	{"a second header", RECORD_HEADER, 0, {0}, 1, TAIL("")},
	{"saved: half of its numbers", RECORD_SAVED, 2, {0}, 1, TAIL("")},
	{"saved: ops there are none of", RECORD_SAVED, 3, {0, 0}, 2, TAIL("x")},
	{"saved: fewer ops than before", RECORD_SAVED, 0, {0, 0}, 2, TAIL("x")},
	{"saved: from behind the base", RECORD_SAVED, 2, {BASE_LEN + 1, 0}, 2, TAIL("x")},
	{"saved: more than there is", RECORD_SAVED, 2, {1, BASE_LEN}, 2, TAIL("x")},
	{"saved: a sum that overflows", RECORD_SAVED, 2, {1, HUGE_NUMBER}, 2, TAIL("x")},
	{"saving: half of its numbers", RECORD_SAVING, 2, {0}, 1, TAIL("")},
	{"saving: ops there are none of", RECORD_SAVING, 3, {0, 0}, 2, TAIL("x")},
	{"saving: from behind the base", RECORD_SAVING, 2, {HUGE_NUMBER, 0}, 2, TAIL("x")},
	{"file: a device alone", RECORD_FILE, 0, {1}, 1, TAIL("")},
	{"rebase: half of its numbers", RECORD_REBASE, 0, {0}, 1, TAIL("")},
	{"rebase: from behind the base", RECORD_REBASE, 0, {BASE_LEN + 1, 0}, 2, TAIL("\1\0\0\0x")},
	{"rebase: more than there is", RECORD_REBASE, 0, {1, BASE_LEN}, 2, TAIL("\1\0\0\0x")},
	{"rebase: a text cut short", RECORD_REBASE, 0, {0, 0}, 2, TAIL("\2\0\0\0x")},
	{"rebase: an op cut short", RECORD_REBASE, 0, {0, 0}, 2, TAIL("\1\0\0\0x\5\0\0\0op")},
	{"rebase: a length cut short", RECORD_REBASE, 0, {0, 0}, 2, TAIL("\1\0\0\0x\1\0")},
};

static void put_bad(struct str *out, const struct bad *bad)
{
	struct str payload = {0};

	for (int i = 0; i < bad->n_numbers; i++)
		put_number(&payload, bad->numbers[i], 8);
	str_append(&payload, bad->tail, bad->tail_len);
	put_record(out, bad->type, bad->sequence, &payload);
	str_release(&payload);
}

static void test_bad_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad_records) / sizeof(*bad_records); i++) {
		struct journal_view view;
		struct str bytes = {0};

		put_start(&bytes);
		put_bad(&bytes, &bad_records[i]);
		put_op(&bytes, 3, "behind it");
		read_view(&view, &bytes);
		if (view.n_ops != 2 || !view.is_cut)
			fail_msg("%s: %zu ops", bad_records[i].what, view.n_ops);
		assert_is_start(&view);
		journal_view_release(&view);
	}
}

/* The same records, but valid, are all accepted. */
static void test_good_records(void **state)
{
	static const struct bad rebase = {
		"rebase", RECORD_REBASE, 0, {4, 4}, 2, TAIL("\2\0\0\0x\n\2\0\0\0op\2\0\0\0po")};
	struct journal_view view;
	struct str bytes = {0};

	(void)state;
	put_start(&bytes);
	put_bytes(&bytes, RECORD_SAVING, 2, "other\n");
	read_view(&view, &bytes);
	assert_false(view.is_cut);
	assert_true(view.has_saving);
	assert_int_equal(view.n_saving, 2);
	assert_string_equal(str_text(&view.saving), "other\n");
	journal_view_release(&view);
	put_start(&bytes);
	put_bad(&bytes, &rebase);
	read_view(&view, &bytes);
	assert_false(view.is_cut);
	assert_int_equal(view.n_ops, 2);
	assert_memory_equal(view.bytes.data + view.ops[0].offset, "op", 2);
	assert_false(view.has_saved);
	assert_string_equal(str_text(&view.header.base), "one\nx\n");
	journal_view_release(&view);
}

/* A record cannot make a text larger than any document may be; a save refused for that reason does
 * not end a journal. */
static void test_too_large(void **state)
{
	static const enum record_type types[] = {RECORD_SAVED, RECORD_SAVING, RECORD_REBASE};

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct journal_view view;
		struct str bytes = {0};
		struct str payload = {0};
		size_t len = YAML_MAX_BYTES - BASE_LEN;

		for (size_t more = 0; more < 2; more++) {
			str_clear(&payload);
			put_start(&bytes);
			put_number(&payload, 0, 8);
			put_number(&payload, 0, 8);
			if (types[i] == RECORD_REBASE)
				put_number(&payload, len + more, 4);
			str_append_repeat(&payload, 'x', len + more);
			put_record(&bytes, types[i], 2, &payload);
			read_view(&view, &bytes);
			assert_int_equal(view.is_cut, more == 1 && types[i] != RECORD_SAVING);
			assert_int_equal(view.has_saving, more == 0 && types[i] == RECORD_SAVING);
			if (view.is_cut)
				assert_is_start(&view);
			journal_view_release(&view);
		}
		str_release(&payload);
	}
}

/* Wherever a long text changes, the difference is what turns one into the other. */
static void test_differences(void **state)
{
	static const size_t places[] = {0, 1, 4095, 4096, 4097, 8191, 8192, 9999};
	struct str base = {0};

	(void)state;
	str_append_repeat(&base, 'b', 10000);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct journal_view view;
		struct str changed = {0};
		struct str bytes = {0};

		str_append(&changed, base.data, base.len);
		str_splice(&changed, places[i], 1, "new", i % 2 ? 0 : 3);
		put_header(&bytes, base.data);
		record_format_bytes(RECORD_SAVED, 0, &base, &changed, &bytes);
		read_view(&view, &bytes);
		assert_true(view.has_saved);
		assert_true(str_equal(&view.saved, changed.data, changed.len));
		assert_true(view.bytes.len < base.len + 200);
		journal_view_release(&view);
		str_release(&changed);
	}
	str_release(&base);
}

/* --- the beginning --- */

static void put_start_of_header(struct str *payload, unsigned version)
{
	put_number(payload, version, 4);
	put_number(payload, 1, 4);
	put_number(payload, 42, 8);
	put_number(payload, 1700000000, 8);
}

/* What is wrong with a journal of this one record; its payload is taken. */
static void assert_refused(
	unsigned type, struct str *payload, enum err_code code, const char *message)
{
	struct journal_view view;
	struct str bytes = {0};
	struct err err = {0};

	str_append_text(&bytes, JOURNAL_MAGIC);
	put_record(&bytes, type, 0, payload);
	put_op(&bytes, 1, "op");
	assert_false(journal_view_init(&view, &bytes, &err));
	assert_int_equal(err.code, code);
	assert_string_equal(err.message, message);
	str_release(payload);
}

/* The first version had no device and inode. */
static void test_version_before(void **state)
{
	struct journal_view view;
	struct str payload = {0};
	struct str bytes = {0};

	(void)state;
	put_start_of_header(&payload, 1);
	put_text(&payload, "f");
	put_text(&payload, "/a.yaml");
	put_text(&payload, BASE);
	str_append_text(&bytes, JOURNAL_MAGIC);
	put_record(&bytes, RECORD_HEADER, 0, &payload);
	put_op(&bytes, 1, "op");
	read_view(&view, &bytes);
	assert_string_equal(view.header.document_path, "/a.yaml");
	assert_string_equal(str_text(&view.header.base), BASE);
	assert_int_equal(view.header.file.inode, 0);
	assert_int_equal(view.header.pid, 42);
	assert_int_equal(view.n_ops, 1);
	journal_view_release(&view);
	str_release(&payload);
}

static void test_bad_headers(void **state)
{
	static const char damaged[] = "the journal is damaged at its beginning";
	struct str payload = {0};

	(void)state;
	/* What may be complete is left to the version that knows it. */
	put_start_of_header(&payload, 3);
	assert_refused(RECORD_HEADER, &payload, ERR_REFUSED,
		"the journal is from another version of Afterword");
	put_start_of_header(&payload, 2);
	assert_refused(RECORD_HEADER, &payload, ERR_SYNTAX, damaged);
	put_number(&payload, 1, 8);
	assert_refused(RECORD_OP, &payload, ERR_SYNTAX, damaged);
	put_start_of_header(&payload, 1);
	put_text(&payload, "f");
	put_text(&payload, "/a.yaml");
	put_number(&payload, YAML_MAX_BYTES + 1, 4);
	str_append_repeat(&payload, 'x', YAML_MAX_BYTES + 1);
	assert_refused(RECORD_HEADER, &payload, ERR_SYNTAX, damaged);
}

/* Nothing but the magic, and an incomplete record. */
static void test_no_header(void **state)
{
	(void)state;
	for (size_t len = 0; len < 30; len++) {
		struct journal_view view;
		struct str whole = {0};
		struct str bytes = {0};
		struct err err = {0};

		put_header(&whole, BASE);
		str_append(&bytes, whole.data, len);
		assert_false(journal_view_init(&view, &bytes, &err));
		assert_int_equal(err.code, ERR_SYNTAX);
		str_release(&whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_records),
		cmocka_unit_test(test_good_records),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_differences),
		cmocka_unit_test(test_version_before),
		cmocka_unit_test(test_bad_headers),
		cmocka_unit_test(test_no_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
