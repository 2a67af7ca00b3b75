/* Reads the bytes as a strict terminal. */
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

/* Gives the terminal its own colours back, as terminfo's oc does at the end. */
static const char palette[] = "\033]104\007";

struct sequence {
	char parameters[32];
	size_t n;
	char final;
};

/* Reads ESC [ ... final; returns its length, 0 if it is something else. */
static size_t read_sequence(const struct str *output, size_t at, struct sequence *sequence)
{
	size_t i = at + 2;

	*sequence = (struct sequence){0};
	for (; i < output->len && strchr("0123456789;?", output->data[i]); i++) {
		if (output->data[i] == '\0' || sequence->n + 1 >= sizeof(sequence->parameters))
			return 0;
		sequence->parameters[sequence->n++] = output->data[i];
	}
	if (i == output->len)
		return 0;
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

static bool is_known_sequence(const struct sequence *sequence)
{
	const char *parameters = sequence->parameters;

	if (sequence->final == 'h' || sequence->final == 'l')
		return is_known_mode(parameters);
	if (sequence->final == 't')
		return strncmp(parameters, "22;0;0", 6) == 0 ||
		       strncmp(parameters, "23;0;0", 6) == 0;
	return sequence->final != '\0' && strchr(finals, sequence->final);
}

/* The length of ESC and what belongs to it, 0 if it is not one of ours. */
static size_t read_escape(const struct str *output, size_t at)
{
	struct sequence sequence;
	char next = at + 1 < output->len ? output->data[at + 1] : '\0';
	char third = at + 2 < output->len ? output->data[at + 2] : '\0';

	if (strncmp(output->data + at, palette, sizeof(palette) - 1) == 0)
		return sizeof(palette) - 1;
	if (next == '[') {
		size_t len = read_sequence(output, at, &sequence);

		return len && is_known_sequence(&sequence) ? len : 0;
	}
	/* Character sets; save and restore, keypad, reverse index. */
	if (next == '(' || next == ')')
		return third != '\0' && strchr("B0U", third) ? 3 : 0;
	return next != '\0' && strchr("78=>M", next) ? 2 : 0;
}

/* The length of one character that is only displayed; BEL and tabs could only come from content. */
static size_t read_character(const struct str *output, size_t at)
{
	char replacement[VISIBLE_MAX];
	unsigned char byte = (unsigned char)output->data[at];
	uint32_t code;
	size_t len = utf8_decode(output->data + at, output->len - at, &code);

	if (byte < 0x20)
		return byte != 0 && strchr("\b\n\r\016\017", byte) ? 1 : 0;
	return visible_replacement(code, replacement) && !visible_is_joiner(code) ? 0 : len;
}

const char *output_find_unknown(const struct str *output, size_t *at)
{
	for (*at = 0; *at < output->len;) {
		bool is_escape = output->data[*at] == '\033';
		size_t len = is_escape ? read_escape(output, *at) : read_character(output, *at);

		if (len == 0)
			return is_escape ? "an escape sequence" : "a character that acts";
		*at += len;
	}
	return NULL;
}

/* Does the output end in the middle of a sequence, with the rest still to come? */
static bool is_cut(const struct str *output, size_t at)
{
	size_t i = at + 1;

	if (i < output->len && output->data[i] == '[')
		i++;
	while (i > at + 1 && i < output->len && strchr("0123456789;?>", output->data[i]))
		i++;
	return i == output->len;
}

void output_assert_known(const struct str *output)
{
	char shown[200] = "";
	size_t used = 0;
	size_t at;
	const char *what = output_find_unknown(output, &at);

	if (!what || (output->data[at] == '\033' && is_cut(output, at)))
		return;
	for (size_t i = at < 10 ? 0 : at - 10; i < output->len && i < at + 20; i++)
		used += (size_t)snprintf(shown + used, sizeof(shown) - used, " %02x",
			(unsigned char)output->data[i]);
	fail_msg("%s at byte %zu:%s", what, at, shown);
}

/* 39 and 49 go back to the terminal's own. */
static bool is_colour(long number)
{
	return (number >= 30 && number <= 48 && number != 39) || (number >= 90 && number <= 107);
}

/* wanted: that colour; 0: any. */
static bool sets_colour(const char *parameters, long wanted)
{
	for (const char *at = parameters; *at;) {
		char *end;
		long number = strtol(at, &end, 10);

		if (wanted ? number == wanted : is_colour(number))
			return true;
		at = *end ? end + 1 : end;
		if (end == at && *at)
			at++;
	}
	return false;
}

static bool has_colour(const struct str *output, long wanted)
{
	for (size_t at = 0; at + 1 < output->len; at++) {
		struct sequence sequence;

		if (output->data[at] != '\033' || output->data[at + 1] != '[')
			continue;
		read_sequence(output, at, &sequence);
		if (sequence.final == 'm' && sets_colour(sequence.parameters, wanted))
			return true;
	}
	return false;
}

bool output_has_colour(const struct str *output)
{
	return has_colour(output, 0);
}

bool output_has_foreground(const struct str *output, int colour)
{
	return has_colour(output, 30 + colour);
}
