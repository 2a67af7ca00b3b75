/* Any text imported: a document that can be written and read back, and notes about its lines. */
#include "fuzz.h"

#include "base/err.h"
#include "intake/intake.h"

#include <string.h>

static void count_up(void *context, void *bytes, size_t len)
{
	unsigned *number = context;

	memset(bytes, 0, len);
	++*number;
	memcpy(bytes, number, len < sizeof(*number) ? len : sizeof(*number));
}

static void check_document(const struct document *document)
{
	struct document read;
	struct str out = {0};

	REQUIRE(document_format(document, &out, NULL));
	REQUIRE(fuzz_document(&read, str_text(&out), out.len));
	REQUIRE(fuzz_is_same(document, &read));
	document_release(&read);
	str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned number = 0;
	const struct id_source ids = {.fill = count_up, .context = &number};
	const struct intake_options options = {.zone = "UTC", .now = 1697443200, .ids = &ids};
	struct script script = script_of(data, size);
	struct str text = {0};
	size_t n;
	const struct importer *importers = intake_importers(&n);

	script_utf8(&script, &text);
	for (size_t i = 0; i < n; i++) {
		struct document document;
		struct intake_report report = {0};

		document_init_new(&document, fuzz_form());
		if (importers[i].run(&document, str_text(&text), text.len, &options, &report, NULL))
			check_document(&document);
		intake_report_release(&report);
		document_release(&document);
	}
	str_release(&text);
	return 0;
}
