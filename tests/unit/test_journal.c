/* Journals: written, torn, damaged, planted, and replayed. */
#include "../../src/store/replay.h"
#include "base/crc32c.h"
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/file.h"
#include "store/journal.h"
#include "store/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

enum { NOBODY = 65534, MAX_STATES = 16 };

/* A session without a screen: a document, its file and its journal. */
struct desk {
	struct folder folder;
	char state[512]; /* the folder of journals */
	char path[512];  /* the document's */
	struct fault_io fault;
	unsigned ids;
	int64_t now;
	struct form *form;
	struct document document;
	struct journal *journal;
	struct str states[MAX_STATES]; /* dumps: at the beginning and after each op */
	size_t n_states;
	struct err err;
};

static const char base_text[] = HEAD "# a comment\n"
				     "title: Before\n"
				     "basics:\n"
				     "  story: |\n"
				     "    One line.\n"
				     "log:\n"
				     "  events:\n"
				     "    - id: r1\n"
				     "      who: me\n"
				     "    - id: r2\n"
				     "      who: you\n";

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	folder_init(&desk->folder);
	snprintf(desk->state, sizeof(desk->state), "%s",
		folder_path(&desk->folder, "state/afterword"));
	snprintf(desk->path, sizeof(desk->path), "%s",
		folder_path(&desk->folder, "the outage.yaml"));
	desk->now = 1700000000000;
	desk->form = fixture_form_new();
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	journal_close(desk->journal);
	for (size_t i = 0; i < desk->n_states; i++)
		str_release(&desk->states[i]);
	document_release(&desk->document);
	form_free(desk->form);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	free(desk);
	return 0;
}

static void note_state(struct desk *desk)
{
	assert_true(desk->n_states < MAX_STATES);
	document_dump(&desk->document, &desk->states[desk->n_states++]);
}

/* Opens the document with these bytes (NULL: there is no file) and begins a journal. */
static void begin(struct desk *desk, const char *source)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct time_source time = standing_time(&desk->now);
	struct str base = {0};

	if (source) {
		folder_put_text(&desk->folder, "the outage.yaml", source);
		str_append_text(&base, source);
		fixture_open(&desk->document, desk->form, source);
	} else {
		document_init_new(&desk->document, desk->form);
	}
	desk->journal = journal_create(fault_io(&desk->fault), desk->state, desk->path,
		desk->form->name, source ? &base : NULL, &ids, &time, &desk->err);
	if (!desk->journal)
		fail_msg("%s: %s", desk->err.path, desk->err.message);
	journal_keep_base(desk->journal);
	str_release(&base);
	note_state(desk);
}

/* Applies and journals an op, as a session does. */
static bool act(struct desk *desk, struct op *op)
{
	bool is_written;

	if (!document_apply(&desk->document, op, &desk->err))
		fail_msg("%s", desk->err.message);
	is_written = journal_append(desk->journal, op, desk->form, &desk->err);
	op_release(op);
	note_state(desk);
	return is_written;
}

static bool set(struct desk *desk, const char *path, const char *text)
{
	struct place place = fixture_place(&desk->document, path, NULL, NULL);
	struct op op;

	document_op_set(&desk->document, &place, text, strlen(text), &op);
	return act(desk, &op);
}

static bool set_cell(struct desk *desk, const char *row, const char *text)
{
	struct place place = fixture_place(&desk->document, "log.events", row, "who");
	struct op op;

	document_op_set(&desk->document, &place, text, strlen(text), &op);
	return act(desk, &op);
}

static bool insert_row(struct desk *desk, size_t at, const char *id)
{
	struct op op;

	document_op_insert(
		&desk->document, fixture_field(&desk->document, "log.events"), at, id, &op);
	return act(desk, &op);
}

static void remove_row(struct desk *desk, size_t at, struct op *inverse)
{
	struct op op;

	document_op_remove(&desk->document, fixture_field(&desk->document, "log.events"), at, &op);
	op_invert(&op, inverse);
	assert_true(act(desk, &op));
}

/* What a save of everything so far does to document and journal. */
static void save(struct desk *desk)
{
	struct str bytes = {0};
	struct document saved;

	assert_true(document_format(&desk->document, &bytes, &desk->err));
	assert_true(
		journal_saved(desk->journal, journal_sequence(desk->journal), &bytes, &desk->err));
	fixture_open(&saved, desk->form, bytes.data);
	document_adopt(&desk->document, &saved);
	str_release(&bytes);
}

static void list(struct desk *desk, struct journal_list *found)
{
	*found = (struct journal_list){0};
	if (!journal_list_load(found, io_system(), desk->state, desk->path, &desk->err))
		fail_msg("%s", desk->err.message);
}

static void assert_dump(const struct document *document, const struct str *dump)
{
	struct str own = {0};

	document_dump(document, &own);
	assert_string_equal(str_text(&own), str_text(dump));
	str_release(&own);
}

