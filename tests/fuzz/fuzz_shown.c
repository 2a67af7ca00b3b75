/*
 * Any bytes shown: nothing that acts on a terminal comes through base/visible or out of a
 * cluster, and clusters, motions and lines of prose cover every byte once.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "text/grapheme.h"
#include "text/motion.h"
#include "text/wrap.h"

static void check_visible(const char *text, size_t len)
{
	struct str out = {0};

	visible_append(&out, text, len);
	REQUIRE(utf8_check(str_text(&out), out.len, NULL));
	fuzz_require_visible(&out);
	for (size_t i = 0; i < out.len; i++)
		REQUIRE(out.data[i] != '\n' && out.data[i] != '\t');
	str_release(&out);
}

static void check_clusters(const char *text, size_t len)
{
	struct str out = {0};
	unsigned column = 0;

	for (size_t at = 0; at < len;) {
		size_t next = grapheme_next(text, len, at);

		REQUIRE(next > at && next <= len);
		REQUIRE(grapheme_snap(text, len, at) == at);
		str_clear(&out);
		column += grapheme_show(text + at, next - at, column, &out, NULL);
		fuzz_require_visible(&out);
		at = next;
	}
	REQUIRE(len == 0 || grapheme_previous(text, len, len) < len);
	str_release(&out);
}

static void check_lines(const char *text, size_t len, unsigned columns)
{
	struct wrap wrap = {0};

	wrap_layout(&wrap, text, len, columns);
	REQUIRE(wrap_line_of(&wrap, 0) == 0);
	for (size_t at = 0; at < len; at = grapheme_next(text, len, at)) {
		size_t line = wrap_line_of(&wrap, at);

		REQUIRE(wrap_offset_at(&wrap, text, line, 0) <= at);
	}
	wrap_release(&wrap);
}

static void check_motions(const char *text, size_t len)
{
	static motion *const motions[] = {motion_left, motion_right, motion_word_left,
		motion_word_right, motion_line_start, motion_line_end, motion_text_start};

	for (size_t at = 0; at < len; at = grapheme_next(text, len, at))
		for (size_t i = 0; i < sizeof(motions) / sizeof(motions[0]); i++)
			REQUIRE(motions[i](text, len, at) <= len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size < 4096 ? size : 4096);
	unsigned columns = 1 + (unsigned)script_number(&script, 120);
	const char *raw = script.data + script.at;
	size_t len = script.len - script.at;
	struct str text = {0};

	check_visible(raw, len);
	script_utf8(&script, &text);
	check_clusters(str_text(&text), text.len);
	check_lines(str_text(&text), text.len, columns);
	check_motions(str_text(&text), text.len);
	str_release(&text);
	return 0;
}
