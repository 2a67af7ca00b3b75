/* Merges three versions of one value, by its kind. */
#include "internal.h"

#include "base/ensure.h"

static bool is_same(const struct str *a, const struct str *b)
{
	return str_equal(a, str_text(b), b->len);
}

size_t put_versions(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out)
{
	conflict_put(out, labels, base ? slice_of(base) : (struct slice){0}, slice_of(ours),
		slice_of(theirs));
	str_splice(out, out->len - 1, 1, "", 0);
	return 1;
}

/* A line of words may merge like prose; if it does not, the complete line is a conflict. */
static bool merge_line(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out)
{
	struct str merged = {0};
	bool is_clean = ours->len > 0 && theirs->len > 0 &&
			merge_texts(base, ours, theirs, NULL, &merged) == 0;

	if (is_clean)
		str_append(out, str_text(&merged), merged.len);
	str_release(&merged);
	return is_clean;
}

size_t merge_value(enum kind kind, const struct str *base, const struct str *ours,
	const struct str *theirs, const struct merge_labels *labels, struct str *out)
{
	ENSURE(ours && theirs);

	static const struct str none;
	const struct kind_info *info = kind_info(kind);
	const struct str *from = base ? base : &none;
	const struct str *only = is_same(ours, theirs) || is_same(from, theirs) ? ours
				 : is_same(from, ours)                          ? theirs
										: NULL;

	if (only)
		str_append(out, str_text(only), only->len);
	else if (info->is_prose)
		return merge_texts(base, ours, theirs, labels, out);
	else if (info->has_items)
		merge_lists(from, ours, theirs, out);
	else if (!info->is_words || !merge_line(base, ours, theirs, out))
		return put_versions(base, ours, theirs, labels, out);
	return 0;
}
