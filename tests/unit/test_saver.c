/* The saver's thread: what goes in comes out, and nobody waits for the disk. */
#define _GNU_SOURCE /* pthread_setattr_default_np */
#include "document_fixture.h"
#include "fault_io.h"
#include "folder.h"
#include "sources.h"
#include "store/saver.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

/* A door the thread stands before in its fsync, until the test opens it. */
struct door {
	pthread_mutex_t mutex;
	pthread_cond_t changes;
	bool is_closed;
	bool is_reached;
	sigset_t mask; /* the thread's, when it came */
};

struct desk {
	struct folder folder;
	struct fault_io fault;
	struct door door;
	struct io_ops ops;
	unsigned ids;
	int64_t now;
	struct form *form;
	struct saver *saver;
	struct save_outcome outcome;
};

static const char old_text[] = HEAD "title: Before\n";
static const char new_text[] = HEAD "title: After\n";

static struct desk *at_door; /* whose fsync is the one below */

static int wait_and_sync(void *context, int fd)
{
	struct door *door = &at_door->door;

	pthread_mutex_lock(&door->mutex);
	door->is_reached = true;
	pthread_sigmask(SIG_SETMASK, NULL, &door->mask);
	pthread_cond_broadcast(&door->changes);
	while (door->is_closed)
		pthread_cond_wait(&door->changes, &door->mutex);
	pthread_mutex_unlock(&door->mutex);
	return fault_io(context).ops->fsync(context, fd);
}

static void wait_for_thread(struct desk *desk)
{
	pthread_mutex_lock(&desk->door.mutex);
	while (!desk->door.is_reached)
		pthread_cond_wait(&desk->door.changes, &desk->door.mutex);
	pthread_mutex_unlock(&desk->door.mutex);
}

static void set_door(struct desk *desk, bool is_closed)
{
	pthread_mutex_lock(&desk->door.mutex);
	desk->door.is_closed = is_closed;
	pthread_cond_broadcast(&desk->door.changes);
	pthread_mutex_unlock(&desk->door.mutex);
}

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct io io = fault_io(&desk->fault);

	folder_init(&desk->folder);
	folder_put_text(&desk->folder, "a", old_text);
	pthread_mutex_init(&desk->door.mutex, NULL);
	pthread_cond_init(&desk->door.changes, NULL);
	desk->ops = *io.ops;
	desk->ops.fsync = wait_and_sync;
	io.ops = &desk->ops;
	at_door = desk;
	desk->now = 1700000000123;
	desk->form = fixture_form_new();
	desk->saver = saver_new(io, counting_ids(&desk->ids), standing_time(&desk->now), NULL);
	assert_non_null(desk->saver);
	*state = desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	saver_free(desk->saver);
	save_outcome_release(&desk->outcome);
	form_free(desk->form);
	fault_io_release(&desk->fault);
	folder_release(&desk->folder);
	pthread_cond_destroy(&desk->door.changes);
	pthread_mutex_destroy(&desk->door.mutex);
	free(desk);
	return 0;
}

static void dump_text(struct desk *desk, const char *text, struct str *dump)
{
	struct document document;

	fixture_open(&document, desk->form, text);
	document_dump(&document, dump);
	document_release(&document);
}

/* Asks for these bytes, said to hold what intended holds, over base. */
static void start(struct desk *desk, const char *base, const char *bytes, const char *intended)
{
	struct save_request request = {
		.path = mem_strdup(folder_path(&desk->folder, "a")),
		.has_base = base != NULL,
		.form = desk->form,
		.sequence = 42,
	};

	str_append_text(&request.base, base ? base : "");
	str_append_text(&request.bytes, bytes);
	dump_text(desk, intended, &request.dump);
	saver_start(desk->saver, &request);
	assert_null(request.path);
	assert_null(request.bytes.data);
}

static bool is_readable(struct desk *desk)
{
	struct pollfd fd = {.fd = saver_fd(desk->saver), .events = POLLIN};

	return poll(&fd, 1, 0) == 1 && (fd.revents & POLLIN);
}

static void test_save(void **state)
{
	struct desk *desk = *state;
	struct save_outcome *outcome = &desk->outcome;

	assert_false(saver_is_busy(desk->saver));
	assert_false(saver_take(desk->saver, false, outcome));
	assert_false(saver_take(desk->saver, true, outcome));
	start(desk, old_text, new_text, new_text);
	assert_true(saver_is_busy(desk->saver));
	assert_true(saver_take(desk->saver, true, outcome));
	assert_false(saver_is_busy(desk->saver));
	assert_int_equal(outcome->result, FILE_SAVED);
	assert_int_equal(outcome->sequence, 42);
	assert_int_equal(outcome->saved_at, 1700000000123);
	assert_string_equal(outcome->bytes.data, new_text);
	assert_string_equal(fixture_text(&outcome->document, "title"), "After");
	assert_true(folder_holds(&desk->folder, "a", new_text));
	assert_true(file_is_same(io_system(), folder_path(&desk->folder, "a"), &outcome->stamp));
}

