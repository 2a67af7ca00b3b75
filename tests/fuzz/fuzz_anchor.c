/* Anchors of any words in any texts: a place is inside the text, on the boundaries of clusters, and
 * where a text has not changed it is the words themselves. */
#include "fuzz.h"

#include "review/anchor.h"
#include "text/grapheme.h"

#include <string.h>

static void check_place(struct anchor_place place, struct slice text)
{
	if (place.match == ANCHOR_LOST) {
		REQUIRE(place.start == 0 && place.end == 0);
		return;
	}
	REQUIRE(place.start < place.end && place.end <= text.len);
	REQUIRE(grapheme_snap(text.data, text.len, place.start) == place.start);
	REQUIRE(grapheme_snap(text.data, text.len, place.end) == place.end);
}

/* What was made in a text is found in it as it was, or is there twice. */
static void check_made(struct slice text, size_t start, size_t end)
{
	struct anchor anchor, again;

	anchor_make(&anchor, text, start, end);
	struct anchor_place place = anchor_find(&anchor, text);

	check_place(place, text);
	REQUIRE(!anchor.quote.data || !memchr(anchor.quote.data, '\n', anchor.quote.len));
	if (place.match != ANCHOR_LOST) {
		REQUIRE(place.match == ANCHOR_EXACT);
		anchor_make(&again, text, place.start, place.end);
		REQUIRE(again.quote.len >= anchor.quote.len);
		anchor_release(&again);
	}
	anchor_release(&anchor);
}

static void check_carried(struct slice from, struct slice to, size_t start, size_t end)
{
	struct anchor_place spans[] = {{.start = start, .end = end}, {.start = 0, .end = from.len}};

	anchor_carry_all(from, from, spans, 1);
	REQUIRE(start == end || spans[0].match == ANCHOR_EXACT);
	check_place(spans[0], from);
	spans[0] = (struct anchor_place){.start = start, .end = end};
	anchor_carry_all(from, to, spans, 2);
	check_place(spans[0], to);
	check_place(spans[1], to);
}

/* A span stays inside the text, whatever edit is made. */
static void check_followed(struct script *script, struct slice text, size_t start, size_t end)
{
	struct op op = {.kind = script_number(script, 2) ? OP_EDIT : OP_SET};
	size_t removed = text.len;
	size_t len;
	const char *inserted = script_text(script, &len);

	if (op.kind == OP_EDIT) {
		op.offset = script_number(script, text.len + 1);
		removed = script_number(script, text.len - op.offset + 1);
	}
	str_append(&op.removed, text.data + op.offset, removed);
	str_append(&op.inserted, inserted, len);
	struct anchor_place place = anchor_follow(&op, &op.place, start, end);

	REQUIRE(place.match == ANCHOR_LOST || place.start < place.end);
	REQUIRE(place.end <= text.len - removed + len);
	op_release(&op);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct slice texts[2], parts[3];

	for (size_t i = 0; i < 2; i++)
		texts[i].data = script_text(&script, &texts[i].len);
	for (size_t i = 0; i < 3; i++)
		parts[i].data = script_text(&script, &parts[i].len);
	size_t len = texts[0].len;
	size_t start = grapheme_snap(texts[0].data, len, script_number(&script, len + 1));
	size_t end = start + script_number(&script, len - start + 1);

	end = grapheme_snap(texts[0].data, len, end);
	check_made(texts[0], start, end);
	check_carried(texts[0], texts[1], start, end);
	if (start < end)
		check_followed(&script, texts[0], start, end);
	/* any bytes as an anchor */
	struct anchor anchor = {{0}};

	str_append(&anchor.before, parts[0].data, parts[0].len);
	str_append(&anchor.quote, parts[1].data, parts[1].len);
	str_append(&anchor.after, parts[2].data, parts[2].len);
	check_place(anchor_find(&anchor, texts[1]), texts[1]);
	anchor_release(&anchor);
	return 0;
}
