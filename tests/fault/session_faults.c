/*
 * Every file call of a complete editing session fails: opening, typing, autosaves, saves, rows,
 * undo, finishing. By the bytes on the disk, it always holds that:
 *
 *   - what was said to be saved would be in the file after a power loss at that moment;
 *   - what was painted comes back, unless the user was told that it is only in memory;
 *   - the file is one of its versions, never a mixture;
 *   - no failed sync is repeated on the same file.
 *
 * Calls are also delayed, one by one, while typing continues. AFTERWORD_FAULTS=all tries every
 * failure at every call; else each call gets one of them, in turn.
 */
#include "base/mem.h"
#include "editing.h"
#include "fault_io.h"
#include "sources.h"
#include "story.h"
#include "yaml/tree.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "part.h"

struct fault {
	const char *name;
	int number;
	bool for_ever;
	bool is_torn;
};

static const struct fault faults[] = {
	{"interrupted", EINTR},
	{"short", 0},
	{"short for ever", 0, .for_ever = true},
	{"no space", ENOSPC},
	{"no space for ever", ENOSPC, .for_ever = true},
	{"no space after half", ENOSPC, .for_ever = true, .is_torn = true},
	{"quota", EDQUOT},
	{"quota for ever", EDQUOT, .for_ever = true},
	{"input/output error", EIO},
	{"input/output error for ever", EIO, .for_ever = true},
	{"input/output error after half", EIO, .is_torn = true},
	{"read-only disk", EROFS},
	{"read-only disk for ever", EROFS, .for_ever = true},
	{"too large", EFBIG},
	{"too large for ever", EFBIG, .for_ever = true},
	{"permission", EACCES},
	{"permission for ever", EACCES, .for_ever = true},
};

enum { N_FAULTS = sizeof(faults) / sizeof(*faults), PER_CALL = 1 };

struct run {
	const struct fault *fault;
	struct story story;
	struct fault_io io;
	char label[320];
};

#define CHECK(run, condition) check((run), (condition), #condition, __LINE__)

static void check(struct run *run, bool holds, const char *what, int line)
{
	if (holds)
		return;
	for (size_t i = 0; i < run->io.n_log; i++)
		if (run->io.log[i].failed)
			print_message("%zu %s failed (node %lu)\n", i + 1,
				fault_call_names[run->io.log[i].call],
				(unsigned long)run->io.log[i].inode);
	fail_msg("line %d: %s: %s (opened %d, finished %d, told %d: %s)", line, run->label, what,
		run->story.is_opened, run->story.is_finished, run->story.is_told,
		run->story.err.message);
}

static void run_init(struct run *run, const struct story_way *way)
{
	*run = (struct run){0};
	story_init(&run->story, way);
	fault_io_init(&run->io);
	run->io.under = run->story.io;
	run->io.sync_failed = crash_fs_fail_sync;
	run->story.io = fault_io(&run->io);
}

static void run_release(struct run *run)
{
	story_release(&run->story);
	fault_io_release(&run->io);
}

/* --- what must hold --- */

/* The disk at a moment, with everything that was not synced kept, or lost. */
static struct crash_fs *disk_at(const struct story *story, size_t moment, bool keeps)
{
	struct crash_units units = {0};
	struct crash_fs *fs;
	bool *kept;

	crash_fs_units(story->fs, moment, &units);
	kept = mem_zalloc(units.n + 1, sizeof(*kept));
	for (size_t i = 0; i < units.n; i++)
		kept[i] = keeps;
	fs = crash_fs_after(story->fs, moment, &units, kept);
	free(kept);
	free(units.items);
	return fs;
}

static size_t version_on(const struct story *story, struct crash_fs *fs)
{
	struct str bytes = {0};
	size_t version = SIZE_MAX;

	if (crash_fs_get(fs, STORY_FILE, &bytes))
		version = story_find_version(story, &bytes);
	str_release(&bytes);
	return version;
}

