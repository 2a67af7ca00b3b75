/*
 * Every call of a journal fails, once and permanently, while it is written and while it
 * is read. An op whose append succeeded comes back; what comes back is a state that the
 * session was in; nothing is removed that is not durable elsewhere.
 */
#include "base/mem.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/journal.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char form_text[] = "form: note\ntitle: Note\npages:\n  - key: one\n    title: One\n"
				"    fields:\n      - {key: text, path: text, kind: line}\n";
static const char base_text[] = "afterword: 1\nform: note\ntext: \"0\"\n";

enum { N_OPS = 6, SAVED_AT = 3 /* ops before the save */ };

struct fault {
	const char *name;
	int number;
	bool for_ever;
};

static const struct fault faults[] = {
	{"no space", ENOSPC, false},
	{"no space for ever", ENOSPC, true},
	{"input/output error", EIO, false},
	{"input/output error for ever", EIO, true},
	{"permission", EACCES, false},
	{"permission for ever", EACCES, true},
	{"interrupted", EINTR, false},
	{"short", 0, false},
	{"short for ever", 0, true},
};

struct run {
	struct folder folder;
	char state[512];
	char path[512];
	struct fault_io fault;
	unsigned ids;
	int64_t now;
	struct form *form;
	bool is_created;
	bool is_saved;
	size_t n_kept; /* ops that certainly come back: all up to the last success */
	char label[128];
};

#define CHECK(run, condition) check((run), (condition), #condition, __LINE__)

static void check(struct run *run, bool holds, const char *what, int line)
{
	if (holds)
		return;
	for (size_t i = 0; i < run->fault.n_log; i++)
		print_message("%3zu %s%s\n", i + 1, fault_call_names[run->fault.log[i].call],
			run->fault.log[i].failed ? " failed" : "");
	fail_msg("line %d: %s: %s", line, run->label, what);
}

static void run_init(struct run *run, const struct fault *fault, size_t nth)
{
	*run = (struct run){.now = 1700000000000};
	snprintf(run->label, sizeof(run->label), "%s at call %zu", fault->name, nth);
	folder_init(&run->folder);
	snprintf(run->state, sizeof(run->state), "%s", folder_path(&run->folder, "state"));
	snprintf(run->path, sizeof(run->path), "%s", folder_path(&run->folder, "a.yaml"));
	folder_put_text(&run->folder, "a.yaml", base_text);
	run->form = form_parse(form_text, strlen(form_text), "note.yaml", NULL);
	assert_non_null(run->form);
	run->fault.number = fault->number;
	run->fault.for_ever = fault->for_ever;
	run->fault.fail_at = nth;
}

static void run_release(struct run *run)
{
	form_free(run->form);
	fault_io_release(&run->fault);
	folder_release(&run->folder);
}

/* Op n turns the text "n - 1" into "n". */
static bool append(struct run *run, struct journal *journal, size_t n)
{
	struct op op = {.kind = OP_SET};
	bool is_written;

	str_appendf(&op.removed, "%zu", n - 1);
	str_appendf(&op.inserted, "%zu", n);
	is_written = journal_append(journal, &op, run->form, NULL);
	op_release(&op);
	return is_written;
}

static void note_saved(struct run *run, struct journal *journal)
{
	struct str bytes = {0};

	str_appendf(&bytes, "afterword: 1\nform: note\ntext: \"%d\"\n", SAVED_AT);
	if (journal_saved(journal, SAVED_AT, &bytes, NULL)) {
		run->is_saved = true;
		run->n_kept = SAVED_AT;
	}
	str_release(&bytes);
}

/* A session: starts, types, saves, renews its journal, types more, and is killed. */
static void run_session(struct run *run)
{
	struct id_source ids = counting_ids(&run->ids);
	struct time_source time = standing_time(&run->now);
	struct err err = {0};
	struct str base = {0};
	struct journal *journal;

	str_append_text(&base, base_text);
	journal = journal_create(
		fault_io(&run->fault), run->state, run->path, "note", &base, &ids, &time, &err);
	if (journal)
		journal_keep_base(journal);
	str_release(&base);
	CHECK(run, journal || err.code != ERR_NONE);
	if (!journal)
		return;
	run->is_created = true;
	for (size_t n = 1; n <= N_OPS; n++) {
		if (append(run, journal, n))
			run->n_kept = n;
		if (n == SAVED_AT)
			note_saved(run, journal);
		if (n == SAVED_AT + 1 && journal_renew(journal, NULL))
			run->n_kept = n;
	}
	journal_close(journal);
}

static size_t count_descriptors(void)
{
	DIR *folder = opendir("/proc/self/fd");
	size_t n = 0;

	while (folder && readdir(folder))
		n++;
	if (folder)
		closedir(folder);
	return n;
}