/* Replays the only journal there is: the nth state is its base, the last one comes back. */
static void assert_replays(struct desk *desk, size_t base_state, size_t n_ops)
{
	struct journal_list found;
	struct document base, recovered;
	size_t lost = 99;

	list(desk, &found);
	assert_int_equal(found.n, 1);
	assert_null(found.items[0].problem);
	assert_int_equal(found.items[0].n_ops, n_ops);
	if (!journal_replay(
		    io_system(), &found.items[0], desk->form, &base, &recovered, &lost, &desk->err))
		fail_msg("%s", desk->err.message);
	assert_int_equal(lost, 0);
	assert_dump(&base, &desk->states[base_state]);
	assert_dump(&recovered, &desk->states[desk->n_states - 1]);
	document_release(&base);
	document_release(&recovered);
	journal_list_release(&found);
}

/* The name of the only journal, in the test's folder. */
static void journal_name(struct desk *desk, char *name, size_t size)
{
	struct journal_list found;

	list(desk, &found);
	assert_int_equal(found.n, 1);
	snprintf(name, size, "%s", found.items[0].path + strlen(desk->folder.path) + 1);
	journal_list_release(&found);
}

/* --- writing --- */

static void test_folder(void **state)
{
	struct str out = {0};
	struct err err = {0};

	(void)state;
	setenv("XDG_STATE_HOME", "/var/state", 1);
	setenv("HOME", "/home/me", 1);
	assert_true(journal_folder(&out, &err));
	assert_string_equal(out.data, "/var/state/afterword");
	str_clear(&out);
	setenv("XDG_STATE_HOME", "relative", 1);
	assert_true(journal_folder(&out, &err));
	assert_string_equal(out.data, "/home/me/.local/state/afterword");
	unsetenv("XDG_STATE_HOME");
	unsetenv("HOME");
	assert_false(journal_folder(&out, &err));
	assert_int_equal(err.code, ERR_USAGE);
	str_release(&out);
}

static void test_create(void **state)
{
	struct desk *desk = *state;
	struct stat stat;
	struct journal_list found;
	mode_t old = umask(0);
	const char *slash;

	begin(desk, base_text);
	umask(old);
	folder_stat(&desk->folder, "state/afterword", &stat);
	assert_int_equal(stat.st_mode & 07777, 0700);
	list(desk, &found);
	assert_int_equal(found.n, 1);
	assert_null(found.items[0].problem);
	assert_string_equal(found.items[0].document_path, desk->path);
	assert_string_equal(found.items[0].form_name, "outage");
	assert_int_equal(found.items[0].started, 1700000000);
	assert_int_equal(found.items[0].pid, getpid());
	assert_int_equal(found.items[0].n_ops, 0);
	slash = strrchr(found.items[0].path, '/');
	assert_int_equal(strncmp(slash, "/the_outage.yaml.", 17), 0);
	assert_int_equal(lstat(found.items[0].path, &stat), 0);
	assert_int_equal(stat.st_mode & 07777, 0600);
	journal_list_release(&found);
	assert_replays(desk, 0, 0);
}

/* The lock tells a session that runs from one that has ended. */
static void test_live(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;

	begin(desk, base_text);
	for (int i = 0; i < 2; i++) {
		/* Looking does not unlock it. */
		list(desk, &found);
		assert_true(found.items[0].is_live);
		journal_list_release(&found);
	}
	journal_close(desk->journal);
	desk->journal = NULL;
	list(desk, &found);
	assert_int_equal(found.n, 1);
	assert_false(found.items[0].is_live);
	journal_list_release(&found);
}

static void test_append(void **state)
{
	struct desk *desk = *state;

	begin(desk, base_text);
	assert_int_equal(journal_sequence(desk->journal), 0);
	assert_true(set(desk, "title", "After"));
	assert_true(insert_row(desk, 1, "r3"));
	assert_true(set_cell(desk, "r3", "a new one"));
	assert_true(set(desk, "basics.story", "Two\nlines\n"));
	assert_int_equal(journal_sequence(desk->journal), 4);
	assert_replays(desk, 0, 4);
	/* The same when nobody closed it. */
	journal_close(desk->journal);
	desk->journal = NULL;
	assert_replays(desk, 0, 4);
}

static void test_new_file(void **state)
{
	struct desk *desk = *state;

	begin(desk, NULL);
	assert_true(set(desk, "title", "First words"));
	assert_replays(desk, 0, 1);
}

static void test_saved(void **state)
{
	struct desk *desk = *state;

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	save(desk);
	assert_replays(desk, 1, 0);
	assert_true(set(desk, "basics.story", "More\n"));
	assert_true(insert_row(desk, 0, "r0"));
	assert_replays(desk, 1, 2);
	save(desk);
	assert_replays(desk, 3, 0);
	assert_true(set(desk, "title", ""));
	assert_replays(desk, 3, 1);
}

/* A save that was under way while more was typed. */
static void test_saved_late(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	assert_true(document_format(&desk->document, &bytes, NULL));
	assert_true(set(desk, "basics.story", "More\n"));
	assert_true(journal_saved(desk->journal, 1, &bytes, NULL));
	assert_true(set(desk, "title", "Later still"));
	assert_replays(desk, 1, 2);
	str_release(&bytes);
}

