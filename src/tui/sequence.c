/*
 * Sequences are read by their form rather than individually: a final byte or a number
 * gives the key, a second number the modifiers. So every terminal that follows xterm is
 * understood, whatever its description says, and an unknown sequence is dropped instead
 * of being typed into a field.
 */
#include "sequence.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* By the final byte of CSI and SS3. */
static const uint32_t finals[] = {
	['A'] = KEY_UP_ARROW,
	['B'] = KEY_DOWN_ARROW,
	['C'] = KEY_RIGHT_ARROW,
	['D'] = KEY_LEFT_ARROW,
	['F'] = KEY_END_KEY,
	['H'] = KEY_HOME_KEY,
	['M'] = KEY_ENTER_KEY, /* of the keypad, SS3 only */
	['P'] = KEY_FUNCTION,
	['Q'] = KEY_FUNCTION + 1,
	['R'] = KEY_FUNCTION + 2,
	['S'] = KEY_FUNCTION + 3,
};

/* By the number of CSI number ~ */
static const uint32_t numbers[] = {
	[1] = KEY_HOME_KEY,
	[2] = KEY_INSERT_KEY,
	[3] = KEY_DELETE_KEY,
	[4] = KEY_END_KEY,
	[5] = KEY_PAGE_UP,
	[6] = KEY_PAGE_DOWN,
	[7] = KEY_HOME_KEY,
	[8] = KEY_END_KEY,
	[11] = KEY_FUNCTION,
	[12] = KEY_FUNCTION + 1,
	[13] = KEY_FUNCTION + 2,
	[14] = KEY_FUNCTION + 3,
	[15] = KEY_FUNCTION + 4,
	[17] = KEY_FUNCTION + 5,
	[18] = KEY_FUNCTION + 6,
	[19] = KEY_FUNCTION + 7,
	[20] = KEY_FUNCTION + 8,
	[21] = KEY_FUNCTION + 9,
	[23] = KEY_FUNCTION + 10,
	[24] = KEY_FUNCTION + 11,
};

/* The keypad in application mode, SS3 only. */
static const char keypad[] = {
	['j'] = '*',
	['k'] = '+',
	['l'] = ',',
	['m'] = '-',
	['n'] = '.',
	['o'] = '/',
	['p'] = '0',
	['q'] = '1',
	['r'] = '2',
	['s'] = '3',
	['t'] = '4',
	['u'] = '5',
	['v'] = '6',
	['w'] = '7',
	['x'] = '8',
	['y'] = '9',
};

enum { MAX_PARAMETERS = 4, PASTE_START = 200, OTHER_KEYS = 27 };

struct sequence {
	char kind; /* '[' or 'O' */
	char mark; /* '<' and the like, right after the kind; 0: none */
	char final;
	unsigned parameters[MAX_PARAMETERS]; /* 0: not given */
	unsigned n;
};

struct key key_of_code(uint32_t code, unsigned modifiers)
{
	if (code == '\r' || code == '\n')
		return (struct key){KEY_ENTER_KEY, modifiers};
	if (code == '\t')
		return (struct key){KEY_TAB_KEY, modifiers};
	if (code == '\b' || code == 0x7f)
		return (struct key){KEY_BACKSPACE_KEY, modifiers};
	if (code == '\033')
		return (struct key){KEY_ESCAPE_KEY, modifiers};
	if (code < 0x20) {
		modifiers |= KEY_CONTROL;
		code += 0x40;
	}
	if (modifiers == KEY_SHIFT && code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	modifiers &= ~(unsigned)KEY_SHIFT;
	if (modifiers != 0 && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	if ((modifiers & KEY_CONTROL) && code == ' ')
		code = '@';
	return (struct key){code, modifiers};
}

/* xterm sends the sum of 1 Shift, 2 Alt, 4 Control, 8 Meta, plus one. */
static unsigned modifiers_of(unsigned parameter)
{
	unsigned bits = parameter > 0 ? parameter - 1 : 0;
	unsigned modifiers = 0;

	if (bits & 1)
		modifiers |= KEY_SHIFT;
	if (bits & (2 | 8))
		modifiers |= KEY_ALT;
	if (bits & 4)
		modifiers |= KEY_CONTROL;
	return modifiers;
}

static void parse_parameters(struct sequence *self, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len && self->n < MAX_PARAMETERS; at++) {
		unsigned *parameter = &self->parameters[self->n];

		if (bytes[at] >= '0' && bytes[at] <= '9') {
			if (*parameter < 0x200000)
				*parameter = *parameter * 10 + (unsigned)(bytes[at] - '0');
		} else if (bytes[at] == ';') {
			self->n++;
		}
	}
	if (self->n < MAX_PARAMETERS)
		self->n++;
}

/* Splits a sequence; returns its bytes, 0 if its end is not there yet. */
static size_t split(struct sequence *self, const char *bytes, size_t len)
{
	size_t at = 2;
	size_t start;

	*self = (struct sequence){.kind = bytes[1]};
	if (len > 2 && bytes[2] >= '<' && bytes[2] <= '?')
		self->mark = bytes[at++];
	if (len > 2 && self->kind == '[' && bytes[2] == '[') /* the Linux console's F1 to F5 */
		self->mark = bytes[at++];
	start = at;
	/* rxvt ends Shift and a key in '$', which is not a final byte in ECMA-48. */
	while (at < len && bytes[at] >= 0x20 && bytes[at] <= 0x3f && bytes[at] != '$')
		at++;
	if (at == len)
		return len < INPUT_SEQUENCE_MAX ? 0 : len;
	self->final = bytes[at];
	parse_parameters(self, bytes + start, at - start);
	if (self->final == '\033') /* cut off by the next one */
		return at;
	return at + 1;
}

static struct key by_final(const struct sequence *self)
{
	unsigned char final = (unsigned char)self->final;
	struct key key = {KEY_UNKNOWN, modifiers_of(self->parameters[1])};

