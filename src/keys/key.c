/*
 * Keys as people write them: "F1", "^G", "Alt+N", "Shift+Tab", "a".
 *
 * A terminal sends Tab, Enter, Backspace and Escape as control characters, so ^I, ^M, ^J,
 * ^H and ^[ are read as those keys. Letters after Alt+ and ^ are stored in lower case.
 */
#include "internal.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *name;
	uint32_t code;
} names[] = {
	/* The first name of a code is the one that is displayed. */
	{"Up", KEY_UP_ARROW},
	{"Down", KEY_DOWN_ARROW},
	{"Left", KEY_LEFT_ARROW},
	{"Right", KEY_RIGHT_ARROW},
	{"Home", KEY_HOME_KEY},
	{"End", KEY_END_KEY},
	{"PgUp", KEY_PAGE_UP},
	{"PageUp", KEY_PAGE_UP},
	{"PgDn", KEY_PAGE_DOWN},
	{"PageDown", KEY_PAGE_DOWN},
	{"Ins", KEY_INSERT_KEY},
	{"Insert", KEY_INSERT_KEY},
	{"Del", KEY_DELETE_KEY},
	{"Delete", KEY_DELETE_KEY},
	{"Backspace", KEY_BACKSPACE_KEY},
	{"Tab", KEY_TAB_KEY},
	{"Enter", KEY_ENTER_KEY},
	{"Return", KEY_ENTER_KEY},
	{"Esc", KEY_ESCAPE_KEY},
	{"Escape", KEY_ESCAPE_KEY},
	{"Space", ' '},
};

static const struct {
	const char *name;
	unsigned modifier;
} modifiers[] = {
	{"Ctrl+", KEY_CONTROL},
	{"Alt+", KEY_ALT},
	{"Shift+", KEY_SHIFT},
	{"^", KEY_CONTROL},
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct key key_normal(struct key key)
{
	if (key.modifiers == 0 || key.code >= KEY_NAMED)
		return key;
	if (key.code >= 'A' && key.code <= 'Z')
		key.code += 'a' - 'A';
	if (!(key.modifiers & KEY_CONTROL))
		return key;
	static const struct {
		char letter;
		uint32_t code;
	} same[] = {
		{'i', KEY_TAB_KEY},
		{'m', KEY_ENTER_KEY},
		{'j', KEY_ENTER_KEY},
		{'h', KEY_BACKSPACE_KEY},
		{'[', KEY_ESCAPE_KEY},
	};
	if (key.code == ' ')
		key.code = '@';
	for (size_t i = 0; i < COUNT(same); i++)
		if (key.code == (uint32_t)same[i].letter) {
			key.code = same[i].code;
			key.modifiers &= ~(unsigned)KEY_CONTROL;
			break;
		}
	return key;
}

bool key_is_typed(const struct key *self)
{
	return self->code < KEY_NAMED && self->modifiers == 0;
}

/* F1 to F12; 0 for anything else. */
static unsigned function_number(const char *text)
{
	char *end;

	if ((text[0] != 'F' && text[0] != 'f') || text[1] < '1' || text[1] > '9')
		return 0;
	unsigned long number = strtoul(text + 1, &end, 10);
	return *end == '\0' && number <= 12 ? (unsigned)number : 0;
}

static bool parse_code(uint32_t *code, const char *text)
{
	unsigned number = function_number(text);
	size_t len = strlen(text);

	if (number > 0) {
		*code = KEY_FUNCTION + number - 1;
		return true;
	}
	if (len > 0 && utf8_decode(text, len, code) == len) /* one character: most keys are */
		return *code != UTF8_INVALID && *code > ' ' && *code != 0x7f;
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcasecmp(names[i].name, text) == 0) {
			*code = names[i].code;
			return true;
		}
	return false;
}

/* Takes one modifier off the front; the text after it must not be empty ("^" is a key, too). */
static unsigned take_modifier(const char **text)
{
	for (size_t i = 0; i < COUNT(modifiers); i++) {
		size_t len = strlen(modifiers[i].name);
		if (strncasecmp(*text, modifiers[i].name, len) == 0 && (*text)[len] != '\0') {
			*text += len;
			return modifiers[i].modifier;
		}
	}
	return 0;
}

bool key_parse(struct key *self, const char *text, struct err *err)
{
	const char *rest = text;
	struct key key = {0};
	unsigned modifier;

	while ((modifier = take_modifier(&rest)) != 0)
		key.modifiers |= modifier;
	if (!parse_code(&key.code, rest))
		return err_set(err, ERR_VALUE,
			"\"%s\" is not a key; keys are written F1, ^G, Alt+N, Shift+Tab, Ctrl+Left, a",
			text);
	if ((key.modifiers & KEY_SHIFT) && key.code < KEY_NAMED)
		return err_set(err, ERR_VALUE,
			"\"%s\": Shift goes with named keys only, as in Shift+Tab", text);
	*self = key_normal(key);
	return true;
}

static void format_code(uint32_t code, bool is_capital, struct str *out)
{
	char bytes[UTF8_MAX];

	if (code >= KEY_FUNCTION) {
		str_appendf(out, "F%u", (unsigned)(code - KEY_FUNCTION + 1));
		return;
	}
	for (size_t i = 0; i < COUNT(names); i++)
		if (names[i].code == code) {
			str_append_text(out, names[i].name);
			return;
		}
	if (is_capital && code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	str_append(out, bytes, utf8_encode(code, bytes));
}

void key_format(const struct key *self, struct str *out)
{
	bool is_character = self->code < KEY_NAMED;

	if ((self->modifiers & KEY_CONTROL) && !is_character)
		str_append_text(out, "Ctrl+");
	if (self->modifiers & KEY_ALT)
		str_append_text(out, "Alt+");
	if (self->modifiers & KEY_SHIFT)
		str_append_text(out, "Shift+");
	if ((self->modifiers & KEY_CONTROL) && is_character)
		str_append_char(out, '^');
	format_code(self->code, self->modifiers != 0, out);
}
