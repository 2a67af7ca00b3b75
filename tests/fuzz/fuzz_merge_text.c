/* Merging three texts: a change by one side only is taken, and nothing of either side is
 * missing. */
#include "fuzz.h"

#include "merge/merge.h"
#include "model/conflict.h"

#include <string.h>

static size_t merge(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out)
{
	struct merge_labels labels = {0};

	str_clear(out);
	return merge_texts(base, ours, theirs, &labels, out);
}

static size_t count_conflicts(const struct str *text)
{
	struct conflict conflict;
	size_t n = 0;

	for (size_t at = 0; conflict_find(str_text(text), text->len, at, &conflict); n++)
		at = conflict.end;
	return n;
}

/* Could a line be taken for a marker? */
static bool has_markers(const struct str *text)
{
	size_t run = 1;

	for (size_t i = 1; i < text->len; i++) {
		run = text->data[i] == text->data[i - 1] ? run + 1 : 1;
		if (run == CONFLICT_MARKER && memchr("<=>|", text->data[i], 4))
			return true;
	}
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct str texts[3] = {{0}};
	struct str out = {0};
	bool is_plain = true;

	for (size_t i = 0; i < 3; i++) {
		script_utf8(&script, &texts[i]);
		is_plain = is_plain && !has_markers(&texts[i]);
	}
	for (size_t i = 0; i < 3; i++) {
		const struct str *a = &texts[i];
		const struct str *b = &texts[(i + 1) % 3];

		REQUIRE(merge(a, a, b, &out) == 0 && str_equal(&out, str_text(b), b->len));
		REQUIRE(merge(a, b, a, &out) == 0 && str_equal(&out, str_text(b), b->len));
		REQUIRE(merge(a, b, b, &out) == 0 && str_equal(&out, str_text(b), b->len));
	}

	size_t n = merge(&texts[0], &texts[1], &texts[2], &out);

	/* If the texts contain marker lines, the number of conflicts can look different. */
	REQUIRE(!is_plain || count_conflicts(&out) == n);
	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
	str_release(&out);
	return 0;
}
