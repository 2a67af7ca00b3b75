/* Entities, as CommonMark 6.2 has them, for the few names that people type. */
#include "internal.h"

#include "base/utf8.h"

struct entity_name {
	const char *name;
	uint32_t code;
};

static const struct entity_name names[] = {
	{"amp", '&'},
	{"lt", '<'},
	{"gt", '>'},
	{"quot", '"'},
	{"apos", '\''},
	{"nbsp", 0xa0},
	{"copy", 0xa9},
	{"deg", 0xb0},
	{"plusmn", 0xb1},
	{"micro", 0xb5},
	{"middot", 0xb7},
	{"times", 0xd7},
	{"ndash", 0x2013},
	{"mdash", 0x2014},
	{"bull", 0x2022},
	{"hellip", 0x2026},
	{"euro", 0x20ac},
	{"larr", 0x2190},
	{"rarr", 0x2192},
	{"asymp", 0x2248},
	{"ne", 0x2260},
	{"le", 0x2264},
	{"ge", 0x2265},
};

static bool is_text(uint32_t code)
{
	return (code >= 0x20 && code < 0x7f) || code == '\t' || (code >= 0xa0 && code < 0xd800) ||
	       (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code < 0x110000);
}

static unsigned digit_value(char c)
{
	return ascii_is_digit(c) ? (unsigned)(c - '0') : (unsigned)(ascii_lower(c) - 'a') + 10;
}

static uint32_t decode_number(struct slice digits)
{
	bool is_hex = digits.len > 0 && ascii_lower(digits.data[0]) == 'x';
	uint32_t code = 0;

	for (size_t i = is_hex; i < digits.len && code < 0x110000; i++)
		code = code * (is_hex ? 16 : 10) + digit_value(digits.data[i]);
	return is_text(code) ? code : 0;
}

static uint32_t decode(struct slice name)
{
	if (name.data[0] == '#')
		return decode_number(slice_from(name, 1));
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (slice_equal(name, names[i].name))
			return names[i].code;
	return 0;
}

void entity_append(struct str *out, struct slice entity)
{
	/* Between & and ; as md4c has made sure. */
	uint32_t code = decode((struct slice){entity.data + 1, entity.len - 2});
	char bytes[UTF8_MAX];

	if (code)
		str_append(out, bytes, utf8_encode(code, bytes));
	else
		str_append(out, entity.data, entity.len);
}