/* The session took another file over: what comes after builds on that. */
static void test_reloaded(void **state)
{
	static const char other[] = HEAD "title: Theirs\nlog:\n  events:\n    - who: a\n";
	struct desk *desk = *state;
	struct str bytes = {0};

	begin(desk, base_text);
	assert_true(set(desk, "title", "Mine"));
	str_append_text(&bytes, other);
	assert_true(journal_saved(desk->journal, 1, &bytes, NULL));
	document_release(&desk->document);
	fixture_open(&desk->document, desk->form, other);
	note_state(desk);
	assert_true(set_cell(desk, "~1", "b"));
	assert_replays(desk, 2, 1);
	str_release(&bytes);
}

/* Somebody else's bytes, and one op of ours on them; states: the bytes, and with the op. */
static bool rebase(struct desk *desk, const char *theirs, const char *title)
{
	struct str bytes = {0};
	struct ops own = {0};
	bool is_written;

	str_append_text(&bytes, theirs);
	document_release(&desk->document);
	fixture_open(&desk->document, desk->form, theirs);
	note_state(desk);
	struct place place = fixture_place(&desk->document, "title", NULL, NULL);
	document_op_set(&desk->document, &place, title, strlen(title), ops_add(&own));
	assert_true(document_apply(&desk->document, &own.items[0], &desk->err));
	note_state(desk);
	is_written = journal_rebase(desk->journal, &bytes, &own, desk->form, &desk->err);
	ops_release(&own);
	str_release(&bytes);
	return is_written;
}

static const char theirs[] = HEAD "title: Theirs\nbasics:\n  story: Long.\n";

/* What others wrote was merged: from there on it counts, with what is only ours. */
static void test_rebased(void **state)
{
	struct desk *desk = *state;

	begin(desk, base_text);
	assert_true(set(desk, "title", "Mine"));
	save(desk);
	assert_true(set(desk, "title", "Mine again"));
	assert_true(rebase(desk, theirs, "Merged"));
	assert_int_equal(journal_sequence(desk->journal), 1);
	assert_replays(desk, 3, 1);
	assert_true(set(desk, "basics.story", "Longer."));
	assert_replays(desk, 3, 2);
	save(desk);
	assert_replays(desk, 5, 0);
	assert_true(set(desk, "title", "After all"));
	assert_replays(desk, 5, 1);
	/* a second time, and in a file written anew */
	assert_true(rebase(desk, base_text, "Once more"));
	assert_replays(desk, 7, 1);
	assert_true(journal_renew(desk->journal, &desk->err));
	assert_replays(desk, 7, 1);
}

/* Torn in the middle of it: all of what was before, or all of what is after. */
static void test_torn_rebase(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;
	struct str bytes = {0};

	begin(desk, base_text);
	assert_true(set(desk, "title", "Mine"));
	assert_true(rebase(desk, theirs, "Merged"));
	assert_replays(desk, 2, 1);
	/* one byte of the record is another one */
	list(desk, &found);
	assert_true(file_load(io_system(), found.items[0].path, &bytes, NULL, NULL));
	char *at = NULL;
	for (size_t i = 0; i + 6 < bytes.len; i++)
		if (memcmp(bytes.data + i, "Theirs", 6) == 0)
			at = bytes.data + i;
	assert_non_null(at);
	assert_int_equal(pwrite(journal_fd(desk->journal), "X", 1, at - bytes.data), 1);
	str_release(&bytes);
	journal_list_release(&found);
	desk->n_states = 2; /* as if it had never come */
	assert_replays(desk, 0, 1);
	desk->n_states = 4;
}

/* It could not be written: the next op brings the whole of it. */
static void test_failed_rebase(void **state)
{
	struct desk *desk = *state;

	begin(desk, base_text);
	assert_true(set(desk, "title", "Mine"));
	desk->fault.fail_at = desk->fault.n_calls + 1;
	desk->fault.for_ever = true;
	desk->fault.number = ENOSPC;
	assert_false(rebase(desk, theirs, "Merged"));
	assert_int_equal(desk->err.number, ENOSPC);
	assert_false(set(desk, "basics.story", "More."));
	desk->fault.fail_at = 0;
	desk->fault.for_ever = false;
	assert_true(set(desk, "basics.story", "More and more."));
	assert_replays(desk, 2, 3);
}

static const char nameless_text[] = HEAD "log:\n"
					 "  events:\n"
					 "    - who: first\n"
					 "    - who: second\n"
					 "    - who: third\n";

/* Rows that have no id in the file keep their names in the session, not in the saved bytes. */
static void test_nameless_rows(void **state)
{
	struct desk *desk = *state;

	begin(desk, nameless_text);
	assert_true(insert_row(desk, 0, "new"));
	save(desk);
	assert_true(set_cell(desk, "~1", "still the first"));
	assert_true(set_cell(desk, "~3", "still the third"));
	assert_replays(desk, 1, 2);
}

