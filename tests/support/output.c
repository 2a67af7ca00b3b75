#include "output.h"

#include "base/utf8.h"
#include "base/visible.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ECMA-48 and xterm control sequences by their last byte: moving, erasing, inserting and
 * deleting, repeating, scrolling margins, attributes, modes, the title stack of smcup. */
static const char finals[] = "@ABCDEFGHJKLMPSTXZbdfghlmrt";

/* Modes of ours: cursor keys, wrap, cursor, mouse, alternate screen, paste; 4 is insert. */
static const char *const modes[] = {
	"?1", "?7", "?12", "?25", "?47", "?1000", "?1006", "?1049", "?2004", "4"};

struct sequence {
	char parameters[32];
	size_t n;
	char final;
};

static size_t fail_at(const struct str *output, size_t at, const char *what)
{
	char shown[200] = "";
	size_t used = 0;

	for (size_t i = at < 10 ? 0 : at - 10; i < output->len && i < at + 20; i++)
		used += (size_t)snprintf(shown + used, sizeof(shown) - used, " %02x",
			(unsigned char)output->data[i]);
	fail_msg("%s at byte %zu:%s", what, at, shown);
	return 0;
}

/* Reads ESC [ ... final; returns its length. */
static size_t read_sequence(const struct str *output, size_t at, struct sequence *sequence)
{
	size_t i = at + 2;

	*sequence = (struct sequence){0};
	for (; i < output->len && strchr("0123456789;?", output->data[i]); i++) {
		if (sequence->n + 1 >= sizeof(sequence->parameters))
			return fail_at(output, at, "a long sequence");
		sequence->parameters[sequence->n++] = output->data[i];
	}
	if (i == output->len)
		return fail_at(output, at, "a sequence without end");
	sequence->final = output->data[i];
	return i + 1 - at;
}

static bool is_known_mode(const char *parameters)
{
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (strcmp(modes[i], parameters) == 0)
			return true;
	}
	return false;
}

static void check_sequence(const struct str *output, size_t at, const struct sequence *sequence)
{
	const char *parameters = sequence->parameters;

	if (!strchr(finals, sequence->final))
		fail_at(output, at, "an unknown sequence");
	else if ((sequence->final == 'h' || sequence->final == 'l') && !is_known_mode(parameters))
		fail_at(output, at, "an unknown mode");
	else if (sequence->final == 't' && strncmp(parameters, "22;0;0", 6) != 0 &&
		 strncmp(parameters, "23;0;0", 6) != 0)
		fail_at(output, at, "a window operation");
}

/* ESC and what follows; returns its length. */
static size_t check_escape(const struct str *output, size_t at)
{
	struct sequence sequence;
	char next = at + 1 < output->len ? output->data[at + 1] : '\0';

	if (next == '[') {
		size_t len = read_sequence(output, at, &sequence);

		check_sequence(output, at, &sequence);
		return len;
	}
	/* Character sets, save and restore, keypad, reverse index. */
	if ((next == '(' || next == ')') && at + 2 < output->len &&
		strchr("B0U", output->data[at + 2]))
		return 3;
	if (next != '\0' && strchr("78=>Mc", next))
		return 2;
	return fail_at(output, at, "an unknown escape");
}

void output_assert_known(const struct str *output)
{
	for (size_t at = 0; at < output->len;) {
		unsigned char byte = (unsigned char)output->data[at];
		uint32_t code;
		char replacement[VISIBLE_MAX];

		if (byte == 0x1b) {
			at += check_escape(output, at);
		} else if (byte < 0x20 || byte == 0x7f) {
			/* BEL and tabs would be content's; shift in and out are for line drawing.
			 */
			if (!strchr("\b\n\r\016\017", byte) || byte == 0)
				fail_at(output, at, "a control character");
			at++;
		} else {
			at += utf8_decode(output->data + at, output->len - at, &code);
			if (visible_replacement(code, replacement) && !visible_is_joiner(code))
				fail_at(output, at, "a character that acts");
		}
	}
}

static bool sets_colour(const char *parameters)
{
	for (const char *at = parameters; *at;) {
		char *end;
		long number = strtol(at, &end, 10);

		/* 39 and 49 go back to the terminal's own. */
		if ((number >= 30 && number <= 48 && number != 39) ||
			(number >= 90 && number <= 107))
			return true;
		at = *end ? end + 1 : end;
		if (end == at && *at)
			at++;
	}
	return false;
}

bool output_has_colour(const struct str *output)
{
	for (size_t at = 0; at + 1 < output->len; at++) {
		struct sequence sequence;

		if (output->data[at] != '\033' || output->data[at + 1] != '[')
			continue;
		read_sequence(output, at, &sequence);
		if (sequence.final == 'm' && sets_colour(sequence.parameters))
			return true;
	}
	return false;
}