/* The descriptor is readable from the outcome to its taking, and only then. */
static void test_bell(void **state)
{
	struct desk *desk = *state;
	struct pollfd fd = {.fd = saver_fd(desk->saver), .events = POLLIN};

	assert_false(is_readable(desk));
	start(desk, old_text, new_text, new_text);
	assert_int_equal(poll(&fd, 1, 10000), 1);
	assert_true(saver_take(desk->saver, false, &desk->outcome));
	assert_false(is_readable(desk));
}

/* While the disk takes its time everything else goes on. */
static void test_slow_disk(void **state)
{
	struct desk *desk = *state;

	set_door(desk, true);
	start(desk, old_text, new_text, new_text);
	wait_for_thread(desk);
	assert_true(saver_is_busy(desk->saver));
	assert_false(is_readable(desk));
	assert_false(saver_take(desk->saver, false, &desk->outcome));
	assert_true(folder_holds(&desk->folder, "a", old_text));
	set_door(desk, false);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_SAVED);
}

/* Has the file, which is due to be looked at, been found to be another one? */
static bool stirs(struct desk *desk)
{
	struct file_probe_request request = {.path = mem_strdup(folder_path(&desk->folder, "a"))};
	struct file_probe look;

	saver_look(desk->saver, &request);
	assert_true(saver_take_look(desk->saver, true, &look));
	file_probe_release(&look);
	saver_settle(desk->saver);
	return saver_take_stir(desk->saver);
}

static void watch(struct desk *desk, const struct file_stamp *known)
{
	saver_watch(desk->saver, folder_path(&desk->folder, "a"), known, false);
	saver_settle(desk->saver);
	desk->now += 10000;
}

/* Our own save is nothing to be told of. Whether it succeeds or not, it goes on when it is said
 * what is known then. */
static void test_watched(void **state)
{
	struct desk *desk = *state;
	struct str bytes = {0};
	struct file_stamp stamp;

	assert_true(file_load(io_system(), folder_path(&desk->folder, "a"), &bytes, &stamp, NULL));
	str_release(&bytes);
	watch(desk, &stamp);
	start(desk, old_text, new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_SAVED);
	stamp = desk->outcome.stamp;
	save_outcome_release(&desk->outcome);
	assert_false(stirs(desk));
	watch(desk, &stamp);
	assert_false(stirs(desk));

	start(desk, new_text, old_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_FAILED);
	folder_put_text(&desk->folder, "a", "theirs\n");
	assert_false(stirs(desk));
	watch(desk, &stamp);
	assert_true(stirs(desk));
}

static void discard(struct desk *desk)
{
	struct document document;

	fixture_open(&document, desk->form, new_text);
	saver_discard(desk->saver, &document);
	assert_null(document.values);
}

/* Whatever the thread is doing; what is left at the end is released, too. */
static void test_discard(void **state)
{
	struct desk *desk = *state;

	discard(desk);
	saver_settle(desk->saver);
	set_door(desk, true);
	start(desk, old_text, new_text, new_text);
	wait_for_thread(desk);
	discard(desk);
	discard(desk);
	set_door(desk, false);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_SAVED);
	discard(desk);
}

