/* Any records of drafts, behind a good header and with good checksums: what is read of them is read
 * the same again from what is written of it. */
#include "../../src/store/journal_file.h"
#include "fuzz.h"

static void begin(struct str *out)
{
	const struct journal_header header = {
		.form_name = (char[]){"f"}, .document_path = (char[]){"/f.yaml"}};

	journal_header_format(&header, out);
}

/* Changes as they are typed, and payloads that no session writes. */
static void make(struct script *script, struct str *out)
{
	begin(out);
	while (!script_is_over(script)) {
		bool is_typed = script_number(script, 2);
		uint64_t number = script_number(script, 4);
		unsigned cell = (unsigned)script_number(script, N_DRAFT_CELLS + 1);
		struct str before = {0};
		struct str text = {0};
		size_t len;
		const char *bytes = script_text(script, &len);

		str_append(&text, bytes, len);
		bytes = is_typed ? script_text(script, &len) : "";
		str_append(&before, bytes, is_typed ? len : 0);
		if (is_typed)
			record_format_draft(number, cell, &before, &text, out);
		else if (text.len > 0)
			record_format(RECORD_DRAFT, number, &text, out);
		str_release(&before);
		str_release(&text);
	}
}

static void write_again(const struct draft_list *list, struct str *out)
{
	static const struct str nothing;

	begin(out);
	for (size_t i = 0; i < list->n; i++)
		for (unsigned cell = 0; cell < N_DRAFT_CELLS; cell++)
			record_format_draft(i, cell, &nothing, &list->items[i].cells[cell], out);
}

static void require_same(const struct draft_list *a, const struct draft_list *b)
{
	REQUIRE(a->n == b->n);
	for (size_t i = 0; i < a->n; i++)
		for (unsigned cell = 0; cell < N_DRAFT_CELLS; cell++) {
			const struct str *text = &a->items[i].cells[cell];

			REQUIRE(str_equal(&b->items[i].cells[cell], str_text(text), text->len));
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct journal_view view, again;
	struct str bytes = {0};
	struct str written = {0};

	make(&script, &bytes);
	REQUIRE(journal_view_init(&view, &bytes, NULL));
	write_again(&view.drafts, &written);
	REQUIRE(journal_view_init(&again, &written, NULL));
	REQUIRE(!again.is_cut);
	require_same(&view.drafts, &again.drafts);
	journal_view_release(&view);
	journal_view_release(&again);
	str_release(&bytes);
	str_release(&written);
	return 0;
}