/* Removed before the save, brought back by undo after it. */
static void test_nameless_row_comes_back(void **state)
{
	struct desk *desk = *state;
	struct op inverse;

	begin(desk, nameless_text);
	remove_row(desk, 0, &inverse);
	save(desk);
	assert_true(act(desk, &inverse));
	assert_true(set_cell(desk, "~1", "the first again"));
	assert_true(set_cell(desk, "~2", "still the second"));
	assert_replays(desk, 1, 3);
}

/* --- trouble while writing --- */

/* What could not be written goes out with what comes next. */
static void test_failed_append(void **state)
{
	static const int numbers[] = {ENOSPC, EIO, 0};
	struct desk *desk = *state;

	begin(desk, base_text);
	for (size_t i = 0; i < LEN(numbers); i++) {
		desk->fault.fail_at = desk->fault.n_calls + 1;
		desk->fault.number = numbers[i];
		desk->err = (struct err){0};
		assert_int_equal(
			set(desk, "title", numbers[i] ? "lost?" : "short"), numbers[i] == 0);
		assert_int_equal(desk->err.number, numbers[i]);
		desk->fault.fail_at = 0;
		assert_true(set(desk, "basics.story", i == 1 ? "a\n" : "b\n"));
		assert_replays(desk, 0, 2 * (i + 1));
	}
}

static void test_failed_saved(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	assert_true(document_format(&desk->document, &bytes, NULL));
	desk->fault.fail_at = desk->fault.n_calls + 2; /* after a look at the file */
	desk->fault.number = EIO;
	assert_false(journal_saved(desk->journal, 1, &bytes, &desk->err));
	desk->fault.fail_at = 0;
	assert_true(set(desk, "title", "After that"));
	assert_replays(desk, 1, 1);
	save(desk);
	assert_replays(desk, 2, 0);
	str_release(&bytes);
}

static void test_renew(void **state)
{
	struct desk *desk = *state;
	struct stat before, after;
	struct journal_list found;

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	save(desk);
	assert_true(set(desk, "title", "After that"));
	assert_int_equal(fstat(journal_fd(desk->journal), &before), 0);
	assert_true(journal_renew(desk->journal, &desk->err));
	assert_int_equal(fstat(journal_fd(desk->journal), &after), 0);
	assert_true(before.st_ino != after.st_ino);
	assert_replays(desk, 1, 1);
	assert_true(set(desk, "title", "And more"));
	assert_replays(desk, 1, 2);
	list(desk, &found);
	assert_true(found.items[0].is_live);
	journal_list_release(&found);
}

/* Saves that touch all of a large text do not make the journal grow for ever. */
static void test_growth(void **state)
{
	enum { LARGE = 600 * 1000 };
	struct desk *desk = *state;
	int fd;

	begin(desk, base_text);
	fd = journal_fd(desk->journal);
	for (size_t i = 0; i < 40; i++) {
		struct stat stat;
		struct str bytes = {0};

		str_append_text(&bytes, base_text);
		str_append_char(&bytes, '#');
		str_append_repeat(&bytes, (char)('a' + i % 26), LARGE);
		assert_true(journal_saved(desk->journal, 0, &bytes, &desk->err));
		assert_int_equal(fstat(journal_fd(desk->journal), &stat), 0);
		assert_true(stat.st_size < 10 * 1024 * 1024);
		str_release(&bytes);
	}
	assert_int_not_equal(fd, journal_fd(desk->journal));
	assert_true(set(desk, "title", "After"));
	assert_replays(desk, 0, 1);
}