static void test_signals(void **state)
{
	static const int signals[] = {SIGHUP, SIGTERM, SIGWINCH, SIGTSTP, SIGINT, SIGCONT};
	struct desk *desk = *state;
	sigset_t own;

	start(desk, old_text, new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	pthread_sigmask(SIG_SETMASK, NULL, &own);
	for (size_t i = 0; i < LEN(signals); i++) {
		assert_int_equal(sigismember(&desk->door.mask, signals[i]), 1);
		assert_int_equal(sigismember(&own, signals[i]), 0);
	}
}

/* Bytes that would not be read back as what was meant are never written. */
static void test_refused(void **state)
{
	static const char *const wrong[] = {
		HEAD "title: Almost\n",
		HEAD "title: [After\n",
		"afterword: 1\nform: other\ntitle: After\n",
		"",
		HEAD "title: After\n\xff\n",
	};
	struct desk *desk = *state;

	for (size_t i = 0; i < LEN(wrong); i++) {
		start(desk, old_text, wrong[i], new_text);
		assert_true(saver_take(desk->saver, true, &desk->outcome));
		assert_int_equal(desk->outcome.result, FILE_FAILED);
		assert_int_equal(desk->outcome.err.code, ERR_REFUSED);
		assert_string_equal(str_text(&desk->outcome.bytes), wrong[i]);
		assert_true(folder_holds(&desk->folder, "a", old_text));
		save_outcome_release(&desk->outcome);
	}
	assert_int_equal(desk->fault.n_calls, 0);
}

static void test_changed(void **state)
{
	struct desk *desk = *state;

	start(desk, "something else\n", new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_CHANGED);
	assert_int_equal(desk->outcome.err.code, ERR_CHANGED);
	save_outcome_release(&desk->outcome);
	start(desk, NULL, new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_CHANGED);
	assert_true(folder_holds(&desk->folder, "a", old_text));
}

static size_t count_syncs(const struct fault_io *fault)
{
	size_t n = 0;

	for (size_t i = 0; i < fault->n_log; i++)
		n += fault->log[i].call == CALL_FDATASYNC;
	return n;
}

/* Syncs asked for while the thread is at work become one. */
static void test_sync(void **state)
{
	struct desk *desk = *state;
	int fd = open(folder_path(&desk->folder, "journal"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	set_door(desk, true);
	start(desk, old_text, new_text, new_text);
	wait_for_thread(desk);
	for (int i = 0; i < 5; i++)
		saver_sync(desk->saver, SAVER_JOURNAL, fd, -1);
	set_door(desk, false);
	saver_free(desk->saver);
	desk->saver = NULL;
	assert_int_equal(count_syncs(&desk->fault), 1);
	assert_true(folder_holds(&desk->folder, "a", new_text));
	close(fd);
}

/* A new file is durable with its name: the folder is synced after it, and a failure there counts.
 */
static void test_sync_folder(void **state)
{
	struct desk *desk = *state;
	struct pollfd poll_fd = {.fd = saver_fd(desk->saver), .events = POLLIN};
	int fd = open(folder_path(&desk->folder, "journal"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int folder = open(desk->folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	desk->fault.fail_at = desk->fault.n_calls + 2;
	desk->fault.number = EIO;
	saver_sync(desk->saver, SAVER_JOURNAL, fd, folder);
	assert_int_equal(poll(&poll_fd, 1, 10000), 1);
	assert_int_equal(saver_take_sync_error(desk->saver, SAVER_JOURNAL), EIO);
	assert_int_equal(desk->fault.log[0].call, CALL_FDATASYNC);
	assert_int_equal(desk->fault.log[1].call, CALL_FSYNC);
	assert_true(desk->fault.log[1].is_folder);
	close(folder);
	close(fd);
}

static void test_failed_sync(void **state)
{
	struct desk *desk = *state;
	struct pollfd poll_fd = {.fd = saver_fd(desk->saver), .events = POLLIN};
	int fd = open(folder_path(&desk->folder, "journal"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	assert_int_equal(saver_take_sync_error(desk->saver, SAVER_JOURNAL), 0);
	desk->fault.fail_at = 1;
	desk->fault.number = EIO;
	saver_sync(desk->saver, SAVER_JOURNAL, fd, -1);
	assert_int_equal(poll(&poll_fd, 1, 10000), 1);
	assert_false(saver_take(desk->saver, false, &desk->outcome));
	assert_int_equal(saver_take_sync_error(desk->saver, SAVER_JOURNAL), EIO);
	assert_int_equal(saver_take_sync_error(desk->saver, SAVER_JOURNAL), 0);
	assert_false(is_readable(desk));
	assert_int_equal(count_syncs(&desk->fault), 1);
	close(fd);
}

/* The journal was renewed and its old file closed: what that held is elsewhere, so nothing is
 * wrong with it. */
static void test_sync_closed(void **state)
{
	struct desk *desk = *state;
	struct pollfd poll_fd = {.fd = saver_fd(desk->saver), .events = POLLIN};
	int fd = open(folder_path(&desk->folder, "journal"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	close(fd);
	saver_sync(desk->saver, SAVER_JOURNAL, fd, -1);
	saver_settle(desk->saver);
	assert_int_equal(desk->fault.log[0].call, CALL_FDATASYNC);
	assert_true(desk->fault.log[0].failed);
	assert_int_equal(saver_take_sync_error(desk->saver, SAVER_JOURNAL), 0);
	assert_int_equal(poll(&poll_fd, 1, 0), 0);
}

/* Who writes the file does not stop: after a while that is the answer, and nothing is written. */
static void test_busy(void **state)
{
	struct desk *desk = *state;
	struct timespec at = {.tv_sec = 1700000000, .tv_nsec = 100000000};
	const char *path = folder_path(&desk->folder, "a");

	assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){at, at}, 0), 0);
	start(desk, "something else\n", new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_CHANGED);
	assert_int_equal(desk->outcome.look.result, PROBE_BUSY);
	assert_true(folder_holds(&desk->folder, "a", old_text));
	save_outcome_release(&desk->outcome);
	/* It has stopped: what is there now comes back. */
	desk->now += 1000;
	start(desk, "something else\n", new_text, new_text);
	assert_true(saver_take(desk->saver, true, &desk->outcome));
	assert_int_equal(desk->outcome.result, FILE_CHANGED);
	assert_int_equal(desk->outcome.look.result, PROBE_NO_DOCUMENT);
}

/* All that was asked for is done when it is settled. */
static void test_settle(void **state)
{
	static const struct person geda = {.user = "geda", .host = "db1", .process = 42};
	static const char mara[] = "afterword-here 1\nuser mara\nhost db2\nprocess 7\nsince 3\n"
				   "page impact\n";
	struct desk *desk = *state;
	struct company company = {0};
	struct file_probe_request request = {.form = desk->form};
	struct file_probe look;

	folder_put_text(&desk->folder, ".a.here-abcdefgh", mara);
	saver_set_presence(desk->saver, presence_new(io_system(), counting_ids(&desk->ids),
						standing_time(&desk->now), &geda));
	saver_settle(desk->saver);
	saver_update_presence(desk->saver, folder_path(&desk->folder, "a"), "summary");
	saver_settle(desk->saver);
	assert_true(saver_take_company(desk->saver, &company));
	assert_int_equal(company.n, 1);
	assert_string_equal(company.items[0].user, "mara");
	company_release(&company);
	request.path = mem_strdup(folder_path(&desk->folder, "a"));
	saver_look(desk->saver, &request);
	saver_settle(desk->saver);
	assert_true(saver_take_look(desk->saver, false, &look));
	assert_int_equal(look.result, PROBE_CHANGED);
	file_probe_release(&look);
}

/* A look that was forgotten while it was made is not taken for the one that is asked for next. */
static void test_forgotten_look(void **state)
{
	struct desk *desk = *state;
	struct file_probe_request request = {.form = desk->form};
	struct fault_io fault;
	struct saver *saver;
	struct file_probe look;

	fault_io_init(&fault);
	fault.hold_at = 1;
	saver = saver_new(
		fault_io(&fault), counting_ids(&desk->ids), standing_time(&desk->now), NULL);
	request.path = mem_strdup(folder_path(&desk->folder, "gone"));
	request.reads = true;
	saver_look(saver, &request);
	while (!fault_io_is_held(&fault))
		sched_yield();
	saver_forget_look(saver);
	assert_false(saver_take_look(saver, false, &look));
	request = (struct file_probe_request){.form = desk->form};
	request.path = mem_strdup(folder_path(&desk->folder, "a"));
	saver_look(saver, &request);
	fault_io_let_go(&fault);
	saver_settle(saver);
	assert_true(saver_take_look(saver, false, &look));
	assert_int_equal(look.result, PROBE_CHANGED);
	file_probe_release(&look);
	saver_free(saver);
	fault_io_release(&fault);
}

/* --- starting --- */

static struct saver *start_another(struct desk *desk, struct err *err)
{
	return saver_new(io_system(), counting_ids(&desk->ids), standing_time(&desk->now), err);
}

static int next_descriptor(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	close(fd);
	return fd;
}

static void test_no_descriptors(void **state)
{
	struct desk *desk = *state;
	struct rlimit before, none;
	struct err err = {0};
	int descriptor = next_descriptor();

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = (rlim_t)descriptor;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_null(start_another(desk, &err));
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_string_equal(err.message, "the saver cannot be started: Too many open files");
	assert_int_equal(next_descriptor(), descriptor);
}

/* A thread whose stack fits nowhere. The pipe is closed again. */
static void test_no_thread(void **state)
{
	struct desk *desk = *state;
	pthread_attr_t before, huge;
	struct err err = {0};
	int descriptor = next_descriptor();

	assert_int_equal(pthread_getattr_default_np(&before), 0);
	assert_int_equal(pthread_getattr_default_np(&huge), 0);
	assert_int_equal(pthread_attr_setstacksize(&huge, (size_t)1 << 47), 0);
	assert_int_equal(pthread_setattr_default_np(&huge), 0);
	assert_null(start_another(desk, &err));
	assert_int_equal(pthread_setattr_default_np(&before), 0);
	pthread_attr_destroy(&before);
	pthread_attr_destroy(&huge);
	assert_non_null(strstr(err.message, "the saver cannot be started: "));
	assert_int_equal(next_descriptor(), descriptor);
	/* Our signals are not blocked. */
	test_signals(state);
}

/* What is under way is finished before the end. */
static void test_end(void **state)
{
	struct desk *desk = *state;

	start(desk, old_text, new_text, new_text);
	saver_free(desk->saver);
	desk->saver = NULL;
	assert_true(folder_holds(&desk->folder, "a", new_text));
	saver_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_save, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bell, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_slow_disk, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_watched, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_discard, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_signals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_changed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sync, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sync_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failed_sync, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sync_closed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_busy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_settle, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_forgotten_look, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_descriptors, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_thread, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_end, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
