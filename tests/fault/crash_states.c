/*
 * A power loss: an editing session is recorded, and for every moment the possible disks are built:
 * names and bytes that were not synced lost, kept, torn at 512 bytes, in every combination or, if
 * these are too many, in the interesting ones and a sample. A new session is opened on each. It
 * must find the old or the new text in the file, and in the file or the journal everything that is
 * promised:
 *
 *   - what was said to be saved is in the file;
 *   - what was typed a second ago comes back;
 *   - when only the program crashes, everything painted comes back.
 *
 * The same for interrupted recoveries. AFTERWORD_CRASH_STATES gives the states tried per moment;
 * the default is 40.
 */
#include "base/mem.h"
#include "fault_io.h"
#include "sources.h"
#include "store/journal.h"
#include "story.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum {
	SECOND = 1000,
	FEW = 5,           /* units of which all combinations are tried */
	RECOVERIES = 24,   /* disks per way whose recovery is interrupted in turn */
	RECOVERY_TRIES = 6 /* states per moment of these */
};

/* What must be there after a crash. */
struct demand {
	size_t state;   /* this one or a later one comes back */
	size_t version; /* the file has these bytes or later ones */
};

struct run {
	const struct story *story;
	size_t tries; /* per moment */
	uint64_t seed;
	uint64_t *seen; /* hashes of finished states, by requirement; 0: free */
	size_t cap_seen;
	size_t n_seen;
	size_t n_states;
	size_t n_recoveries;
	size_t n_torn; /* in place: the file was neither */
	char label[160];
};

#define CHECK(run, condition) check((run), (condition), #condition, __LINE__)

static void check(const struct run *run, bool holds, const char *what, int line)
{
	if (!holds)
		fail_msg("line %d: %s: %s", line, run->label, what);
}

/* --- one state --- */

/* The file before recovery: one of the versions; in place, perhaps torn. */
static void check_file(struct run *run, struct crash_fs *fs, const struct demand *demand)
{
	const struct story *story = run->story;
	struct str bytes = {0};
	size_t version;

	CHECK(run, crash_fs_get(fs, STORY_FILE, &bytes));
	version = story_find_version(story, &bytes);
	str_release(&bytes);
	if (version == SIZE_MAX && story->way->has_second_name)
		run->n_torn++;
	else
		CHECK(run, version != SIZE_MAX && version >= demand->version);
}

static void check_no_journal(struct run *run, struct crash_fs *fs)
{
	struct journal_list list = {0};

	CHECK(run, journal_list_load(&list, crash_fs_io(fs), STORY_STATE, STORY_FILE, NULL));
	CHECK(run, list.n == 0);
	journal_list_release(&list);
}

/* After a completed recovery, the file alone has everything. */
static void check_recovered(struct run *run, struct story *again, const struct demand *demand)
{
	const struct story *story = run->story;
	size_t found = SIZE_MAX;

	if (!again->is_opened || again->n_states == 0)
		CHECK(run, !"the file opens again");
	for (size_t i = story->n_states; i > 0 && found == SIZE_MAX; i--)
		if (str_equal(&story->states[i - 1], str_text(&again->states[0]),
			    again->states[0].len))
			found = i - 1;
	if (found == SIZE_MAX)
		print_message(
			"came back:\n%s\n", str_text(&again->versions[again->n_versions - 1]));
	CHECK(run, found != SIZE_MAX);
	CHECK(run, found >= demand->state);
	CHECK(run, again->n_states == 1);
	CHECK(run, again->is_finished);
	check_no_journal(run, again->fs);
}

static void try_disk(struct run *run, struct crash_fs *fs, const struct demand *demand)
{
	struct story again;

	check_file(run, fs, demand);
	story_go_on(&again, run->story, fs);
	check_recovered(run, &again, demand);
	story_release(&again);
}

/* --- all states --- */

static bool is_new(struct run *run, uint64_t hash)
{
	size_t at;

	if (run->n_seen * 2 >= run->cap_seen) {
		uint64_t *old = run->seen;
		size_t cap = run->cap_seen;

		run->cap_seen = cap > 0 ? cap * 2 : 1024;
		run->seen = mem_zalloc(run->cap_seen, sizeof(*run->seen));
		run->n_seen = 0;
		for (size_t i = 0; i < cap; i++)
			if (old[i] != 0)
				is_new(run, old[i]);
		free(old);
	}
	for (at = hash % run->cap_seen; run->seen[at] != 0; at = (at + 1) % run->cap_seen)
		if (run->seen[at] == hash)
			return false;
	run->seen[at] = hash;
	run->n_seen++;
	return true;
}

enum pattern { ALL, NOTHING, NAMES_ONLY, BYTES_ONLY, LENGTHS_ONLY, N_PATTERNS };

/* The nth choice of what is kept; false if no others are worth trying. */
static bool choose(struct run *run, const struct crash_units *units, size_t nth, bool *kept)
{
	size_t n = units->n;
	size_t single = nth - N_PATTERNS;

	for (size_t i = 0; i < n; i++) {
		bool is_name = units->items[i].kind == UNIT_NAMES;

		if (n <= FEW)
			kept[i] = nth >> i & 1;
		else if (nth < N_PATTERNS)
			kept[i] = nth == ALL || (nth == NAMES_ONLY && is_name) ||
				  (nth == BYTES_ONLY && !is_name) ||
				  (nth == LENGTHS_ONLY && units->items[i].kind != UNIT_SECTOR);
		else if (single < n)
			kept[i] = i != single; /* one lost */
		else if (single < 2 * n)
			kept[i] = i == single - n; /* one kept */
		else if (single < 3 * n)
			kept[i] = i <= single - 2 * n; /* in order, up to one */
		else
			kept[i] = random_next(&run->seed) >> 40 & 1;
	}
	return n <= FEW ? nth < (size_t)1 << n : nth < run->tries;
}

