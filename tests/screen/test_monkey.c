/*
 * A monkey at the real program: random keys, words, pastes, resizes and choices on a
 * terminal, then kill -9, a hang-up or quitting at a random moment. It must never crash,
 * what it leaves can always be opened again, and no word that was painted in a text may
 * be missing then.
 *
 * The seeds are fixed; AFTERWORD_MONKEYS=1000 runs that many, AFTERWORD_SEED starts with
 * another one.
 */
#define _XOPEN_SOURCE 700

#include "program.h"
#include "terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

enum {
	MONKEYS = 6,
	STEPS = 120,
	TRIES = 20, /* to quit */
	QUIET = 30, /* milliseconds without output after which a screen is settled */
};

/* Every key of the presets except those that leave; Esc is followed by a pause. */
static const char *const keys[] = {
	"\t",
	"\r",
	"\x1b",
	"\x7f",
	" ",
	"\x1b[Z",
	"\x1b[A",
	"\x1b[B",
	"\x1b[C",
	"\x1b[D",
	"\x1b[H",
	"\x1b[F",
	"\x1b[2~",
	"\x1b[3~",
	"\x1b[5~",
	"\x1b[6~",
	"\x1b[1;2A",
	"\x1b[1;2B",
	"\x1b[1;2C",
	"\x1b[1;2D",
	"\x1b[1;2H",
	"\x1b[1;2F",
	"\x1b[1;5C",
	"\x1b[1;5D",
	"\x1b[1;6C",
	"\x1b[1;6D",
	"\x1b[1;5H",
	"\x1b[1;5F",
	"\x1b[1;3A",
	"\x1b[1;3B",
	"\x1bOP",
	"\x1bOR",
	"\x1bOS",
	"\x1b[20~",
	"\x01",
	"\x03",
	"\x04",
	"\x05",
	"\x06",
	"\x07",
	"\x0b",
	"\x0c",
	"\x10",
	"\x13",
	"\x15",
	"\x16",
	"\x17",
	"\x19",
	"\x1f",
	"\x1b"
	"1",
	"\x1b"
	"2",
	"\x1b"
	"3",
	"\x1b"
	"4",
	"\x1b"
	"5",
	"\x1b"
	"6",
	"\x1b"
	"7",
	"\x1b.",
	"\x1b,",
	"\x1b<",
	"\x1b>",
	"\x1b"
	"a",
	"\x1b"
	"b",
	"\x1b"
	"c",
	"\x1b"
	"d",
	"\x1b"
	"e",
	"\x1b"
	"f",
	"\x1b"
	"i",
	"\x1b"
	"l",
	"\x1b"
	"m",
	"\x1b"
	"n",
	"\x1b"
	"p",
	"\x1b"
	"r",
	"\x1b"
	"s",
	"\x1b"
	"t",
	"\x1b"
	"u",
	"\x1b"
	"v",
	"\x1b"
	"w",
	"\x1b"
	"z",
	"a",
	"d",
	"j",
	"k",
	"J",
	"K",
	"/",
	"?",
	/* What terminals send by themselves, and what they never send. */
	"\x1b[I",
	"\x1b[O",
	"\x1b[<0;20;5M",
	"\x1b[<0;20;5m",
	"\x1b[<64;30;9M",
	"\x1b[999;999;999~",
	"\x1b]52;c;QUJD\x07",
	"\xff",
	"\xc3",
	"\xf0\x9f",
	"\x80",
	"\x1b[200~",
};

/* What people write: wide, combined, right to left, with invisible joiners. */
static const char *const words[] = {
	"failure ",
	"\xc3\xbc",
	"\xe6\x97\xa5\xe6\x9c\xac",
	"e\xcc\x81\xcc\xa3",
	("\xf0\x9f\x91\xa9\xe2\x80\x8d"
	 "\xf0\x9f\x92\xbb"),
	"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
	"\xd7\xa9\xd7\x9c",
	"14:05",
	"+7m",
	"80%",
	"now",
	"- ",
	"# ",
	": ",
	"\"'",
	"\xe2\x80\xae",
	"\xef\xbb\xbf",
	"\xcc\x81",
	"https://a.example/b?c=d ",
};

