/*
 * Any file edited at random: what is written reads back as exactly the values intended,
 * and without an edit as the very bytes.
 */
#include "fuzz.h"

#include "base/err.h"

static void check_unchanged(const struct document *document)
{
	struct str out = {0};

	REQUIRE(document_format(document, &out, NULL));
	REQUIRE(str_equal(&out, str_text(&document->source.source), document->source.source.len));
	str_release(&out);
}

/* A reader invents ids for rows without one, so they are compared after that. */
static void check_written(const struct document *document)
{
	struct document read;
	struct str out = {0};

	if (!document_format(document, &out, NULL)) {
		str_release(&out);
		return;
	}
	REQUIRE(fuzz_document(&read, str_text(&out), out.len));
	REQUIRE(fuzz_is_same(document, &read));
	check_unchanged(&read);
	document_release(&read);
	str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct document document;
	size_t len;
	const char *yaml = script_text(&script, &len);

	if (len == 0)
		document_init_new(&document, fuzz_form());
	else if (!fuzz_document(&document, yaml, len))
		return 0;
	else if (!document.is_read_only)
		check_unchanged(&document);
	fuzz_edit(&document, &script, 16);
	if (!document.is_read_only)
		check_written(&document);
	document_release(&document);
	return 0;
}
