/*
 * What typing costs on the line: bytes for a key on each page at each size, with all that such a
 * screen shows. The limits are what the program took before it had tabs and a side, and two
 * percent. Most are well above what is measured, but far below what a side, a title line or lines
 * that move with each wrapped word would cost.
 *
 * The painter writes to a pty, in a process of its own. Nothing waits and no clock runs, so a
 * number of keys always takes the same bytes.
 */
#include "fixture.h"
#include "viewed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/terminal.h"
#include "../../src/tui/terminal_input.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEYS = 200, PAGES = 6 };

static const struct {
	unsigned short columns, lines;
	double most[PAGES]; /* bytes for a key, the mean of all but the first */
} sizes[] = {
	{40, 12, {4.82, 2.57, 3.02, 2.80, 2.99, 2.87}},
	{80, 24, {4.36, 2.00, 3.30, 2.45, 2.37, 2.00}},
	{100, 30, {4.24, 2.10, 2.11, 2.22, 1.82, 1.75}},
	{120, 40, {9.34, 1.81, 2.25, 1.85, 2.89, 1.77}},
	{200, 60, {20.77, 1.66, 1.73, 1.75, 2.78, 2.34}},
};

enum {
	SIZES = sizeof(sizes) / sizeof(sizes[0]),
	PAGE_CHANGE = 1900, /* bytes at 80x24 */
	ROWS = 100,
	DOWN = 180,
	UNFOLDING = 1100,
	MIDDLE = 60, /* keys */
	PRESENT_STEP = 1000,
	PRESENT_MINUTE = 60,
};

/* What one sees: keys by name, each painted. */
struct scene {
	size_t size;
	const char *document; /* NULL: a timeline of ROWS */
	const char *to[8];
	unsigned n_typed;
	const char *again; /* a key */
	unsigned n_again;
	bool rests;       /* at the end */
	unsigned n_steps; /* of presenting */
	bool is_idle;     /* for a minute after them */
};

static void write_rows(struct str *out)
{
	str_append_text(out,
		"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
		"severity: sev1\ntimezone: UTC\n\nsummary:\n  start: \"2023-10-15T08:00:00Z\"\n"
		"  end: \"2023-10-16T14:00:00Z\"\n\ntimeline:\n  events:\n");
	for (int i = 0; i < ROWS; i++)
		str_appendf(out,
			"    - id: r%07d\n      at: \"2023-10-15T%02d:%02d:00Z\"\n"
			"      kind: action\n      what: Step %d of the restart was tried on host %d, "
			"which took its part of the traffic back after a few minutes of warming up\n",
			i, 8 + i * 3 / 60, i * 3 % 60, i, i);
}

static void press(struct viewed *viewed, struct term *term, const char *name)
{
	viewed_key(viewed, name);
	term_draw(term, &viewed->canvas);
}

static void play(const struct scene *scene)
{
	static const char typed[] = "and then the next word came ";
	struct str document = {0};
	struct input input;
	struct err err = {0};
	struct viewed viewed;
	struct term *term;

	if (!scene->document)
		write_rows(&document);
	else
		assert_true(tree_read(scene->document, &document));
	viewed_start(&viewed, &document, sizes[scene->size].columns, sizes[scene->size].lines);
	input_init(&input);
	term = term_start(&input, &err);
	assert_non_null(term);
	term_set_theme(term, THEME_PLAIN);
	term_draw(term, &viewed.canvas);
	for (size_t i = 0; scene->to[i]; i++)
		press(&viewed, term, scene->to[i]);
	for (unsigned i = 0; i < scene->n_typed; i++) {
		const char letter = typed[i % (sizeof(typed) - 1)];
		const char name[] = {letter, '\0'};

		press(&viewed, term, letter == ' ' ? "Space" : name);
	}
	for (unsigned i = 0; i < scene->n_again; i++)
		press(&viewed, term, scene->again);
	for (unsigned i = 0; i < scene->n_steps; i++)
		press(&viewed, term, "Space");
	if (scene->is_idle) {
		viewed_wait(&viewed, 61 * 1000);
		term_draw(term, &viewed.canvas);
	}
	if (scene->rests) {
		viewed_wait(&viewed, 200);
		term_draw(term, &viewed.canvas);
	}
	term_stop(term);
	input_release(&input);
	viewed_stop(&viewed);
	str_release(&document);
}

static void play_on(const char *terminal, const struct scene *scene)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0)
		_exit(9);
	ioctl(fd, TIOCSCTTY, 0);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	close(fd);
	setenv("TERM", "xterm-256color", 1);
	play(scene);
	fflush(stdout);
	_exit(0);
}

/* All bytes that a scene takes. */
static size_t count(const struct scene *scene)
{
	struct winsize size = {
		.ws_col = sizes[scene->size].columns, .ws_row = sizes[scene->size].lines};
	int fd = posix_openpt(O_RDWR | O_NOCTTY);
	char bytes[4096];
	size_t n = 0;
	ssize_t len;
	pid_t child;
	int status;

	assert_true(fd >= 0 && grantpt(fd) == 0 && unlockpt(fd) == 0);
	ioctl(fd, TIOCSWINSZ, &size);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		play_on(ptsname(fd), scene);
	while ((len = read(fd, bytes, sizeof(bytes))) > 0)
		n += (size_t)len;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(fd);
	return n;
}

#define REPORT "tests/screen/docs/payments.yaml"