/* All disks of a moment; the first of them is what a crash of just the program leaves. */
static void try_moment(struct run *run, struct story *story, size_t moment,
	const struct demand *killed, const struct demand *lost)
{
	struct crash_units units = {0};
	bool *kept;

	crash_fs_units(story->fs, moment, &units);
	kept = mem_zalloc(units.n + 1, sizeof(*kept));
	for (size_t nth = 0; choose(run, &units, nth, kept); nth++) {
		struct crash_fs *fs = crash_fs_after(story->fs, moment, &units, kept);
		bool is_whole = true;
		const struct demand *demand;

		for (size_t i = 0; i < units.n; i++)
			is_whole = is_whole && kept[i];
		demand = is_whole ? killed : lost;
		if (is_new(run, crash_fs_hash(fs) ^ demand->state << 32 ^ demand->version << 48)) {
			run->n_states++;
			snprintf(run->label, sizeof(run->label),
				"%s, change %zu, choice %zu of %zu", run->story->way->name, moment,
				nth, units.n);
			try_disk(run, fs, demand);
		} else {
			crash_fs_free(fs);
		}
	}
	free(kept);
	free(units.items);
}

/* At every moment of a session. */
static void try_story(struct run *run, struct story *story)
{
	size_t last = crash_fs_n_changes(story->fs);

	for (size_t moment = story->marks[0].n_changes; moment <= last; moment++) {
		const struct story_mark *now = story_mark_at(story, moment);
		const struct story_mark *old = story_mark_before(story, moment, SECOND);
		struct demand killed = {.state = now->painted, .version = now->version};
		struct demand lost = {.state = now->saved, .version = now->version};

		if (old && old->painted > lost.state)
			lost.state = old->painted;
		try_moment(run, story, moment, &killed, &lost);
	}
}

/* At every moment of some recoveries: what had come back is not lost again. */
static void try_recoveries(struct run *run, struct story *story)
{
	size_t last = crash_fs_n_changes(story->fs);
	size_t first = story->marks[0].n_changes;
	size_t tries = run->tries;

	run->tries = RECOVERY_TRIES * tries / 40 + 1;
	for (size_t i = 1; i <= RECOVERIES; i++) {
		size_t moment = first + (last - first) * i / RECOVERIES;
		const struct story_mark *now = story_mark_at(story, moment);
		struct demand demand = {.state = now->painted, .version = now->version};
		struct crash_units units = {0};
		bool *kept;
		struct story again;
		size_t start;
		struct crash_fs *fs;

		crash_fs_units(story->fs, moment, &units);
		kept = mem_zalloc(units.n + 1, sizeof(*kept));
		for (size_t j = 0; j < units.n; j++)
			kept[j] = true;
		fs = crash_fs_after(story->fs, moment, &units, kept);
		start = crash_fs_n_changes(fs);
		story_go_on(&again, story, fs);
		for (size_t j = 0; j < again.n_versions; j++)
			story_add_version(story, &again.versions[j]);
		for (size_t at = start; at <= crash_fs_n_changes(again.fs); at++)
			try_moment(run, &again, at, &demand, &demand);
		run->n_recoveries++;
		story_release(&again);
		free(kept);
		free(units.items);
	}
	run->tries = tries;
}

static size_t tries(void)
{
	const char *wanted = getenv("AFTERWORD_CRASH_STATES");

	return wanted ? strtoul(wanted, NULL, 10) : 20;
}

/* The first sync of the journal fails: it is written again, and that is interrupted. */
static void test_renewal(void **state)
{
	struct fault_io io;
	struct story story;
	struct run run = {.story = &story, .tries = tries(), .seed = 20231016};

	(void)state;
	story_init(&story, &story_ways[0]);
	fault_io_init(&io);
	io.under = story.io;
	io.fails_sync = true;
	io.number = EIO;
	io.sync_failed = crash_fs_fail_sync;
	story.io = fault_io(&io);
	story_tell(&story);
	assert_true(story.is_finished);
	assert_true(fault_io_failed(&io, CALL_FDATASYNC));
	assert_false(fault_io_repeats_sync(&io));
	try_story(&run, &story);
	print_message("journal renewed: %zu changes, %zu disks recovered\n",
		crash_fs_n_changes(story.fs), run.n_states);
	free(run.seen);
	story_release(&story);
	fault_io_release(&io);
}

static void test_way(void **state)
{
	const struct story_way *way = *state;
	struct story story;
	struct run run = {.story = &story, .tries = tries(), .seed = 20231016};
	clock_t since = clock();

	story_init(&story, way);
	story_tell(&story);
	assert_true(story.is_finished);
	try_story(&run, &story);
	try_recoveries(&run, &story);
	print_message("%s: %zu keys, %zu changes, %zu disks recovered (%zu with a torn file), "
		      "%zu recoveries cut off, %.1f s\n",
		way->name, story.n_states, crash_fs_n_changes(story.fs), run.n_states, run.n_torn,
		run.n_recoveries, (double)(clock() - since) / CLOCKS_PER_SEC);
	free(run.seen);
	story_release(&story);
}

int main(void)
{
	struct CMUnitTest tests[16] = {{0}};

	for (size_t i = 0; i < n_story_ways; i++)
		tests[i] = (struct CMUnitTest){
			.name = story_ways[i].name,
			.test_func = test_way,
			.initial_state = (void *)(uintptr_t)&story_ways[i],
		};
	tests[n_story_ways] = (struct CMUnitTest)cmocka_unit_test(test_renewal);
	return _cmocka_run_group_tests("crash states", tests, n_story_ways + 1, NULL, NULL);
}