static bool can_reserve(struct desk *desk)
{
	struct io io = io_system();
	struct stat stat;
	int fd = open(folder_path(&desk->folder, "probe"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	assert_int_equal(io.ops->allocate(io.context, fd, 0, 65536), 0);
	assert_int_equal(fstat(fd, &stat), 0);
	close(fd);
	return stat.st_blocks * 512 >= 65536;
}

/* Space for a mebibyte of edits is there from the start, and the size does not tell. */
static void test_reserve(void **state)
{
	struct desk *desk = *state;
	struct stat stat;

	begin(desk, base_text);
	assert_int_equal(fstat(journal_fd(desk->journal), &stat), 0);
	assert_true(stat.st_size < 4096);
	if (!can_reserve(desk)) {
		print_message("this file system reserves nothing\n");
		skip();
	}
	assert_true(stat.st_blocks * 512 >= 1024 * 1024);
}

static void test_remove(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;

	begin(desk, base_text);
	journal_remove(desk->journal);
	desk->journal = NULL;
	list(desk, &found);
	assert_int_equal(found.n, 0);
	document_release(&desk->document);
	begin(desk, base_text);
	journal_close(desk->journal);
	desk->journal = NULL;
	list(desk, &found);
	assert_int_equal(found.n, 1);
	assert_true(journal_entry_remove(io_system(), &found.items[0], &desk->err));
	assert_true(journal_entry_remove(io_system(), &found.items[0], &desk->err));
	journal_list_release(&found);
	list(desk, &found);
	assert_int_equal(found.n, 0);
}

static void test_open_folder(void **state)
{
	struct desk *desk = *state;
	struct id_source ids = counting_ids(&desk->ids);
	struct time_source time = standing_time(&desk->now);
	struct str base = {0};

	assert_int_equal(mkdir(folder_path(&desk->folder, "state"), 0700), 0);
	assert_int_equal(mkdir(desk->state, 0700), 0);
	assert_int_equal(chmod(desk->state, 0770), 0);
	assert_null(journal_create(
		io_system(), desk->state, desk->path, "outage", &base, &ids, &time, &desk->err));
	assert_string_equal(
		desk->err.message, "others can write to the folder for journals; chmod 700 it");
	assert_string_equal(desk->err.path, desk->state);
}

/* Made by hand, say: names of documents are nobody else's to read. */
static void test_readable_folder(void **state)
{
	struct desk *desk = *state;
	struct stat stat;

	assert_int_equal(mkdir(folder_path(&desk->folder, "state"), 0700), 0);
	assert_int_equal(mkdir(desk->state, 0700), 0);
	assert_int_equal(chmod(desk->state, 0755), 0);
	begin(desk, base_text);
	folder_stat(&desk->folder, "state/afterword", &stat);
	assert_int_equal(stat.st_mode & 0777, 0700);
}

/* Somebody put a link there: what it leads to keeps its mode, and the journal is written. */
static void test_linked_folder(void **state)
{
	static const mode_t modes[] = {0755, 0711, 0700, 01755};
	struct desk *desk = *state;
	struct stat stat;

	assert_int_equal(mkdir(folder_path(&desk->folder, "state"), 0700), 0);
	assert_int_equal(mkdir(folder_path(&desk->folder, "pages"), 0700), 0);
	assert_int_equal(symlink("../link", desk->state), 0);
	assert_int_equal(symlink("pages", folder_path(&desk->folder, "link")), 0);
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		assert_int_equal(chmod(folder_path(&desk->folder, "pages"), modes[i]), 0);
		begin(desk, base_text);
		folder_stat(&desk->folder, "pages", &stat);
		assert_int_equal(stat.st_mode & 07777, modes[i]);
		journal_remove(desk->journal);
		desk->journal = NULL;
		document_release(&desk->document);
	}
}

/* That it holds the ops of another one is as old as they are: a journal written anew says so. */
static void test_renewed_took(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;
	struct str bytes = {0};
	char name[256], other[256];

	begin(desk, base_text);
	journal_name(desk, name, sizeof(name));
	assert_true(folder_get(&desk->folder, name, &bytes));
	snprintf(other, sizeof(other), "%s", name);
	memcpy(other + strlen(other) - strlen("aaaaaaaa.journal"), "zzzzzzzz", 8);
	folder_put(&desk->folder, other, bytes.data, bytes.len);
	assert_true(journal_took(desk->journal, other, &desk->err));
	assert_true(journal_renew(desk->journal, &desk->err));
	list(desk, &found);
	assert_int_equal(found.n, 2);
	assert_null(found.items[0].taken_by);
	assert_non_null(found.items[1].taken_by);
	journal_list_release(&found);
	str_release(&bytes);
}

/* --- a save without a session --- */

static void set_title(struct desk *desk, const char *text)
{
	struct place place = fixture_place(&desk->document, "title", NULL, NULL);
	struct op op;

	document_op_set(&desk->document, &place, text, strlen(text), &op);
	assert_true(document_apply(&desk->document, &op, NULL));
	op_release(&op);
}

static enum file_result save_alone(struct desk *desk)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct str base = {0};
	enum file_result result;

	assert_true(folder_get(&desk->folder, "the outage.yaml", &base));
	desk->err = (struct err){0};
	result = document_save(
		&desk->document, fault_io(&desk->fault), desk->path, &base, &ids, &desk->err);
	str_release(&base);
	return result;
}

/* A file with two names is written in place: not before what completes that is durable. */
static void test_save_alone(void **state)
{
	struct desk *desk = *state;
	char other[512];

	begin(desk, base_text);
	journal_remove(desk->journal);
	desk->journal = NULL;
	setenv("XDG_STATE_HOME", folder_path(&desk->folder, "state"), 1);
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "other.yaml"));
	assert_int_equal(link(desk->path, other), 0);
	set_title(desk, "After");
	desk->fault.fails_sync = true;
	desk->fault.number = EIO;
	assert_int_equal(save_alone(desk), FILE_FAILED);
	assert_non_null(strstr(desk->err.message, "the journal did not reach the disk"));
	assert_true(folder_holds(&desk->folder, "the outage.yaml", base_text));
	assert_int_equal(save_alone(desk), FILE_SAVED);
	assert_true(folder_has(&desk->folder, "other.yaml", "title: After\n"));
	/* Neither journal is wanted any more. */
	assert_int_equal(rmdir(desk->state), 0);
	unsetenv("XDG_STATE_HOME");
}

static ino_t torn_inode;

/* Half of what goes into one file is written, then never more. */
static ssize_t torn_pwrite(void *context, int fd, const void *bytes, size_t len, off_t offset)
{
	struct stat stat;

	if (fstat(fd, &stat) != 0 || stat.st_ino != torn_inode)
		return io_system().ops->pwrite(context, fd, bytes, len, offset);
	if (offset == 0 && len > 1)
		return io_system().ops->pwrite(context, fd, bytes, len / 2, offset);
	errno = EIO;
	return -1;
}