	/* "ESC O 5 P" has its modifiers first. */
	if (self->kind == 'O' && self->n == 1)
		key.modifiers = modifiers_of(self->parameters[0]);
	if (final < COUNT(finals) && finals[final] != 0 && (final != 'M' || self->kind == 'O'))
		key.code = finals[final];
	else if (self->kind == 'O' && final < COUNT(keypad) && keypad[final])
		key.code = (uint32_t)keypad[final];
	else if (final == 'Z')
		key = (struct key){KEY_TAB_KEY, KEY_SHIFT | key.modifiers};
	else if (final >= 'a' && final <= 'd') /* rxvt: arrows with Shift or Control */
		key = (struct key){
			finals[final - 'a' + 'A'], self->kind == 'O' ? KEY_CONTROL : KEY_SHIFT};
	return key;
}

/* A code point and modifiers, as sent by xterm's modifyOtherKeys and similar protocols. */
static struct key by_code(unsigned code, unsigned parameter)
{
	bool is_character = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xf8ff);

	if (!is_character) /* nor the private codes for other keys */
		return (struct key){.code = KEY_UNKNOWN};
	return key_of_code(code, modifiers_of(parameter));
}

/* CSI number ~, and rxvt's other endings for modifiers. */
static struct key by_number(const struct sequence *self)
{
	unsigned number = self->parameters[0];
	struct key key = {KEY_UNKNOWN, modifiers_of(self->parameters[1])};

	if (number < COUNT(numbers) && numbers[number] != 0)
		key.code = numbers[number];
	else if (number == OTHER_KEYS && self->n >= 3)
		return by_code(self->parameters[2], self->parameters[1]);
	if (self->final == '^')
		key.modifiers = KEY_CONTROL;
	else if (self->final == '$')
		key.modifiers = KEY_SHIFT;
	else if (self->final == '@')
		key.modifiers = KEY_CONTROL | KEY_SHIFT;
	return key;
}

/* xterm's SGR mouse report: CSI < button ; column ; line M */
static void decode_mouse(const struct sequence *self, struct input_event *event)
{
	unsigned button = self->parameters[0];
	unsigned column = self->parameters[1];
	unsigned line = self->parameters[2];

	if (self->final != 'M' || column == 0 || line == 0)
		return;
	if (button == 0)
		event->kind = INPUT_CLICK;
	else if (button == 64 || button == 65) {
		event->kind = INPUT_WHEEL;
		event->lines = button == 64 ? -3 : 3;
	}
	event->column = column - 1;
	event->line = line - 1;
}

size_t sequence_decode(const char *bytes, size_t len, struct input_event *event)
{
	struct sequence sequence;
	size_t size = split(&sequence, bytes, len);

	event->kind = INPUT_KEY;
	event->key = (struct key){.code = KEY_UNKNOWN};
	if (size == 0)
		return 0;
	if (sequence.mark == '[' && sequence.final >= 'A' && sequence.final <= 'E')
		event->key.code = KEY_FUNCTION + (uint32_t)(sequence.final - 'A');
	else if (sequence.mark == '<')
		decode_mouse(&sequence, event);
	else if (sequence.mark)
		return size;
	else if (sequence.final == '~' && sequence.parameters[0] == PASTE_START)
		event->kind = INPUT_PASTE;
	else if (sequence.final == 'u' && sequence.kind == '[')
		event->key = by_code(sequence.parameters[0], sequence.parameters[1]);
	else if (sequence.kind == '[' && strchr("~^$@", sequence.final))
		event->key = by_number(&sequence);
	else
		event->key = by_final(&sequence);
	return size;
}