/* A text that was undone at once is in no mark; it is one that was on the screen. */
static bool is_whole(const struct story *story, struct crash_fs *fs)
{
	struct form *form = form_parse(editing_form, strlen(editing_form), "probe.yaml", NULL);
	struct yaml_tree tree = {0};
	struct document document = {0};
	struct str bytes = {0};
	bool is_whole = false;

	assert_non_null(form);
	if (crash_fs_get(fs, STORY_FILE, &bytes) &&
		yaml_tree_parse(&tree, str_text(&bytes), bytes.len, NULL)) {
		assert_true(document_init(&document, form, &tree, NULL));
		is_whole = story_find_state(story, &document) != SIZE_MAX;
		document_release(&document);
	} else {
		yaml_tree_release(&tree);
	}
	str_release(&bytes);
	form_free(form);
	return is_whole;
}

/* Whenever "saved" was on the screen the power could have failed. */
static void check_saved(struct run *run)
{
	const struct story *story = &run->story;
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < story->n_marks; i++) {
		const struct story_mark *mark = &story->marks[i];
		struct crash_fs *fs;
		size_t version;

		if (mark->saved == last || mark->saved != mark->painted)
			continue;
		last = mark->saved;
		fs = disk_at(story, mark->n_changes, false);
		version = version_on(story, fs);
		crash_fs_free(fs);
		CHECK(run, version != SIZE_MAX && version >= mark->version);
	}
}

/* The program ends at this moment: what was kept by then comes back. */
static void check_comes_back(struct run *run, size_t moment)
{
	const struct story *story = &run->story;
	const struct story_mark *mark = story_mark_at(story, moment);
	struct crash_fs *fs = disk_at(story, moment, true);
	size_t version = version_on(story, fs);
	size_t found = SIZE_MAX;
	struct story again;

	CHECK(run, version != SIZE_MAX || story->way->has_second_name || is_whole(story, fs));
	story_go_on(&again, story, fs);
	/* Where the journal could not be made, nothing completes a save in place. */
	if (!again.is_opened && version == SIZE_MAX && story->way->has_second_name &&
		story->is_told) {
		story_release(&again);
		return;
	}
	CHECK(run, again.is_opened && again.is_finished);
	for (size_t i = story->n_states; i > 0 && found == SIZE_MAX; i--)
		if (str_equal(
			    &story->states[i - 1], str_text(&again.states[0]), again.states[0].len))
			found = i - 1;
	CHECK(run, found != SIZE_MAX);
	snprintf(run->label + strlen(run->label), sizeof(run->label) - strlen(run->label),
		", gone after change %zu: state %zu of %zu, %zu kept, %zu saved, file %zu", moment,
		found, story->n_states, mark ? mark->kept : 0, mark ? mark->saved : 0, version);
	/* If the journal could not record an undo, what was undone may come back. */
	CHECK(run, !mark || found >= mark->kept ||
			   (version != SIZE_MAX && version >= mark->version &&
				   mark->kept == mark->saved));
	story_release(&again);
}

static void check_run(struct run *run, uint64_t *seed)
{
	struct story *story = &run->story;
	const struct story_mark *end = story->n_marks ? &story->marks[story->n_marks - 1] : NULL;
	bool is_harmless = run->fault->number == 0 || run->io.n_calls < run->io.fail_at;

	CHECK(run, !fault_io_repeats_sync(&run->io));
	if (!story->is_opened) {
		CHECK(run, story->err.code != ERR_NONE && !is_harmless);
		return;
	}
	CHECK(run, story->is_finished || story->err.code != ERR_NONE);
	CHECK(run, end->kept == end->painted || story->is_told);
	CHECK(run, story->is_finished || !is_harmless);
	/* A temporary failure is recovered from. */
	if (!run->fault->for_ever)
		CHECK(run, end->kept == end->painted);
	check_saved(run);
	check_comes_back(run, crash_fs_n_changes(story->fs));
	if (crash_fs_n_changes(story->fs) > story->marks[0].n_changes)
		check_comes_back(run,
			story->marks[0].n_changes +
				random_below(seed,
					crash_fs_n_changes(story->fs) - story->marks[0].n_changes));
}