/* Neither the new text nor the old one: the journal is what completes it. */
static void test_save_alone_torn(void **state)
{
	struct desk *desk = *state;
	struct io_ops ops = *io_system().ops;
	struct journal_list found;
	char other[512];
	struct stat stat;

	begin(desk, base_text);
	journal_remove(desk->journal);
	desk->journal = NULL;
	setenv("XDG_STATE_HOME", folder_path(&desk->folder, "state"), 1);
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "other.yaml"));
	assert_int_equal(link(desk->path, other), 0);
	folder_stat(&desk->folder, "the outage.yaml", &stat);
	torn_inode = stat.st_ino;
	ops.pwrite = torn_pwrite;
	desk->fault.under = (struct io){&ops, io_system().context};
	set_title(desk, "Something much longer than it was before");
	assert_int_equal(save_alone(desk), FILE_FAILED);
	assert_non_null(strstr(desk->err.message, "only partly written"));
	list(desk, &found);
	assert_int_equal(found.n, 1);
	journal_list_release(&found);
	unsetenv("XDG_STATE_HOME");
}

/* --- trouble while reading --- */

/* Is what a damaged journal gives a state the session went through? Returns which one. */
static size_t which_state(struct desk *desk)
{
	struct journal_list found;
	struct document base, recovered;
	struct str dump = {0};
	size_t lost, which = 0;

	list(desk, &found);
	if (found.n == 0 || found.items[0].problem) {
		journal_list_release(&found);
		return SIZE_MAX;
	}
	assert_true(journal_replay(
		io_system(), &found.items[0], desk->form, &base, &recovered, &lost, &desk->err));
	document_dump(&recovered, &dump);
	while (which < desk->n_states &&
		!str_equal(&desk->states[which], str_text(&dump), dump.len))
		which++;
	assert_true(which < desk->n_states);
	str_release(&dump);
	document_release(&base);
	document_release(&recovered);
	journal_list_release(&found);
	return which;
}

static void fill(struct desk *desk, struct str *bytes, char *name, size_t size)
{
	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	assert_true(insert_row(desk, 1, "r3"));
	save(desk);
	assert_true(set_cell(desk, "r3", "a new one"));
	assert_true(set(desk, "title", "And after"));
	journal_name(desk, name, size);
	journal_close(desk->journal);
	desk->journal = NULL;
	assert_true(folder_get(&desk->folder, name, bytes));
}

/* Cut at every byte: whole records stay, one by one. */
static void test_torn(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char name[256];
	size_t last = SIZE_MAX;

	fill(desk, &bytes, name, sizeof(name));
	for (size_t len = 0; len <= bytes.len; len++) {
		size_t which;

		folder_put(&desk->folder, name, bytes.data, len);
		which = which_state(desk);
		if (last == SIZE_MAX)
			assert_true(which == SIZE_MAX || which == 0);
		else
			assert_true(which == last || which == last + 1);
		last = which;
	}
	assert_int_equal(last, desk->n_states - 1);
	str_release(&bytes);
}

/* Whatever stands behind the last record: nothing, the reserve, or something else. */
static void test_tail(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char name[256];
	size_t len;

	fill(desk, &bytes, name, sizeof(name));
	len = bytes.len;
	str_append_repeat(&bytes, '\0', 5000);
	folder_put(&desk->folder, name, bytes.data, bytes.len);
	assert_int_equal(which_state(desk), desk->n_states - 1);
	for (int byte = 1; byte < 256; byte++) {
		memset(bytes.data + len, byte, 5000);
		folder_put(&desk->folder, name, bytes.data, bytes.len);
		assert_int_equal(which_state(desk), desk->n_states - 1);
	}
	/* A record of an earlier time, as it was. */
	memcpy(bytes.data + len, bytes.data + len - 100, 100);
	folder_put(&desk->folder, name, bytes.data, bytes.len);
	assert_int_equal(which_state(desk), desk->n_states - 1);
	str_release(&bytes);
}

