/* The findings of any document, as text and as JSON: safe to show, each with a place. */
#include "fuzz.h"

#include "base/err.h"
#include "check/check.h"
#include "report/findings.h"

#include <jansson.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	enum status as = (enum status)script_number(&script, STATUS_FINAL + 1);
	struct findings findings = {0};
	struct document document;
	struct str out = {0};
	size_t len;
	const char *yaml = script_text(&script, &len);

	if (!fuzz_document(&document, yaml, len))
		return 0;
	fuzz_edit(&document, &script, 16);
	check_document(&document, as, 1697443200, &findings);
	findings_format_text(&findings, "f.yaml", &out);
	fuzz_require_visible(&out);
	str_clear(&out);

	struct checked_file file = {"f.yaml", document.form, &findings, NULL};

	REQUIRE(findings_format_json(&file, 1, &out, NULL));
	fuzz_require_visible(&out);

	json_t *root =
		json_loadb(str_text(&out), out.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

	REQUIRE(root);
	json_decref(root);
	findings_release(&findings);
	document_release(&document);
	str_release(&out);
	return 0;
}
