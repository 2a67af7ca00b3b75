/*
 * Every call of a save fails, once and permanently, and somebody else writes the file
 * between any two calls. Whatever happens: the old or the new bytes are there, nobody's
 * bytes are lost, no litter is left, and the reported result is true.
 */
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"

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

/* What is saved over what, and how. */
struct scenario {
	const char *name;
	const char *base; /* NULL: a new file */
	const char *bytes;
	bool has_second_name; /* so it is written in place */
	bool is_link;         /* it is reached by a link */
	bool without_exchange;
	bool without_links;
	bool is_busy; /* it cannot be replaced: found out late, then written in place */
};

static const struct scenario scenarios[] = {
	{"exchange", "old text\n", "new and longer text\n"},
	{"exchange, a link", "old text\n", "new\n", .is_link = true},
	{"rename", "old text\n", "new and longer text\n", .without_exchange = true},
	{"rename, no hard links", "old text\n", "new text\n", .without_exchange = true,
		.without_links = true},
	{"new", NULL, "new text\n"},
	{"new, no hard links", NULL, "new text\n", .without_links = true},
	{"in place, longer", "old text\n", "new and longer text\n", .has_second_name = true},
	{"in place, shorter", "old text\n", "new\n", .has_second_name = true},
	{"in place, busy", "old text\n", "new text\n", .is_busy = true},
	{"unchanged", "old text\n", "old text\n"},
};

enum { N_SCENARIOS = sizeof(scenarios) / sizeof(*scenarios) };

struct run {
	const struct scenario *scenario;
	struct folder folder;
	struct fault_io fault;
	unsigned ids;
	struct file_stamp stamp;
	struct err err;
	enum file_result result;
	char label[160]; /* for messages */
};

#define CHECK(run, condition) check((run), (condition), #condition, __LINE__)

static void check(struct run *run, bool holds, const char *what, int line)
{
	if (holds)
		return;
	for (size_t i = 0; i < run->fault.n_log; i++)
		print_message("%3zu %s%s\n", i + 1, fault_call_names[run->fault.log[i].call],
			run->fault.log[i].failed ? " failed" : "");
	fail_msg("line %d: %s: %s (result %d: %s)", line, run->label, what, (int)run->result,
		run->err.message);
}

static void run_init(struct run *run, const struct scenario *scenario)
{
	char second[512];

	*run = (struct run){.scenario = scenario};
	snprintf(run->label, sizeof(run->label), "%s", scenario->name);
	folder_init(&run->folder);
	run->fault.is_missing[CALL_EXCHANGEAT] = scenario->without_exchange || scenario->is_busy;
	run->fault.missing_number = scenario->is_busy ? EBUSY : EINVAL;
	run->fault.is_missing[CALL_LINKAT] = scenario->without_links;
	if (!scenario->base)
		return;
	folder_put_text(&run->folder, "a", scenario->base);
	assert_int_equal(chmod(folder_path(&run->folder, "a"), 0640), 0);
	snprintf(second, sizeof(second), "%s", folder_path(&run->folder, "second"));
	if (scenario->has_second_name)
		assert_int_equal(link(folder_path(&run->folder, "a"), second), 0);
	if (scenario->is_link)
		assert_int_equal(symlink("a", folder_path(&run->folder, "link")), 0);
}

static void run_release(struct run *run)
{
	fault_io_release(&run->fault);
	folder_release(&run->folder);
}

static void run_save(struct run *run)
{
	const struct scenario *scenario = run->scenario;
	struct str base = {0};
	struct str bytes = {0};
	struct id_source ids = counting_ids(&run->ids);
	char path[512];
	struct file_save save = {
		.path = path,
		.base = scenario->base ? &base : NULL,
		.bytes = &bytes,
		.ids = &ids,
	};

	str_append_text(&base, scenario->base ? scenario->base : "");
	str_append_text(&bytes, scenario->bytes);
	snprintf(path, sizeof(path), "%s",
		folder_path(&run->folder, scenario->is_link ? "link" : "a"));
	run->result = file_replace(fault_io(&run->fault), &save, &run->stamp, &run->err);
	str_release(&base);
	str_release(&bytes);
}

