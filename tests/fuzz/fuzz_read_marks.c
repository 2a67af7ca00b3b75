/* Any bytes as what a reader last read: refused, or written the same as read. */
#include "../../src/store/read_mark_file.h"
#include "fuzz.h"

#include "base/crc32c.h"

#include <string.h>

/* With the right first lines, to reach the code behind them. */
static void make(struct script *script, struct str *out)
{
	size_t len;
	const char *body = script_text(script, &len);

	str_appendf(out, "afterword-mark 1\n%08lx\n", (unsigned long)crc32c(0, body, len));
	str_append(out, body, len);
}

static void check_name(const struct str *document)
{
	for (unsigned kind = 0; kind < N_READ_MARKS; kind++) {
		struct str name = {0};

		read_mark_name(document, (enum read_mark_kind)kind, &name);
		REQUIRE(read_mark_is_name(str_text(&name)));
		str_release(&name);
	}
	read_mark_is_name(str_text(document));
}

static void check(const struct str *document, const struct str *bytes)
{
	struct read_mark mark = {0};
	struct read_mark again = {0};
	struct str written = {0};

	if (read_mark_parse(&mark, document, bytes)) {
		REQUIRE(mark.at >= 0);
		read_mark_format(&mark, document, &written);
		REQUIRE(read_mark_parse(&again, document, &written));
		REQUIRE(again.at == mark.at);
		REQUIRE(str_equal(&again.bytes, str_text(&mark.bytes), mark.bytes.len));
		REQUIRE(str_equal(&again.place, str_text(&mark.place),
			strcspn(str_text(&mark.place), "\r\n")));
	}
	read_mark_release(&mark);
	read_mark_release(&again);
	str_release(&written);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	bool is_made = script_number(&script, 2);
	struct str document = {0};
	struct str bytes = {0};
	size_t len;
	const char *text = script_text(&script, &len);

	str_append(&document, text, len);
	if (is_made)
		make(&script, &bytes);
	else
		str_append(&bytes, script.data + script.at, script.len - script.at);
	check_name(&document);
	check(&document, &bytes);
	str_release(&document);
	str_release(&bytes);
	return 0;
}
