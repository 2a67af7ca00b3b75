/*
 * Reports of any document: JSON is read back strictly, with the title unchanged, and
 * every report is complete and valid UTF-8. EXPORTER names the format.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "report/report.h"

#include <jansson.h>
#include <string.h>

static void check_json(const struct document *document, const struct str *out)
{
	json_t *root =
		json_loadb(str_text(out), out->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	const json_t *title;
	const struct str *text = &document->values[form_find(document->form, "title")].text;

	REQUIRE(root);
	fuzz_require_visible(out);
	title = json_object_get(json_object_get(root, "values"), "title");
	if (json_is_string(title))
		REQUIRE(str_equal(text, json_string_value(title), json_string_length(title)));
	json_decref(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	const struct exporter *exporter = report_exporter_find(EXPORTER);
	struct report_options options = {.now = 1697443200};
	struct document document;
	struct str out = {0};
	size_t len;
	const char *yaml = script_text(&script, &len);

	if (len == 0 || !fuzz_document(&document, yaml, len))
		document_init_new(&document, fuzz_form());
	options.is_public = script_number(&script, 2);
	fuzz_edit(&document, &script, 16);
	REQUIRE(report_write(exporter, &document, &options, &out, NULL));
	REQUIRE(utf8_check(str_text(&out), out.len, NULL));
	if (strcmp(EXPORTER, "json") == 0)
		check_json(&document, &out);
	document_release(&document);
	str_release(&out);
	return 0;
}