/* --- what must hold --- */

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

static bool holds_old(struct run *run)
{
	struct stat stat;

	if (run->scenario->base)
		return folder_holds(&run->folder, "a", run->scenario->base);
	return lstat(folder_path(&run->folder, "a"), &stat) != 0;
}

static bool holds_new(struct run *run)
{
	return folder_holds(&run->folder, "a", run->scenario->bytes);
}

/* A link to no file is the file's name; otherwise it is the backup's. */
static bool gives_name(const struct run *run, enum fault_call call)
{
	return call == CALL_EXCHANGEAT || call == CALL_RENAMEAT ||
	       (call == CALL_LINKAT && !run->scenario->base);
}

/* The log of a save that reports "saved": a sync of the file after the last write, a sync of the
 * folder after the last rename, and both succeeded. */
static bool is_durable(const struct run *run)
{
	bool file = true;
	bool folder = true;

	for (size_t i = 0; i < run->fault.n_log; i++) {
		const struct fault_record *record = &run->fault.log[i];

		if (record->call == CALL_WRITE || record->call == CALL_PWRITE ||
			record->call == CALL_FTRUNCATE)
			file = false;
		if (gives_name(run, record->call) && !record->failed)
			folder = false;
		if (record->call == CALL_FSYNC && !record->failed && record->is_folder)
			folder = true;
		if (record->call == CALL_FSYNC && !record->failed && !record->is_folder)
			file = true;
	}
	return file && folder;
}

static bool says(const struct run *run, const char *part)
{
	return strstr(run->err.message, part) != NULL;
}

static void check_names(struct run *run)
{
	const struct scenario *scenario = run->scenario;
	size_t litter = folder_count_suffix(&run->folder, ".tmp") +
			folder_count_suffix(&run->folder, ".bak") +
			folder_count_suffix(&run->folder, ".kept");
	struct stat stat;

	if (!fault_io_failed(&run->fault, CALL_UNLINKAT) && !says(run, "kept as"))
		CHECK(run, litter == 0);
	if (scenario->base) {
		folder_stat(&run->folder, "a", &stat);
		CHECK(run, (stat.st_mode & 07777) == 0640);
	}
	if (scenario->has_second_name)
		CHECK(run, stat.st_nlink == 2);
	if (scenario->is_link) {
		folder_stat(&run->folder, "link", &stat);
		CHECK(run, S_ISLNK(stat.st_mode));
	}
}

static void check_after_fault(struct run *run)
{
	switch (run->result) {
	case FILE_SAVED:
		CHECK(run, holds_new(run));
		CHECK(run, is_durable(run));
		CHECK(run, run->err.code == ERR_NONE);
		CHECK(run, file_is_same(io_system(), folder_path(&run->folder, "a"), &run->stamp));
		break;
	case FILE_FAILED:
		CHECK(run, run->err.code != ERR_NONE);
		if (says(run, "the new text is in the file"))
			CHECK(run, holds_new(run));
		else if (says(run, "only partly written"))
			CHECK(run, run->scenario->has_second_name || run->scenario->is_busy);
		else if (says(run, "kept as"))
			CHECK(run, holds_new(run) || holds_old(run));
		else
			CHECK(run, holds_old(run));
		break;
	case FILE_CHANGED:
		CHECK(run, !"nobody changed it");
	}
	CHECK(run, !fault_io_repeats_sync(&run->fault));
	check_names(run);
}

/* --- failing calls --- */

struct fault {
	const char *name;
	int number;
	bool for_ever;
};

static const struct fault faults[] = {
	{"no space", ENOSPC, false},
	{"no space for ever", ENOSPC, true},
	{"quota", EDQUOT, false},
	{"quota for ever", EDQUOT, true},
	{"input/output error", EIO, false},
	{"input/output error for ever", EIO, true},
	{"permission", EACCES, false},
	{"permission for ever", EACCES, true},
	{"interrupted", EINTR, false},
	{"short", 0, false},
	{"short for ever", 0, true},
};