static void test_flipped(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	char name[256];

	fill(desk, &bytes, name, sizeof(name));
	for (size_t bit = 0; bit < bytes.len * 8; bit++) {
		bytes.data[bit / 8] ^= (char)(1 << bit % 8);
		folder_put(&desk->folder, name, bytes.data, bytes.len);
		/* The damaged record is gone, and with it the last state. */
		assert_int_not_equal(which_state(desk), desk->n_states - 1);
		bytes.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	str_release(&bytes);
}

/* --- whole records that should not be there --- */

enum { MAGIC = 8, HEAD_OF_RECORD = 16, SUM = 4 };

static uint32_t number_at(const struct str *bytes, size_t at)
{
	const unsigned char *from = (const unsigned char *)bytes->data + at;

	return from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

static void put_number_at(struct str *bytes, size_t at, uint32_t number)
{
	for (size_t i = 0; i < 4; i++)
		bytes->data[at + i] = (char)(number >> (8 * i) & 0xff);
}

static size_t record_size(const struct str *bytes, size_t at)
{
	return HEAD_OF_RECORD + number_at(bytes, at) + SUM;
}

/* Where the nth record begins; the header is the first. */
static size_t record_at(const struct str *bytes, size_t nth)
{
	size_t at = MAGIC;

	for (size_t i = 1; i < nth; i++)
		at += record_size(bytes, at);
	return at;
}

/* An op is missing, or there twice: those behind it were made for another text. */
static void test_missing_record(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	struct str again = {0};
	char name[256];

	begin(desk, base_text);
	assert_true(set(desk, "title", "One"));
	assert_true(set(desk, "harm.cost", "7")); /* another field, so that the next one fits */
	assert_true(set(desk, "title", "Two"));
	journal_name(desk, name, sizeof(name));
	journal_close(desk->journal);
	desk->journal = NULL;
	assert_true(folder_get(&desk->folder, name, &bytes));
	assert_int_equal(which_state(desk), 3);

	size_t second = record_at(&bytes, 3);
	size_t size = record_size(&bytes, second);

	str_append(&again, bytes.data, second + size);
	str_append(&again, bytes.data + second, bytes.len - second);
	folder_put(&desk->folder, name, again.data, again.len);
	assert_int_equal(which_state(desk), 2);
	str_splice(&bytes, second, size, "", 0);
	folder_put(&desk->folder, name, bytes.data, bytes.len);
	assert_int_equal(which_state(desk), 1);
	str_release(&again);
	str_release(&bytes);
}

/* Writes a journal of one op whose header says that it is of this version. */
static void write_version(struct desk *desk, uint32_t version)
{
	enum { AT_VERSION = MAGIC + HEAD_OF_RECORD, AT_FILE = AT_VERSION + 24, FILE_SIZE = 16 };
	struct str bytes = {0};
	char name[256];
	size_t size;

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	journal_name(desk, name, sizeof(name));
	journal_close(desk->journal);
	desk->journal = NULL;
	assert_true(folder_get(&desk->folder, name, &bytes));
	if (version == 1) { /* had no device and inode */
		str_splice(&bytes, AT_FILE, FILE_SIZE, "", 0);
		put_number_at(&bytes, MAGIC, number_at(&bytes, MAGIC) - FILE_SIZE);
	}
	put_number_at(&bytes, AT_VERSION, version);
	size = record_size(&bytes, MAGIC);
	put_number_at(&bytes, MAGIC + size - SUM, crc32c(0, bytes.data + MAGIC, size - SUM));
	folder_put(&desk->folder, name, bytes.data, bytes.len);
	str_release(&bytes);
}

/* A newer program wrote it, and its sums are right: nothing in it is guessed at. */
static void test_newer_version(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;

	write_version(desk, 3);
	list(desk, &found);
	assert_int_equal(found.n, 1);
	assert_string_equal(
		found.items[0].problem, "the journal is from another version of Afterword");
	/* Not for us to move away. */
	assert_false(found.items[0].is_torn);
	journal_list_release(&found);
}

static void test_version_before(void **state)
{
	struct desk *desk = *state;

	write_version(desk, 1);
	assert_replays(desk, 0, 1);
}

/* Ops that do not fit the base end the replay and are counted. */
static void test_lost(void **state)
{
	struct desk *desk = *state;
	struct journal_list found;
	struct str other = {0};
	struct replay replay = {0};

	begin(desk, base_text);
	assert_true(set(desk, "title", "After"));
	str_append_text(&other, HEAD "title: Else\n");
	assert_true(journal_saved(desk->journal, 1, &other, NULL));
	assert_true(set(desk, "harm.cost", "7"));
	assert_true(set(desk, "title", "Does not fit"));
	assert_true(set(desk, "harm.cost", "8"));
	list(desk, &found);
	assert_true(replay_run(&replay, io_system(), &found.items[0], desk->form, NULL));
	assert_int_equal(replay.lost, 1);
	assert_string_equal(fixture_text(&replay.recovered, "title"), "Else");
	assert_string_equal(fixture_text(&replay.recovered, "harm.cost"), "8");
	assert_string_equal(str_text(&replay.lines), "title: \"Does not fit\"\n");
	replay_release(&replay);
	journal_list_release(&found);
	str_release(&other);
}

/* The path of a name among the journals. */
static const char *planted(struct desk *desk, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "state/afterword/%s", name);
	return folder_path(&desk->folder, path);
}

static void test_planted(void **state)
{
	static const struct {
		const char *name;
		const char *problem;
	} cases[] = {
		{"dir.journal", "the journal cannot be opened: Is a directory"},
		{"empty.journal", "this is not a journal, or it is from another version"},
		{"huge.journal", "the journal is larger than 256 MiB"},
		{"link.journal", "this is a link, not a journal"},
		{"pipe.journal", "this is not a regular file"},
		{"text.journal", "this is not a journal, or it is from another version"},
	};
	struct desk *desk = *state;
	struct journal_list found = {0};

	begin(desk, base_text);
	assert_int_equal(mkdir(planted(desk, "dir.journal"), 0700), 0);
	folder_put_text(&desk->folder, "state/afterword/empty.journal", "");
	folder_put_text(&desk->folder, "state/afterword/huge.journal", "");
	assert_int_equal(truncate(planted(desk, "huge.journal"), 257 * 1024 * 1024), 0);
	assert_int_equal(symlink("/etc/passwd", planted(desk, "link.journal")), 0);
	assert_int_equal(mkfifo(planted(desk, "pipe.journal"), 0600), 0);
	folder_put_text(&desk->folder, "state/afterword/text.journal", "Hello, I am a journal");
	folder_put_text(&desk->folder, "state/afterword/.x.journal", "being written");
	folder_put_text(&desk->folder, "state/afterword/readme", "something else");
	assert_true(journal_list_load(&found, io_system(), desk->state, NULL, &desk->err));
	assert_int_equal(found.n, LEN(cases) + 1);
	for (size_t i = 0; i < LEN(cases); i++) {
		assert_string_equal(strrchr(found.items[i].path, '/') + 1, cases[i].name);
		assert_string_equal(found.items[i].problem, cases[i].problem);
	}
	/* None of them is a journal of our document. */
	journal_list_release(&found);
	list(desk, &found);
	assert_int_equal(found.n, 1);
	journal_list_release(&found);
}

static void test_foreign_owner(void **state)
{
	struct desk *desk = *state;
	struct journal_list found = {0};
	char name[256];

	if (geteuid() != 0)
		skip();
	begin(desk, base_text);
	journal_name(desk, name, sizeof(name));
	assert_int_equal(chown(folder_path(&desk->folder, name), NOBODY, NOBODY), 0);
	assert_true(journal_list_load(&found, io_system(), desk->state, NULL, &desk->err));
	assert_string_equal(found.items[0].problem, "this journal belongs to another user");
	journal_list_release(&found);
}

static void test_open_to_others(void **state)
{
	static const mode_t modes[] = {0620, 0602, 0666};
	struct desk *desk = *state;
	struct journal_list found = {0};
	char name[256];

	begin(desk, base_text);
	journal_name(desk, name, sizeof(name));
	for (size_t i = 0; i < LEN(modes); i++) {
		assert_int_equal(chmod(folder_path(&desk->folder, name), modes[i]), 0);
		list(desk, &found);
		assert_string_equal(found.items[0].problem, "others can write to this journal");
		journal_list_release(&found);
	}
}

/* By the real path, however the document is named; others' journals are others'. */
static void test_whose(void **state)
{
	struct desk *desk = *state;
	struct journal_list found = {0};
	char other[512];

	begin(desk, base_text);
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "link.yaml"));
	assert_int_equal(symlink("the outage.yaml", other), 0);
	assert_true(journal_list_load(&found, io_system(), desk->state, other, &desk->err));
	assert_int_equal(found.n, 1);
	journal_list_release(&found);
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "other.yaml"));
	assert_true(journal_list_load(&found, io_system(), desk->state, other, &desk->err));
	assert_int_equal(found.n, 0);
	snprintf(other, sizeof(other), "%s", folder_path(&desk->folder, "none"));
	assert_true(journal_list_load(&found, io_system(), other, NULL, &desk->err));
	assert_int_equal(found.n, 0);
}

