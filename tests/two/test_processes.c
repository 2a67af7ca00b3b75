/*
 * Real editors on terminals, and other programs, on one file: every word that was seen on a screen
 * is still somewhere in the end, whatever the order of events.
 *
 *     AFTERWORD_ROUNDS=100   how many (1)
 *     AFTERWORD_SEED=17      the first one (1); a failure names its own
 */
#include "ledger.h"
#include "running.h"
#include "sources.h"
#include "writers.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	EDITORS_MAX = 3,
	STEPS = 24,
	PAUSE = 700, /* maximum milliseconds between steps */
	PATIENCE = 20000,
};

struct round {
	uint64_t seed;
	uint64_t random;
	struct running editors[EDITORS_MAX];
	unsigned n_editors;
	bool has_git;
	char path[600];
	struct ledger ledger;
	struct str log;
};

/* Where words are typed: a page and a text on it. */
static const struct {
	const char *page;
	const char *label;
} texts[] = {
	{KEY_ALT("1"), "Overview"},
	{KEY_ALT("2"), "What service"},
	{KEY_ALT("2"), "What were users"},
	{KEY_ALT("3"), "Root cause"},
	{KEY_ALT("5"), "How was the issue fixed?"},
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static size_t below(struct round *self, size_t limit)
{
	return random_below(&self->random, limit);
}

static void note(struct round *self, const char *format, ...) PRINTF_LIKE(2, 3);

static void note(struct round *self, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	str_appendf(&self->log, "%8lld ", (long long)(now_ms() % 1000000));
	str_appendv(&self->log, format, arguments);
	str_append_char(&self->log, '\n');
	va_end(arguments);
}

static const char *name_of(unsigned nth)
{
	static const char *const names[] = {"A", "B", "C"};

	return names[nth];
}

/* --- editors --- */

/* Reads all terminals for some time, so that none of them blocks. */
static void pump(struct round *self, int64_t milliseconds)
{
	int64_t end = now_ms() + milliseconds;

	do {
		for (unsigned i = 0; i < self->n_editors; i++)
			terminal_read(self->editors[i].terminal, 2);
	} while (now_ms() < end);
}

/* Waits until an editor shows something; false after a long time. */
static bool shows(struct round *self, unsigned nth, const char *text, int64_t patience)
{
	int64_t end = now_ms() + patience;

	while (!terminal_shows(self->editors[nth].terminal, text)) {
		if (now_ms() > end)
			return false;
		pump(self, 5);
	}
	return true;
}

static void start(struct round *self, unsigned nth)
{
	running_start_words(
		&self->editors[nth], (const char *const[]){"edit", self->path, NULL}, 100, 40);
}

/* The notice of recovered text takes no answer before it could have been read. */
static void keep_recovered(struct round *self, unsigned nth)
{
	struct terminal *terminal = self->editors[nth].terminal;

	pump(self, 50);
	if (!terminal_shows(terminal, "Recovered"))
		return;
	note(self, "%s keeps what came back", name_of(nth));
	pump(self, 1200);
	terminal_type(terminal, KEY_ENTER);
	pump(self, 50);
}

static void settle_start(struct round *self, unsigned nth)
{
	if (!shows(self, nth, "Summary", PATIENCE))
		fail_msg("%s does not start", name_of(nth));
	note(self, "%s starts", name_of(nth));
	keep_recovered(self, nth);
}

/* To a text, by Tab. Fails if a notice or a merge gets in between. */
static bool go(struct round *self, unsigned nth, size_t text)
{
	struct running *editor = &self->editors[nth];

	terminal_type(editor->terminal, texts[text].page);
	pump(self, 30);
	for (int i = 0; i < 30; i++) {
		if (running_is_on(editor, texts[text].label))
			return true;
		terminal_type(editor->terminal, KEY_TAB);
		pump(self, 30);
	}
	return false;
}

static void type_word(struct round *self, unsigned nth)
{
	struct running *editor = &self->editors[nth];
	size_t text = below(self, sizeof(texts) / sizeof(*texts));
	char word[WORD_SIZE];

	if (!go(self, nth, text)) {
		note(self, "%s cannot go to %s", name_of(nth), texts[text].label);
		return;
	}
	ledger_add(&self->ledger, name_of(nth), false, word);
	terminal_type(editor->terminal, KEY_TEXT_END);
	terminal_type(editor->terminal, below(self, 2) == 0 ? KEY_ENTER : " ");
	terminal_type(editor->terminal, word);
	/* What was not painted is not promised. */
	if (shows(self, nth, word, 3000)) {
		note(self, "%s shows %s in %s", name_of(nth), word, texts[text].label);
	} else {
		note(self, "%s does not show %s", name_of(nth), word);
		ledger_drop(&self->ledger);
	}
}

static void kill_and_restart(struct round *self, unsigned nth)
{
	note(self, "%s is killed", name_of(nth));
	running_kill(&self->editors[nth]);
	start(self, nth);
	settle_start(self, nth);
}

/* --- other programs --- */

static void write_whole(struct round *self, bool renames)
{
	struct str read = {0};
	struct str text = {0};
	struct str found = {0};
	struct str lost = {0};
	struct in_place filling;
	const char *by = renames ? "vim" : "nano";
	char word[WORD_SIZE];
	bool is_written = false;

	ledger_add(&self->ledger, by, true, word);
	if (writer_read(self->path, &read) && read.len > 0) {
		str_append(&text, read.data, read.len);
		text_add_word(&text, word, (unsigned)below(self, N_WAYS));
		if (renames)
			is_written = writer_rename(self->path, &read, &text, &found);
		else if (writer_cut(&filling, self->path, &read, &text)) {
			is_written = true;
			if (!writer_fill(&filling, self->path)) {
				note(self, "nano's file has lost its name");
				ledger_displace(&self->ledger, &text, by);
			}
		}
	}
	note(self, "%s %s %s", by, is_written ? "writes" : "does not write", word);
	if (!is_written)
		ledger_drop(&self->ledger);
	if (found.len > 0) {
		note(self, "%s overwrites what came right before", by);
		words_overwritten(&found, &text, &lost);
		ledger_excuse(&self->ledger, OVERWRITTEN, &lost);
	}
	str_release(&read);
	str_release(&text);
	str_release(&found);
	str_release(&lost);
}

/* git refuses what would lose uncommitted changes. */
static void check_out(struct round *self)
{
	struct program *program = &self->editors[0].program;
	const char *branch = below(self, 2) == 0 ? "one" : "two";
	char command[100];

	snprintf(command, sizeof(command), "git checkout -q %s", branch);
	program_shell(program, "git add s.yaml && git commit -qm x; ", command, " 2>&1");
	note(self, "git commits and checks out %s: %d", branch, program->status);
}

static void set_up_git(struct round *self)
{
	struct program *program = &self->editors[0].program;

	program_shell(program,
		"git init -q . && git config user.name x && git config user.email x && "
		"git config core.fsync none; ",
		"git add s.yaml && git commit -qm x && ", "git checkout -qb one && git branch two");
	self->has_git = program->status == 0;
}

/* --- a round --- */

static void step(struct round *self)
{
	unsigned nth = (unsigned)below(self, self->n_editors);

	switch (below(self, 12)) {
	case 0:
	case 1:
		write_whole(self, true);
		break;
	case 2:
	case 3:
		write_whole(self, false);
		break;
	case 4:
		if (self->has_git && below(self, 2) == 0)
			check_out(self);
		break;
	case 5:
		kill_and_restart(self, nth);
		break;
	case 6:
		note(self, "%s saves", name_of(nth));
		terminal_type(self->editors[nth].terminal, KEY_CTRL_S);
		break;
	default:
		type_word(self, nth);
	}
	pump(self, (int64_t)below(self, PAUSE));
}

/* Has it ended? If it asks for a choice, it is left alone: the journal keeps its text. */
static void leave(struct round *self, unsigned nth)
{
	struct terminal *terminal = self->editors[nth].terminal;
	int64_t end = now_ms() + PATIENCE;

	terminal_type(terminal, KEY_CTRL_X);
	while (kill(terminal_pid(terminal), 0) == 0 && now_ms() < end) {
		siginfo_t info = {0};

		terminal_settle(terminal, 5);
		if (waitid(P_PID, (id_t)terminal_pid(terminal), &info,
			    WEXITED | WNOHANG | WNOWAIT) != 0 ||
			info.si_pid != 0)
			break;
		if (terminal_shows(terminal, "decide later; the journal")) {
			note(self, "%s has to choose", name_of(nth));
			terminal_signal(terminal, SIGKILL);
			break;
		}
	}
	note(self, "%s ends: %d", name_of(nth), running_wait_end(&self->editors[nth]));
}

static bool has_journal(struct round *self, unsigned nth)
{
	struct program *program = &self->editors[nth].program;

	program_shell(program, "find . -name '*.journal' | grep -q .", "", "");
	return program->status == 0;
}

static void look_everywhere(struct round *self)
{
	struct program *program = &self->editors[0].program;

	ledger_look_folder(&self->ledger, program->folder.path, "s.yaml");
	if (!self->has_git)
		return;
	program_shell(program, "git log --all -p", "", "");
	ledger_look(&self->ledger, IN_HISTORY, &program->out);
}

static void explain(struct round *self, size_t nth)
{
	struct str text = {0};

	str_appendf(&text, "AFTERWORD_SEED=%llu: tk%06zu of %s is nowhere\n%s",
		(unsigned long long)self->seed, nth, self->ledger.items[nth].by,
		str_text(&self->log));
	writer_read(self->path, &text);
	fputs(str_text(&text), stdout);
	str_release(&text);
	fail_msg("a word is lost");
}

static void end(struct round *self)
{
	pump(self, 4500);
	for (unsigned i = 0; i < self->n_editors; i++)
		leave(self, i);
	for (unsigned i = 0; i < self->n_editors; i++)
		if (has_journal(self, i)) {
			note(self, "%s has left a journal", name_of(i));
			start(self, i);
			settle_start(self, i);
			pump(self, 2500);
			leave(self, i);
		}
	look_everywhere(self);
	for (size_t i = 0; i < self->ledger.n; i++)
		if (self->ledger.items[i].where == NOWHERE)
			explain(self, i);
}

static void play(uint64_t seed, size_t found[N_WHERES])
{
	struct round *self = calloc(1, sizeof(*self));

	self->seed = seed;
	self->random = seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
	self->n_editors = 2 + (unsigned)below(self, 2);
	for (unsigned i = 0; i < self->n_editors; i++) {
		running_init(&self->editors[i]);
		running_set(&self->editors[i], "LOGNAME", name_of(i));
	}
	folder_put_text(&self->editors[0].program.folder, "s.yaml", two_document);
	snprintf(self->path, sizeof(self->path), "%s",
		folder_path(&self->editors[0].program.folder, "s.yaml"));
	if (below(self, 2) == 0)
		set_up_git(self);
	for (unsigned i = 0; i < self->n_editors; i++)
		start(self, i);
	for (unsigned i = 0; i < self->n_editors; i++)
		settle_start(self, i);
	for (int i = 0; i < STEPS; i++)
		step(self);
	end(self);
	for (size_t i = 0; i < self->ledger.n; i++)
		found[self->ledger.items[i].where]++;
	for (unsigned i = 0; i < self->n_editors; i++)
		running_release(&self->editors[i]);
	ledger_release(&self->ledger);
	str_release(&self->log);
	free(self);
}

static size_t number_of(const char *variable, size_t otherwise)
{
	const char *value = getenv(variable);

	return value && *value ? strtoul(value, NULL, 10) : otherwise;
}

static void test_rounds(void **state)
{
	size_t n = number_of("AFTERWORD_ROUNDS", 1);
	size_t first = number_of("AFTERWORD_SEED", 1);
	size_t found[N_WHERES] = {0};

	(void)state;
	for (size_t i = 0; i < n; i++)
		play(first + i, found);
	print_message("%zu rounds\n", n);
	for (int i = 0; i < N_WHERES; i++)
		print_message("%8zu %s\n", found[i], where_names[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rounds)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