/* Fails the nth call; false if there was no such call. */
static bool run_fault(const struct scenario *scenario, const struct fault *fault, size_t nth)
{
	struct run run;
	size_t descriptors = count_descriptors();
	bool is_hit;

	run_init(&run, scenario);
	snprintf(run.label, sizeof(run.label), "%s, %s at call %zu", scenario->name, fault->name,
		nth);
	run.fault.fail_at = nth;
	run.fault.number = fault->number;
	run.fault.for_ever = fault->for_ever;
	run_save(&run);
	is_hit = run.fault.n_calls >= nth;
	check_after_fault(&run);
	CHECK(&run, count_descriptors() == descriptors);
	if (!is_hit || fault->number == 0)
		CHECK(&run, run.result == FILE_SAVED);
	run_release(&run);
	return is_hit;
}

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SCENARIOS; i++)
		for (size_t j = 0; j < sizeof(faults) / sizeof(*faults); j++) {
			size_t nth = 1;

			while (run_fault(&scenarios[i], &faults[j], nth))
				nth++;
			assert_true(nth > 5);
		}
}

/* A call that was interrupted once is repeated, where that is allowed. */
static void test_interrupted(void **state)
{
	static const enum fault_call calls[] = {CALL_READ, CALL_WRITE, CALL_PWRITE};

	(void)state;
	for (size_t i = 0; i < N_SCENARIOS; i++)
		for (size_t nth = 1;; nth++) {
			struct run run;
			enum fault_call call;

			run_init(&run, &scenarios[i]);
			run.fault.fail_at = nth;
			run.fault.number = EINTR;
			run_save(&run);
			if (run.fault.n_calls < nth) {
				run_release(&run);
				break;
			}
			call = run.fault.log[nth - 1].call;
			for (size_t j = 0; j < sizeof(calls) / sizeof(*calls); j++)
				if (call == calls[j])
					CHECK(&run, run.result == FILE_SAVED);
			run_release(&run);
		}
}

/* The first sync of the file fails: a new file is written, and its sync counts. */
static void test_failed_sync(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, &scenarios[0]);
	run_save(&run);
	for (size_t i = 0; i < run.fault.n_log; i++)
		if (run.fault.log[i].call == CALL_FSYNC && !run.fault.log[i].is_folder)
			run.fault.fail_at = i + 1;

	struct run again;

	run_init(&again, &scenarios[0]);
	again.fault.fail_at = run.fault.fail_at;
	again.fault.number = EIO;
	run_save(&again);
	CHECK(&again, fault_io_failed(&again.fault, CALL_FSYNC));
	CHECK(&again, again.result == FILE_SAVED);
	check_after_fault(&again);
	run_release(&run);
	run_release(&again);
}

/* --- other writers --- */

static const char *const foreign_texts[] = {"foreign1\n", "foreign2\n"};

/* One or two writers, each at one call of ours. */
struct writers {
	struct run *run;
	bool renames;
	size_t at[2];              /* the second after the first; 0: none */
	size_t n;                  /* have written */
	enum fault_call before[2]; /* what call */
	size_t record[2];          /* and where it is in the log */
	bool is_overwritten;       /* the second one overwrote the first one's text */
};

static void write_foreign(void *context)
{
	struct writers *writers = context;
	struct run *run = writers->run;
	size_t n = writers->n++;

	writers->record[n] = run->fault.n_log - 1;
	writers->before[n] = run->fault.log[run->fault.n_log - 1].call;
	if (n == 1)
		writers->is_overwritten = folder_holds(&run->folder, "a", foreign_texts[0]);
	if (writers->renames)
		folder_replace(&run->folder, "a", foreign_texts[n]);
	else
		folder_put_text(&run->folder, "a", foreign_texts[n]);
	run->fault.hook_at = n == 0 ? writers->at[1] : 0;
}

/* Where in the log a file was opened last. */
static size_t last_open(const struct run *run)
{
	size_t last = 0;

	for (size_t i = 0; i < run->fault.n_log; i++)
		if (run->fault.log[i].call == CALL_OPENAT)
			last = i;
	return last;
}