/* The number that a document's text is. */
static size_t number_in(const struct document *document)
{
	return strtoul(document_text(document, 0), NULL, 10);
}

static void check_entry(struct run *run, const struct journal_entry *entry)
{
	struct document base, recovered;
	size_t lost = 0;
	size_t number;

	CHECK(run, !entry->problem);
	CHECK(run, !entry->is_live);
	CHECK(run, journal_replay(io_system(), entry, run->form, &base, &recovered, &lost, NULL));
	CHECK(run, lost == 0);
	CHECK(run, number_in(&base) == 0 || number_in(&base) == SAVED_AT);
	if (run->is_saved)
		CHECK(run, number_in(&base) == SAVED_AT);
	number = number_in(&recovered);
	CHECK(run, number >= run->n_kept && number <= N_OPS);
	CHECK(run, entry->n_ops == number - number_in(&base));
	document_release(&base);
	document_release(&recovered);
}

static void check_recovery(struct run *run)
{
	struct journal_list found = {0};

	CHECK(run, journal_list_load(&found, io_system(), run->state, run->path, NULL));
	CHECK(run, found.n <= 1);
	/* A journal that could not be made durable may or may not be there. */
	if (run->is_created)
		CHECK(run, found.n == 1);
	if (found.n == 1)
		check_entry(run, &found.items[0]);
	journal_list_release(&found);
}

static void test_writing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		bool is_hit = true;

		for (size_t nth = 1; is_hit; nth++) {
			struct run run;
			size_t descriptors = count_descriptors();

			run_init(&run, &faults[i], nth);
			run_session(&run);
			is_hit = run.fault.n_calls >= nth;
			if (!is_hit || faults[i].number == 0)
				CHECK(&run, run.n_kept == N_OPS);
			check_recovery(&run);
			CHECK(&run, !fault_io_repeats_sync(&run.fault));
			CHECK(&run, count_descriptors() == descriptors);
			run_release(&run);
		}
	}
}

/* Creating a journal does not wait for the disk, except for a new folder's name; one that replaces
 * another is durable before it does, and its name after that. */
static void test_durable(void **state)
{
	static const struct fault none = {"nothing", EIO, false};
	struct run run;
	size_t n_names = 0, file = 0, name = 0, folder = 0;
	bool is_begun = false; /* the first file exists */

	(void)state;
	run_init(&run, &none, 0);
	run_session(&run);
	for (size_t i = 0; i < run.fault.n_log; i++) {
		const struct fault_record *record = &run.fault.log[i];

		is_begun = is_begun || record->is_created;
		if (!is_begun)
			continue;
		if (record->call == CALL_RENAMEAT && n_names++ == 1)
			name = i;
		if (record->call == CALL_FSYNC && record->is_folder && folder == 0)
			folder = i;
		if (record->call == CALL_FSYNC && !record->is_folder && file == 0)
			file = i;
		if (record->call == CALL_FSYNC)
			CHECK(&run, n_names > 0);
	}
	CHECK(&run, n_names == 2);
	CHECK(&run, 0 < file && file < name && name < folder);
	run_release(&run);
}

/* Reads everything there is; failures are reported, and the journal stays. */
static bool read_all(struct run *run)
{
	struct io io = fault_io(&run->fault);
	struct journal_list found = {0};
	struct err err = {0};
	bool is_read = journal_list_load(&found, io, run->state, run->path, &err);

	CHECK(run, is_read || err.code != ERR_NONE);
	for (size_t i = 0; i < found.n; i++) {
		struct document base, recovered;
		size_t lost = 0;

		err = (struct err){0};
		if (found.items[i].problem || !journal_replay(io, &found.items[i], run->form, &base,
						      &recovered, &lost, &err)) {
			CHECK(run, found.items[i].problem || err.code != ERR_NONE);
			is_read = false;
			continue;
		}
		CHECK(run, number_in(&recovered) == N_OPS && lost == 0);
		document_release(&base);
		document_release(&recovered);
	}
	is_read = is_read && found.n == 1;
	journal_list_release(&found);
	return is_read;
}

static void test_reading(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		bool is_hit = true;

		for (size_t nth = 1; is_hit; nth++) {
			struct run run;
			size_t descriptors = count_descriptors();
			size_t before;
			bool is_read;

			run_init(&run, &faults[i], 0);
			run_session(&run);
			before = run.fault.n_calls;
			run.fault.fail_at = before + nth;
			is_read = read_all(&run);
			is_hit = run.fault.n_calls >= run.fault.fail_at;
			if (!is_hit || faults[i].number == 0)
				CHECK(&run, is_read);
			check_recovery(&run);
			CHECK(&run, count_descriptors() == descriptors);
			run_release(&run);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_writing),
		cmocka_unit_test(test_durable),
		cmocka_unit_test(test_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
