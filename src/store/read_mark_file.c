/*
 * A mark as bytes: these lines, then the document's real path, then its bytes. The checksum is of
 * everything after its line.
 *
 *     afterword-mark 1
 *     9a3f11c2
 *     1697371200
 *     1697374800
 *     root_cause.cause
 *     28
 */
#include "read_mark_file.h"

#include "base/crc32c.h"
#include "base/slice.h"

#include <string.h>

static const char magic[] = "afterword-mark 1";
static const char suffix[] = ".mark";

#define NUMBER_MAX INT64_C(253402300799) /* the end of the year 9999 */

enum { NAME_DIGITS = 16 };

/* --- its name --- */

/* FNV-1a. Two documents that shared a name would take each other's place, so the path is in the
 * file, too. */
static uint64_t digest(const struct str *text)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < text->len; i++)
		sum = (sum ^ (unsigned char)text->data[i]) * UINT64_C(1099511628211);
	return sum;
}

static const char *const kind_names[N_READ_MARKS] = {
	[READ_MARK_READ] = "read",
	[READ_MARK_PRESENT] = "present",
	[READ_MARK_SIGNOFF] = "sign-off",
};

void read_mark_name(const struct str *document, enum read_mark_kind kind, struct str *out)
{
	uint64_t sum = digest(document);

	str_appendf(out, "%08lx%08lx.%s%s", (unsigned long)(sum >> 32),
		(unsigned long)(sum & 0xffffffff), kind_names[kind], suffix);
}

bool read_mark_is_name(const char *name)
{
	struct slice kind = {name, strlen(name)};

	if (strspn(name, "0123456789abcdef") != NAME_DIGITS || name[NAME_DIGITS] != '.' ||
		kind.len < NAME_DIGITS + strlen(suffix) ||
		strcmp(name + kind.len - strlen(suffix), suffix) != 0)
		return false;
	kind = slice_from(kind, NAME_DIGITS + 1);
	kind.len -= strlen(suffix);
	for (size_t i = 0; i < N_READ_MARKS; i++)
		if (slice_equal(kind, kind_names[i]))
			return true;
	return false;
}

/* --- its content --- */

static void append_sum(struct slice body, struct str *out)
{
	str_appendf(out, "%08lx", (unsigned long)crc32c(0, body.data, body.len));
}

void read_mark_format(const struct read_mark *self, const struct str *document, struct str *out)
{
	const char *place = str_text(&self->place);
	struct str body = {0};

	/* A row's id is what people write, so a place may have lines. */
	str_appendf(&body, "%lld\n%lld\n", (long long)self->at, (long long)self->until);
	str_append(&body, place, strcspn(place, "\r\n"));
	str_appendf(&body, "\n%zu\n", document->len);
	str_append(&body, str_text(document), document->len);
	str_append(&body, str_text(&self->bytes), self->bytes.len);
	str_appendf(out, "%s\n", magic);
	append_sum(slice_of(&body), out);
	str_append_char(out, '\n');
	str_append(out, str_text(&body), body.len);
	str_release(&body);
}

static bool take_number(struct slice *rest, int64_t *out)
{
	struct slice line;

	if (!slice_next_line(rest, &line) || line.len == 0)
		return false;
	*out = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (!ascii_is_digit(line.data[i]))
			return false;
		*out = *out * 10 + (line.data[i] - '0');
		if (*out > NUMBER_MAX)
			return false;
	}
	return true;
}

static bool take_whole(struct slice *rest)
{
	struct str sum = {0};
	struct slice line;
	bool is_whole = slice_next_line(rest, &line) && slice_equal(line, magic) &&
			slice_next_line(rest, &line) && rest->len > 0;

	if (is_whole)
		append_sum(*rest, &sum);
	is_whole = is_whole && slice_equal(line, str_text(&sum));
	str_release(&sum);
	return is_whole;
}

bool read_mark_parse(struct read_mark *self, const struct str *document, const struct str *bytes)
{
	struct slice rest = slice_of(bytes);
	struct slice place;
	int64_t at;
	int64_t until;
	int64_t len;

	if (!take_whole(&rest) || !take_number(&rest, &at) || !take_number(&rest, &until) ||
		!slice_next_line(&rest, &place) || !take_number(&rest, &len) ||
		(size_t)len != document->len || rest.len < (size_t)len ||
		memcmp(rest.data, str_text(document), document->len) != 0)
		return false;
	rest = slice_from(rest, document->len);
	*self = (struct read_mark){.at = at, .until = until};
	str_append(&self->place, place.data, place.len);
	str_append(&self->bytes, rest.data, rest.len);
	return true;
}