/* The gaps that no call can close, as documented in the code. */
static bool is_in_gap(const struct run *run, const struct writers *writers, size_t n)
{
	const struct scenario *scenario = run->scenario;
	enum fault_call before = writers->before[n];
	bool reads = before == CALL_READ || before == CALL_CLOSE;

	/* From the last check on, writers to the same file. */
	if (scenario->has_second_name || scenario->is_busy)
		return !writers->renames && writers->record[n] > last_open(run);
	/* Our rename may overwrite another; and if it is reverted because of a first writer, it may
	 * overwrite a second one. */
	if (scenario->without_exchange && !scenario->without_links)
		return writers->renames ? before == CALL_RENAMEAT
					: n == 1 && (reads || before == CALL_RENAMEAT);
	if (scenario->without_links)
		return before == CALL_RENAMEAT ||
		       (!writers->renames && (reads || before == CALL_FSTATAT));
	return false;
}

static void check_after_writers(struct run *run, const struct writers *writers)
{
	bool in_gap = false;

	for (size_t n = 0; n < writers->n; n++) {
		in_gap = in_gap || is_in_gap(run, writers, n);
		if (n == 0 && writers->is_overwritten)
			continue;
		if (!in_gap)
			CHECK(run, folder_has_bytes(&run->folder, foreign_texts[n]));
	}
	if (in_gap)
		return;
	/* Foreign bytes in the file are reported, or show in the stamp. */
	if (run->result == FILE_SAVED && !holds_new(run))
		CHECK(run, !file_is_same(io_system(), folder_path(&run->folder, "a"), &run->stamp));
	if (run->result == FILE_SAVED)
		CHECK(run, is_durable(run));
	else
		CHECK(run, run->err.code != ERR_NONE);
	if (folder_count_suffix(&run->folder, ".kept") > 0)
		CHECK(run, says(run, "kept as"));
	CHECK(run, folder_count_suffix(&run->folder, ".tmp") == 0);
	CHECK(run, folder_count_suffix(&run->folder, ".bak") == 0);
}

/* Returns the number of calls. */
static size_t run_writers(
	const struct scenario *scenario, bool renames, size_t first, size_t second)
{
	struct run run;
	struct writers writers = {.run = &run, .renames = renames, .at = {first, second}};
	size_t n_calls;

	run_init(&run, scenario);
	snprintf(run.label, sizeof(run.label), "%s, %s before calls %zu and %zu", scenario->name,
		renames ? "renamed" : "written", first, second);
	run.fault.hook = write_foreign;
	run.fault.hook_context = &writers;
	run.fault.hook_at = first;
	run_save(&run);
	n_calls = run.fault.n_calls;
	check_after_writers(&run, &writers);
	run_release(&run);
	return n_calls;
}

static void test_one_writer(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SCENARIOS; i++)
		for (int renames = 0; renames < 2; renames++)
			for (size_t at = 1; run_writers(&scenarios[i], renames, at, 0) >= at; at++)
				continue;
}

static void test_two_writers(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_SCENARIOS; i++)
		for (int renames = 0; renames < 2; renames++)
			for (size_t first = 1, n = 1; first <= n; first++)
				for (size_t second = first + 1; second <= n + 1; second++)
					n = run_writers(&scenarios[i], renames, first, second);
}

/* A writer between the first check and the exchange takes precedence. */
static void test_writer_wins(void **state)
{
	(void)state;
	for (int renames = 0; renames < 2; renames++) {
		struct run run;
		struct writers writers = {.run = &run, .renames = renames};
		size_t exchange = 0;

		run_init(&run, &scenarios[0]);
		run_save(&run);
		for (size_t i = 0; i < run.fault.n_log; i++)
			if (run.fault.log[i].call == CALL_EXCHANGEAT)
				exchange = i + 1;
		run_release(&run);
		assert_true(exchange > 0);
		run_init(&run, &scenarios[0]);
		run.fault.hook = write_foreign;
		run.fault.hook_context = &writers;
		run.fault.hook_at = exchange;
		run_save(&run);
		CHECK(&run, run.result == FILE_CHANGED);
		CHECK(&run, folder_holds(&run.folder, "a", foreign_texts[0]));
		CHECK(&run, folder_count(&run.folder) == 1);
		run_release(&run);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_failed_sync),
		cmocka_unit_test(test_one_writer),
		cmocka_unit_test(test_two_writers),
		cmocka_unit_test(test_writer_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