/* --- failing --- */

/* False if there was no such call. */
static bool try_fault(
	const struct story_way *way, const struct fault *fault, size_t nth, uint64_t *seed)
{
	struct run run;
	bool is_hit;

	run_init(&run, way);
	snprintf(run.label, sizeof(run.label), "%s, %s at call %zu", way->name, fault->name, nth);
	run.fault = fault;
	run.io.fail_at = nth;
	run.io.number = fault->number;
	run.io.for_ever = fault->for_ever;
	run.io.is_torn = fault->is_torn;
	story_tell(&run.story);
	is_hit = run.io.n_calls >= nth;
	check_run(&run, seed);
	run_release(&run);
	return is_hit;
}

static void test_faults(void **state)
{
	const struct story_way *way = *state;
	const char *wanted = getenv("AFTERWORD_FAULTS");
	size_t per_call = wanted && strcmp(wanted, "all") == 0 ? N_FAULTS : PER_CALL;
	uint64_t seed = 1;
	size_t n_runs = 0, nth = 1;

	for (bool is_hit = true; is_hit; nth++)
		for (size_t i = 0; i < per_call; i++, n_runs++)
			is_hit = try_fault(
				way, &faults[(nth * per_call + i) % N_FAULTS], nth, &seed);
	print_message("%s: %zu calls, %zu sessions\n", way->name, nth - 2, n_runs);
}

/* --- waiting --- */

static size_t painted(struct story *story)
{
	return story->marks[story->n_marks - 1].painted;
}

/* Types while the disk is busy with one call; true if there was such a call. */
static bool try_delay(const struct story_way *way, size_t nth)
{
	static const struct fault none = {"held", 0};
	struct run run;
	bool is_held;

	run_init(&run, way);
	run.fault = &none;
	snprintf(run.label, sizeof(run.label), "%s, call %zu of the saver held up", way->name, nth);
	run.io.hold_at = nth;
	story_begin(&run.story);
	story_type(&run.story, FIELD_TITLE, "before");
	session_save(run.story.session);
	for (int i = 0; i < 2000 && !(is_held = fault_io_is_held(&run.io)) &&
			session_save_state(run.story.session) != SAVE_CLEAN;
		i++) {
		session_tick(run.story.session);
		poll(NULL, 0, 1);
	}
	story_type(&run.story, FIELD_TITLE, "while");
	if (is_held)
		check_comes_back(&run, crash_fs_n_changes(run.story.fs));
	CHECK(&run, is_held == fault_io_is_held(&run.io));
	CHECK(&run, !is_held || session_save_state(run.story.session) != SAVE_CLEAN);
	run.io.hold_at = 0;
	fault_io_let_go(&run.io);
	CHECK(&run, painted(&run.story) > 0);
	story_end(&run.story);
	CHECK(&run, run.story.is_finished);
	check_saved(&run);
	check_comes_back(&run, crash_fs_n_changes(run.story.fs));
	run_release(&run);
	return is_held;
}

static void test_delays(void **state)
{
	size_t nth = 1;

	while (try_delay(*state, nth))
		nth++;
	assert_true(nth > 5);
	print_message("%s: %zu calls held up\n", ((const struct story_way *)*state)->name, nth - 1);
}

int main(int argc, char **argv)
{
	struct CMUnitTest tests[32] = {{0}};
	size_t n = 0;

	for (size_t i = 0; i < n_story_ways; i++) {
		void *way = (void *)(uintptr_t)&story_ways[i];

		tests[n++] = (struct CMUnitTest){
			.name = story_ways[i].name, .test_func = test_faults, .initial_state = way};
		tests[n++] = (struct CMUnitTest){
			.name = story_ways[i].name, .test_func = test_delays, .initial_state = way};
	}
	choose_part(argc, argv);
	return _cmocka_run_group_tests("session faults", tests, n, NULL, NULL);
}
