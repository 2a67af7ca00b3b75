/*
 * Clusters and their cells. A pair of code points decides almost every boundary; only
 * what needs more context (ZWJ sequences, flags) goes to u8_grapheme_breaks, starting
 * from the nearest certain boundary. So no call reads more of a line than the surrounding
 * clusters.
 *
 * u8_grapheme_next of libunistring 1.0 must not be used: it splits ZWJ families and joins
 * flags.
 */
#include "text/grapheme.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <wchar.h>

#define TAB_CELLS 8
#define UNKNOWN "\xef\xbf\xbd"   /* U+FFFD */
#define MARK_BASE "\xe2\x97\x8c" /* U+25CC, the dotted circle */

enum { FIXED_MARKS = 256, FIRST_CHUNK = 32 };

static bool is_regional_indicator(uint32_t code)
{
	return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* Is there always a boundary between these two neighbours, whatever comes before? */
static bool is_certain_break(uint32_t before, uint32_t after)
{
	if (before == '\n' || after == '\n' || before == UTF8_INVALID || after == UTF8_INVALID)
		return true;
	if (before < 0x80 && after < 0x80)
		return true;
	if (before == 0x200d || is_regional_indicator(before))
		return false;
	return uc_is_grapheme_break(before, after);
}

/* The start of the code point before at, which is above 0; a bad byte counts as one. */
static size_t previous_code(const char *text, size_t at, uint32_t *code)
{
	size_t start = at - 1;

	while (start > 0 && at - start < UTF8_MAX && ((unsigned char)text[start] & 0xc0) == 0x80)
		start--;
	if (utf8_decode(text + start, at - start, code) == at - start)
		return start;
	*code = UTF8_INVALID;
	return at - 1;
}

/* The start of the code point that the byte at an offset belongs to. */
static size_t code_start(const char *text, size_t len, size_t at)
{
	uint32_t code;

	for (size_t back = 1; back < UTF8_MAX && back <= at; back++) {
		if (((unsigned char)text[at - back + 1] & 0xc0) != 0x80)
			break;
		if (utf8_decode(text + at - back, len - (at - back), &code) > back)
			return at - back;
	}
	return at;
}

/* The first boundary after the start of valid UTF-8; len if there is none. */
static size_t first_break(const char *text, size_t len)
{
	char fixed[FIXED_MARKS];
	char *marks = len <= sizeof(fixed) ? fixed : mem_alloc(len);
	size_t at = 1;

	u8_grapheme_breaks((const uint8_t *)text, len, marks);
	while (at < len && !marks[at])
		at++;
	if (marks != fixed)
		free(marks);
	return at;
}

/* The last boundary at or before limit, which is below len. */
static size_t last_break(const char *text, size_t len, size_t limit)
{
	char fixed[FIXED_MARKS];
	char *marks = len <= sizeof(fixed) ? fixed : mem_alloc(len);
	size_t at = limit;

	u8_grapheme_breaks((const uint8_t *)text, len, marks);
	while (at > 0 && !marks[at])
		at--;
	if (marks != fixed)
		free(marks);
	return at;
}

/* The end of about want bytes of complete code points that may all be one cluster. */
static size_t chunk_end(const char *text, size_t len, size_t at, size_t want)
{
	size_t end = at;
	uint32_t code;

	while (end < len && end - at < want) {
		size_t step = utf8_decode(text + end, len - end, &code);

		if (code == '\n' || code == UTF8_INVALID)
			break;
		end += step;
	}
	return end;
}

size_t grapheme_next(const char *text, size_t len, size_t at)
{
	uint32_t code;
	uint32_t after;

	if (at >= len)
		return len;
	if (text_is_plain(text, len, at))
		return at + 1;

	size_t next = at + utf8_decode(text + at, len - at, &code);

	if (next >= len)
		return len;
	utf8_decode(text + next, len - next, &after);
	/* The pair starts a cluster, so joiners or flags before it do not matter. */
	if (is_certain_break(code, after))
		return next;
	for (size_t want = FIRST_CHUNK;; want *= 2) {
		size_t end = chunk_end(text, len, at, want);
		size_t found = at + first_break(text + at, end - at);

		if (found < end || end - at < want)
			return found;
	}
}

size_t grapheme_previous(const char *text, size_t len, size_t at)
{
	return at == 0 ? 0 : grapheme_snap(text, len, at - 1);
}

size_t grapheme_snap(const char *text, size_t len, size_t at)
{
	uint32_t before;
	uint32_t code;

	if (at >= len || at == 0)
		return at >= len ? len : 0;
	if ((unsigned char)text[at] < 0x80 && (unsigned char)text[at - 1] < 0x80)
		return at;
	at = code_start(text, len, at);

	size_t end = at + utf8_decode(text + at, len - at, &code);
	size_t start = at;

	while (start > 0) {
		size_t previous = previous_code(text, start, &before);

		if (is_certain_break(before, code))
			break;
		start = previous;
		code = before;
	}
	return start == at ? at : start + last_break(text + start, end - start, at - start);
}

/* What one code point of a cluster is shown as. */
struct shown {
	const char *bytes;
	size_t len;
	unsigned cells;
	bool is_replaced;
};

/*
 * A joiner at the end of a cluster is judged as if a character above ASCII followed,
 * because the next character is not part of the cluster.
 */
static bool is_raw(uint32_t before, uint32_t code, const char *rest, size_t len)
{
	uint32_t after = before;

	if (len > 0)
		utf8_decode(rest, len, &after);
	return visible_joins(before, code, after);
}

static struct shown replace(const char *bytes, unsigned cells)
{
	return (struct shown){
		.bytes = bytes,
		.len = strlen(bytes),
		.cells = cells,
		.is_replaced = true,
	};
}

static unsigned show_tab(unsigned column, struct str *out)
{
	unsigned cells = TAB_CELLS - column % TAB_CELLS;

	if (out)
		str_append_repeat(out, ' ', cells);
	return cells;
}

static void add(const struct shown *shown, struct str *out, unsigned *cells, bool *replaced)
{
	if (out)
		str_append(out, shown->bytes, shown->len);
	*cells += shown->cells;
	*replaced = *replaced || shown->is_replaced;
}

static unsigned show_codes(const char *cluster, size_t len, struct str *out, bool *escaped)
{
	char replacement[VISIBLE_MAX];
	uint32_t before = 0;
	uint32_t code;
	unsigned cells = 0;
	bool replaced = false;

	for (size_t at = 0; at < len;) {
		size_t step = utf8_decode(cluster + at, len - at, &code);
		int width = code == UTF8_INVALID ? -1 : wcwidth((wchar_t)code);
		struct shown shown = {.bytes = cluster + at, .len = step};

		if (visible_replacement(code, replacement) && code != UTF8_INVALID &&
			!is_raw(before, code, cluster + at + step, len - at - step))
			shown = replace(replacement, (unsigned)strlen(replacement));
		else if (width < 0)
			shown = replace(UNKNOWN, 1);
		else
			shown.cells = (unsigned)width;
		/* A combining mark without a base would be drawn onto the previous cluster's
		 * cell. */
		if (at == 0 && shown.cells == 0) {
			const struct shown base = replace(MARK_BASE, 1);

			add(&base, out, &cells, &replaced);
		}
		add(&shown, out, &cells, &replaced);
		before = code;
		at += step;
	}
	*escaped = replaced;
	return cells;
}

unsigned grapheme_show(
	const char *cluster, size_t len, unsigned column, struct str *out, bool *escaped)
{
	bool ignored;

	if (!escaped)
		escaped = &ignored;
	*escaped = false;
	if (len == 1 && cluster[0] >= 0x20 && cluster[0] < 0x7f) {
		if (out)
			str_append_char(out, cluster[0]);
		return 1;
	}
	if (len == 0 || cluster[0] == '\n')
		return 0;
	if (len == 1 && cluster[0] == '\t')
		return show_tab(column, out);
	return show_codes(cluster, len, out, escaped);
}
