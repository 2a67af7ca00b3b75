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
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
	KEY_WAIT = 100, /* milliseconds within which the bytes of one key arrive */
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

static int read_byte(void)
{
	unsigned char byte;

	return read(STDIN_FILENO, &byte, 1) == 1 ? byte : NO_BYTE;
}

/* The next one of the same key. */
static int read_more(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&input, 1, KEY_WAIT) > 0 ? read_byte() : NO_BYTE;
}

static bool is_sequence_end(int byte)
{
	return byte == NO_BYTE || (byte >= '@' && byte <= '~');
}

/* Esc alone leaves; what begins with it is a cursor or function key, or one with Alt. */
static enum step skip_sequence(void)
{
	int byte = read_more();

	while (byte == ESCAPE)
		byte = read_more();
	if (byte == NO_BYTE || byte == '\r' || byte == '\n')
		return STEP_LEFT;
	if (byte == '[' || byte == 'O') {
		byte = read_more();
		if (byte == '[') /* the function keys of the Linux console */
			byte = read_more();
		while (!is_sequence_end(byte))
			byte = read_more();
	}
	return STEP_ON;
}

/* Bytes of the character that begins so. */
static size_t sequence_length(int first)
{
	return 1U + (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0);
}

/* A character, unless it could not be seen. */
static void type(struct str *answer, int first)
{
	char bytes[UTF8_MAX] = {(char)first};
	char replacement[VISIBLE_MAX];
	size_t wanted = sequence_length(first);
	size_t len = 1;
	uint32_t code;

	for (int byte; len < wanted && (byte = read_more()) != NO_BYTE;)
		bytes[len++] = (char)byte;
	if (utf8_decode(bytes, len, &code) != len || code == UTF8_INVALID ||
		(visible_replacement(code, replacement) && !visible_is_joiner(code)))
		return;
	str_append(answer, bytes, len);
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

static enum step take(struct str *answer, int byte)
{
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
		return skip_sequence();
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
		type(answer, byte);
		return STEP_ON;
	}
}

static bool read_keys(struct str *answer)
{
	enum step step = STEP_ON;

	while (step == STEP_ON)
		step = take(answer, read_byte());
	return step == STEP_DONE;
}

/* ------------------------------------------------------------------------- signals */

/* For the handlers, while a line is typed. */
static struct {
	struct termios before;
	struct termios modes;
} terminal;

/* The shell behind us has no use for a terminal that does not echo. */
static void on_end(int number)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
	raise(number); /* its handler was reset, so it ends us when we return */
}

static void on_stop(int number)
{
	int saved = errno;

	(void)number;
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
	raise(SIGSTOP);
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal.modes);
	errno = saved;
}

static const struct {
	int number;
	void (*handler)(int number);
	int flags;
} caught[] = {
	{SIGTERM, on_end, (int)SA_RESETHAND},
	{SIGHUP, on_end, (int)SA_RESETHAND},
	{SIGINT, on_end, (int)SA_RESETHAND},
	{SIGQUIT, on_end, (int)SA_RESETHAND},
	{SIGTSTP, on_stop, SA_RESTART},
};

enum { N_CAUGHT = sizeof caught / sizeof caught[0] };

/* What is ignored stays so, as under nohup. */
static void catch_signals(struct sigaction before[N_CAUGHT])
{
	for (size_t i = 0; i < N_CAUGHT; i++) {
		struct sigaction action = {
			.sa_handler = caught[i].handler, .sa_flags = caught[i].flags};

		sigemptyset(&action.sa_mask);
		sigaction(caught[i].number, NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(caught[i].number, &action, NULL);
	}
}

static void restore_signals(const struct sigaction before[N_CAUGHT])
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &before[i], NULL);
}

/* --------------------------------------------------------------------- the whole */

bool ask_line(const char *question, struct str *answer)
{
	struct sigaction before[N_CAUGHT];
	bool is_answered = false;

	if (tcgetattr(STDIN_FILENO, &terminal.before) != 0)
		return false;
	terminal.modes = terminal.before;
	terminal.modes.c_iflag &= ~(tcflag_t)IXON;
	terminal.modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	terminal.modes.c_cc[VMIN] = 1;
	terminal.modes.c_cc[VTIME] = 0;
	catch_signals(before);
	if (tcsetattr(STDIN_FILENO, TCSANOW, &terminal.modes) == 0) {
		put(question, strlen(question));
		is_answered = read_keys(answer);
		put("\n", 1);
		tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
	}
	restore_signals(before);
	return is_answered;
}
