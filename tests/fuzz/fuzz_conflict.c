/* Conflicts in any text: found inside it, in order, and again when they are written. */
#include "fuzz.h"

#include "model/conflict.h"

#include <string.h>

static bool is_inside(const struct slice *part, const struct conflict *conflict, const char *text)
{
	return !part->data || (part->data >= text + conflict->start &&
				      part->data + part->len <= text + conflict->end);
}

static void check_written(const struct conflict *conflict)
{
	struct conflict again;
	struct str out = {0};

	conflict_append(&out, conflict, CONFLICT_MARKER);
	REQUIRE(conflict_find(str_text(&out), out.len, 0, &again));
	REQUIRE(again.start == 0 && again.end == out.len);
	REQUIRE(again.has_base == (conflict->base.data != NULL));
	str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct conflict conflict;

	for (size_t at = 0; conflict_find(text, size, at, &conflict); at = conflict.end) {
		REQUIRE(conflict.start >= at && conflict.end <= size);
		REQUIRE(conflict.start < conflict.end);
		REQUIRE(is_inside(&conflict.ours, &conflict, text));
		REQUIRE(is_inside(&conflict.theirs, &conflict, text));
		REQUIRE(!conflict.has_base || is_inside(&conflict.base, &conflict, text));
		check_written(&conflict);
	}
	return 0;
}