static const char *const pages[] = {"Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"};

/* From the start of a page into a text of it: the timeline begins with its table. */
static double bytes_of_key(size_t size, unsigned page)
{
	struct scene scene = {.size = size, .document = REPORT, .n_typed = 1};
	size_t one;

	scene.to[0] = pages[page];
	if (page == 3) {
		scene.to[1] = "Enter";
		scene.to[2] = scene.to[3] = "Tab";
	}
	one = count(&scene);
	scene.n_typed = KEYS;
	return (double)(count(&scene) - one) / (KEYS - 1);
}

static void keys_cost_no_more_than_before(void **state)
{
	bool is_less = true;

	(void)state;
	for (size_t size = 0; size < SIZES; size++) {
		print_message("%ux%u", sizes[size].columns, sizes[size].lines);
		for (unsigned page = 0; page < PAGES; page++) {
			double bytes = bytes_of_key(size, page);
			bool is_more = bytes > sizes[size].most[page];

			print_message("  %.2f%s", bytes, is_more ? "!" : "");
			is_less = is_less && !is_more;
		}
		print_message("\n");
	}
	assert_true(is_less);
}

/* In the middle of a text, where all lines below the cursor wrap anew, and are then by chance what
 * others were. */
static void repeated_words_cost_no_more(void **state)
{
	static const struct {
		const char *key; /* NULL: typing */
		double most[SIZES];
	} pressed[] = {
		{NULL, {19.5, 25, 50.5, 34.2, 49.7}},
		{"Backspace", {34.4, 38, 54.7, 50.8, 52.6}},
		{"Delete", {24.9, 31.4, 46.5, 42.9, 44.6}},
		{"Alt+D", {84, 134.1, 177.2, 154.6, 178.2}},
		{"Enter", {53.6, 81.3, 89.2, 139, 112}},
	};
	bool is_less = true;

	(void)state;
	for (size_t i = 0; i < sizeof(pressed) / sizeof(pressed[0]); i++) {
		print_message("%s", pressed[i].key ? pressed[i].key : "typing");
		for (size_t size = 0; size < SIZES; size++) {
			struct scene scene = {.size = size,
				.document = "tests/screen/docs/repeated.yaml",
				.to = {"Alt+2", "Ctrl+Home", "Down", "Down", "Down", "Right"}};
			size_t before = count(&scene);
			double bytes;
			bool is_more;

			scene.again = pressed[i].key;
			*(scene.again ? &scene.n_again : &scene.n_typed) = MIDDLE;
			bytes = (double)(count(&scene) - before) / MIDDLE;
			is_more = bytes > pressed[i].most[size];
			print_message("  %.2f%s", bytes, is_more ? "!" : "");
			is_less = is_less && !is_more;
		}
		print_message("\n");
	}
	assert_true(is_less);
}

static void a_page_takes_less_than_two_kilobytes(void **state)
{
	static const char *const documents[] = {REPORT, "docs/examples/payments-outage.yaml",
		"docs/examples/checkout-latency.yaml"};

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		struct scene scene = {.size = 1, .document = documents[i]};

		for (unsigned page = 0; page < PAGES; page++) {
			size_t before = count(&scene);
			size_t bytes;

			scene.to[page] = pages[(page + 1) % PAGES];
			bytes = count(&scene) - before;
			print_message("%s to %s: %zu\n", documents[i], scene.to[page], bytes);
			assert_true(bytes <= PAGE_CHANGE);
		}
	}
}

static void down_is_cheap(void **state)
{
	(void)state;
	for (size_t size = 0; size < SIZES; size++) {
		struct scene scene = {.size = size, .to = {"Alt+4"}, .again = "Down"};
		size_t arrived = count(&scene);
		size_t moved, rested;

		scene.n_again = ROWS - 1;
		moved = count(&scene);
		scene.rests = true;
		rested = count(&scene);
		print_message("%ux%u Down %.1f, unfolding %zu\n", sizes[size].columns,
			sizes[size].lines, (double)(moved - arrived) / (ROWS - 1), rested - moved);
		assert_true(moved - arrived <= DOWN * (ROWS - 1));
		assert_true(rested - moved <= UNFOLDING);
	}
}

/* Through all of a document, and a minute without a key. */
static void a_step_of_a_meeting_takes_less_than_a_kilobyte(void **state)
{
	enum { STEPS = 24 };
	static const char *const documents[] = {REPORT, "docs/examples/checkout-latency.yaml"};
	size_t most = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		struct scene scene = {.size = 1, .document = documents[i], .to = {"Alt+0", "p"}};
		size_t before = count(&scene);

		while (scene.n_steps < STEPS) {
			scene.n_steps++;
			size_t now = count(&scene);

			most = now - before > most ? now - before : most;
			assert_true(now - before < PRESENT_STEP);
			before = now;
		}
		scene.is_idle = true;
		size_t minute = count(&scene) - before;

		print_message("%s: a step at most %zu, a minute %zu\n", documents[i], most, minute);
		assert_true(minute > 0 && minute <= PRESENT_MINUTE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_cost_no_more_than_before),
		cmocka_unit_test(repeated_words_cost_no_more),
		cmocka_unit_test(a_page_takes_less_than_two_kilobytes),
		cmocka_unit_test(down_is_cheap),
		cmocka_unit_test(a_step_of_a_meeting_takes_less_than_a_kilobyte),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