static struct journal *create_in(struct desk *desk, const char *folder)
{
	struct id_source ids = counting_ids(&desk->ids);
	struct time_source time = standing_time(&desk->now);

	return journal_create(fault_io(&desk->fault), folder_path(&desk->folder, folder),
		desk->path, "probe", NULL, &ids, &time, &desk->err);
}

/* What is said is why the first folder could not be made, not that the next has no place. */
static void test_folder_not_made(void **state)
{
	struct desk *desk = *state;
	size_t last[2] = {0};

	desk->journal = create_in(desk, "one/afterword");
	assert_non_null(desk->journal);
	for (size_t i = 0; i < desk->fault.n_log; i++)
		if (desk->fault.log[i].call == CALL_MKDIRAT) {
			last[0] = last[1];
			last[1] = i;
		}
	/* The last but one; calls are counted from 1. */
	desk->fault.fail_at = desk->fault.n_calls + last[0] + 1;
	desk->fault.number = EACCES;
	assert_null(create_in(desk, "two/afterword"));
	assert_true(fault_io_failed(&desk->fault, CALL_MKDIRAT));
	assert_non_null(strstr(desk->err.message, strerror(EACCES)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder),
		cmocka_unit_test_setup_teardown(test_create, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_live, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_append, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_new_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_saved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_saved_late, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_reloaded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rebased, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_torn_rebase, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failed_rebase, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nameless_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nameless_row_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failed_append, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failed_saved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_renew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_growth, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_reserve, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_remove, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_open_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_readable_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_linked_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_save_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_save_alone_torn, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_renewed_took, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_torn, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tail, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_flipped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_missing_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_newer_version, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_version_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_lost, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_planted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_foreign_owner, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_open_to_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_whose, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_folder_not_made, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