static const char *const pastes[] = {
	"two\nlines",
	"  indented\r\nby\twindows\r",
	"- a\n- b\n\n\n",
	"\x1b[31mred\x1b[0m\x07\x80",
	"\n\n",
	"14:02 first\n14:05 second\n",
	"# Title\n\nkey: \"value\"\n  - x\n---\n",
};

struct monkey {
	struct program program;
	struct program_environment environment;
	struct terminal *terminal;
	uint64_t state;
	unsigned seed;
	unsigned n_tokens;
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define PICK(self, array) (array)[draw(self, COUNT(array))]

/* xorshift64*; a seed makes the same monkey on every machine. */
static unsigned draw(struct monkey *self, unsigned n)
{
	self->state ^= self->state >> 12;
	self->state ^= self->state << 25;
	self->state ^= self->state >> 27;
	return (unsigned)((self->state * UINT64_C(2685821657736338717)) >> 33) % n;
}

static void start(struct monkey *self)
{
	static const int sizes[][2] = {{80, 24}, {40, 12}, {100, 30}, {120, 40}, {200, 60}};
	static const char *const terms[] = {"xterm-256color", "vt100", "linux", "tmux-256color"};
	const int *size = PICK(self, sizes);
	char path[600];

	snprintf(path, sizeof(path), "%s", folder_path(&self->program.folder, "doc.yaml"));

	const char *argv[] = {program_path(), path, NULL};
	const char *environment[COUNT(self->environment.list) + 1] = {0};

	program_environment(&self->environment, self->program.folder.path, PICK(self, terms));
	environment[0] = "VISUAL=true"; /* an editor that does nothing */
	for (size_t i = 0; self->environment.list[i]; i++)
		environment[i + 1] = self->environment.list[i];
	self->terminal = terminal_start(argv, environment, size[0], size[1]);
	terminal_wait(self->terminal, "Summary");
	terminal_settle(self->terminal, QUIET);
}

static bool is_alive(const struct monkey *self)
{
	siginfo_t ended = {0};
	pid_t pid = terminal_pid(self->terminal);

	return waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       ended.si_pid == 0;
}

static void step_key(struct monkey *self)
{
	const char *key = PICK(self, keys);

	terminal_type(self->terminal, key);
	if (key[strlen(key) - 1] == '\x1b')
		terminal_read(self->terminal, QUIET);
}

static void step_token(struct monkey *self)
{
	char word[32];

	snprintf(word, sizeof(word), "zq%u%ux ", self->seed, self->n_tokens++ + 100);
	terminal_type(self->terminal, word);
}

static void step_word(struct monkey *self)
{
	terminal_type(self->terminal, PICK(self, words));
}

static void step_paste(struct monkey *self)
{
	terminal_type(self->terminal, "\x1b[200~");
	terminal_type(self->terminal, PICK(self, pastes));
	terminal_type(self->terminal, "\x1b[201~");
}

static void step_resize(struct monkey *self)
{
	terminal_resize(self->terminal, 2 + (int)draw(self, 130), 1 + (int)draw(self, 50));
}

static void step_read(struct monkey *self)
{
	terminal_settle(self->terminal, (int)draw(self, QUIET));
}

static void step(struct monkey *self)
{
	static void (*const steps[])(struct monkey *) = {step_key, step_key, step_key, step_key,
		step_key, step_token, step_token, step_word, step_word, step_paste, step_read,
		step_read};

	if (draw(self, 40) == 0)
		step_resize(self);
	else
		PICK(self, steps)(self);
}

/* Closes whatever is open, goes to the page's first long text, and types words into it. */
static void write_words(struct monkey *self)
{
	unsigned n = 3 + draw(self, 20);

	terminal_type(self->terminal, "\x1b[201~");
	terminal_resize(self->terminal, 80, 24);
	for (int i = 0; i < 5; i++) {
		terminal_type(self->terminal, "\x1b");
		terminal_settle(self->terminal, 2 * QUIET);
	}
	terminal_type(self->terminal, "\x1b"
				      "2");
	terminal_settle(self->terminal, QUIET);
	while (n-- > 0) {
		step_token(self);
		if (draw(self, 3) == 0)
			terminal_read(self->terminal, (int)draw(self, 10));
	}
}

static void check_status(struct monkey *self, int status, bool is_killed)
{
	struct str screen = {0};

	if (is_killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return;
	terminal_screen(self->terminal, &screen);
	fail_msg("monkey %u: the program ended with %s %d\n%s", self->seed,
		WIFSIGNALED(status) ? "signal" : "status",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), str_text(&screen));
}

/*
 * The words painted in the page at the end: complete ones, with a space after them. If
 * there is no page, the terminal itself echoed what was typed next to $VISUAL.
 */
static void painted(struct monkey *self, struct str *out)
{
	struct str screen = {0};

	terminal_screen(self->terminal, &screen);
	const char *at = strstr(str_text(&screen), "Impact") ? str_text(&screen) : "";
	while ((at = strstr(at, "zq")) != NULL) {
		size_t len = 2 + strspn(at + 2, "0123456789");

		if (at[len] == 'x') {
			str_append(out, at, len + 1);
			str_append_char(out, '\n');
		}
		at += len;
	}
	str_release(&screen);
}

static void end_killed(struct monkey *self)
{
	terminal_signal(self->terminal, SIGKILL);
	check_status(self, terminal_wait_end(self->terminal), true);
}

static void end_hung_up(struct monkey *self)
{
	terminal_signal(self->terminal, SIGHUP);
	check_status(self, terminal_wait_end(self->terminal), false);
}

/* Other keys first: a popup takes them, or on a slow machine a key looks like a part of one. */
static void end_quit(struct monkey *self)
{
	for (int i = 0; i < TRIES && is_alive(self); i++) {
		terminal_type(self->terminal, "\x18");
		terminal_settle(self->terminal, 5 * QUIET);
	}
	check_status(self, terminal_wait_end(self->terminal), false);
}

static void want_words(struct monkey *self, char *tokens)
{
	struct str document = {0};

	assert_true(folder_get(&self->program.folder, "doc.yaml", &document));
	for (char *token = strtok(tokens, "\n"); token; token = strtok(NULL, "\n"))
		if (!strstr(str_text(&document), token))
			fail_msg("monkey %u: \"%s\" was painted and is lost in\n%s", self->seed,
				token, str_text(&document));
	str_release(&document);
}

static void end(struct monkey *self)
{
	static void (*const ends[])(struct monkey *) = {
		end_killed, end_killed, end_hung_up, end_quit};
	void (*how)(struct monkey *) = PICK(self, ends);
	struct str tokens = {0};

	if (how != end_killed)
		painted(self, &tokens);
	how(self);
	if (how == end_killed)
		painted(self, &tokens);
	terminal_free(self->terminal);

	/* It opens again, with everything. */
	start(self);
	end_quit(self);
	terminal_free(self->terminal);
	self->terminal = NULL;
	if (tokens.len > 0)
		want_words(self, tokens.data);
	str_release(&tokens);
	program_run(&self->program, (const char *const[]){"check", "doc.yaml", NULL});
	if (self->program.status > 1)
		fail_msg("monkey %u: check says %s", self->seed, str_text(&self->program.err));
}

static void run_monkey(unsigned seed)
{
	struct monkey self = {.seed = seed, .state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1};

	program_init(&self.program);
	program_shell(&self.program, "cp ", getenv("SOURCE_ROOT"),
		seed % 2 ? "/docs/examples/payments-outage.yaml doc.yaml"
			 : "/docs/examples/checkout-latency.yaml doc.yaml");
	for (unsigned life = 0; life < 2; life++) {
		start(&self);
		for (unsigned i = draw(&self, STEPS); i-- > 0 && is_alive(&self);)
			step(&self);
		write_words(&self);
		end(&self);
	}
	program_release(&self.program);
}

static unsigned number_from(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

static void monkeys(void **state)
{
	unsigned first = number_from("AFTERWORD_SEED", 1);
	unsigned n = number_from("AFTERWORD_MONKEYS", MONKEYS);

	(void)state;
	for (unsigned i = 0; i < n; i++)
		run_monkey(first + i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(monkeys)};

	return cmocka_run_group_tests_name("monkey", tests, NULL, NULL);
}
