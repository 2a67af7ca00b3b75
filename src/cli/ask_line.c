/*
 * Typing one line. The terminal's own line editing would echo the cursor keys, Esc and ^X into the
 * answer, so the keys are read one by one, as the editor does.
 */
#include "ask_line.h"

#include "base/fileio.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "text/grapheme.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	KEY_WAIT = 100000000, /* nanoseconds within which the bytes of one key arrive */
	NO_BYTE = -1,
	CTRL_C = 3,
	CTRL_D = 4,
	CTRL_H = 8,
	CTRL_Q = 17,
	CTRL_U = 21,
	CTRL_X = 24,
	ESCAPE = 27,
	BACKSPACE = 127,
};

/* What a byte did. */
enum step { STEP_ON, STEP_DONE, STEP_LEFT };

/* If it fails, the next reading fails, too. */
static void put(const char *bytes, size_t len)
{
	io_write_all(io_system(), STDOUT_FILENO, bytes, len, NULL);
}

/* The line being typed, and the terminal as it was and as it is meanwhile. */
struct line {
	struct termios before;
	struct termios modes;
	sigset_t waiting; /* what was blocked before, and is while it waits for a key */
	struct str *answer;
};

/* ------------------------------------------------------------------------- signals */

static volatile sig_atomic_t came; /* a signal's number; 0: none */

static void note(int number)
{
	came = number;
}

/* All that end or stop the program: the shell behind us has no use for a terminal that does not
 * echo. */
static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP};

enum { N_CAUGHT = sizeof caught / sizeof caught[0] };

/* They come only while the line waits. What is ignored stays so, as under nohup. */
static void catch_signals(struct line *self, struct sigaction before[N_CAUGHT])
{
	struct sigaction action = {.sa_handler = note};
	sigset_t blocked;

	sigemptyset(&action.sa_mask);
	sigemptyset(&blocked);
	came = 0;
	for (size_t i = 0; i < N_CAUGHT; i++) {
		sigaddset(&blocked, caught[i]);
		sigaction(caught[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &blocked, &self->waiting);
}

static void restore_signals(const struct line *self, const struct sigaction before[N_CAUGHT])
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
	sigprocmask(SIG_SETMASK, &self->waiting, NULL);
}

/* Does what a signal does, with the terminal as it was. */
static void take_signal(const struct line *self)
{
	int number = came;

	if (number == 0)
		return;
	came = 0;
	tcsetattr(STDIN_FILENO, TCSANOW, &self->before);
	if (number == SIGTSTP) {
		raise(SIGSTOP);
		tcsetattr(STDIN_FILENO, TCSANOW, &self->modes);
		return;
	}
	sigaction(number, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
	sigprocmask(SIG_SETMASK, &self->waiting, NULL);
	raise(number);
}

/* ------------------------------------------------------------------------- keys */

/* wait: how long; NULL: until there is one. */
static int read_within(const struct line *self, const struct timespec *wait)
{
	unsigned char byte;
	int n;

	do {
		fd_set input;

		take_signal(self);
		FD_ZERO(&input);
		FD_SET(STDIN_FILENO, &input);
		n = pselect(STDIN_FILENO + 1, &input, NULL, NULL, wait, &self->waiting);
	} while (n < 0 && errno == EINTR);
	return n > 0 && read(STDIN_FILENO, &byte, 1) == 1 ? byte : NO_BYTE;
}

static int read_byte(const struct line *self)
{
	return read_within(self, NULL);
}

/* The next one of the same key. */
static int read_more(const struct line *self)
{
	return read_within(self, &(struct timespec){.tv_nsec = KEY_WAIT});
}

static bool is_sequence_end(int byte)
{
	return byte == NO_BYTE || (byte >= '@' && byte <= '~');
}

/* Esc alone leaves; what begins with it is a cursor or function key, or one with Alt. */
static enum step skip_sequence(const struct line *self)
{
	int byte = read_more(self);

	while (byte == ESCAPE)
		byte = read_more(self);
	if (byte == NO_BYTE || byte == '\r' || byte == '\n')
		return STEP_LEFT;
	if (byte == '[' || byte == 'O') {
		byte = read_more(self);
		if (byte == '[') /* the function keys of the Linux console */
			byte = read_more(self);
		while (!is_sequence_end(byte))
			byte = read_more(self);
	}
	return STEP_ON;
}

/* Bytes of the character that begins so. */
static size_t sequence_length(int first)
{
	return 1U + (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0);
}

/* A character, unless it could not be seen. */
static void type(const struct line *self, int first)
{
	char bytes[UTF8_MAX] = {(char)first};
	char replacement[VISIBLE_MAX];
	size_t wanted = sequence_length(first);
	size_t len = 1;
	uint32_t code;

	for (int byte; len < wanted && (byte = read_more(self)) != NO_BYTE;)
		bytes[len++] = (char)byte;
	if (utf8_decode(bytes, len, &code) != len || code == UTF8_INVALID ||
		(visible_replacement(code, replacement) && !visible_is_joiner(code)))
		return;
	str_append(self->answer, bytes, len);
	put(bytes, len);
}

static void erase(struct str *answer)
{
	const char *text = str_text(answer);
	size_t at = grapheme_previous(text, answer->len, answer->len);
	unsigned width = grapheme_width(text + at, answer->len - at);

	for (unsigned i = 0; i < width; i++)
		put("\b \b", 3);
	str_splice(answer, at, answer->len - at, "", 0);
}

static enum step take(const struct line *self, int byte)
{
	struct str *answer = self->answer;

	switch (byte) {
	case '\r':
	case '\n':
		return STEP_DONE;
	case NO_BYTE:
	case CTRL_C:
	case CTRL_D:
	case CTRL_Q:
	case CTRL_X:
		return STEP_LEFT;
	case ESCAPE:
		return skip_sequence(self);
	case CTRL_H:
	case BACKSPACE:
		if (answer->len > 0)
			erase(answer);
		return STEP_ON;
	case CTRL_U:
		while (answer->len > 0)
			erase(answer);
		return STEP_ON;
	default:
		type(self, byte);
		return STEP_ON;
	}
}

static bool read_keys(const struct line *self)
{
	enum step step = STEP_ON;

	while (step == STEP_ON)
		step = take(self, read_byte(self));
	return step == STEP_DONE;
}

/* --------------------------------------------------------------------- the whole */

bool ask_line(const char *question, struct str *answer)
{
	struct line line = {.answer = answer};
	struct sigaction before[N_CAUGHT];
	bool is_answered = false;

	if (tcgetattr(STDIN_FILENO, &line.before) != 0)
		return false;
	line.modes = line.before;
	line.modes.c_iflag &= ~(tcflag_t)IXON;
	line.modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	line.modes.c_cc[VMIN] = 1;
	line.modes.c_cc[VTIME] = 0;
	catch_signals(&line, before);
	if (tcsetattr(STDIN_FILENO, TCSANOW, &line.modes) == 0) {
		put(question, strlen(question));
		is_answered = read_keys(&line);
		put("\n", 1);
		tcsetattr(STDIN_FILENO, TCSANOW, &line.before);
	}
	restore_signals(&line, before);
	return is_answered;
}
