/*
 * Any bytes as a journal, and any payloads in valid records: every op that is read is
 * applied or refused, and has the same bytes when written.
 */
#include "../../src/store/journal_file.h"
#include "fuzz.h"

#include "base/err.h"

static void replay_op(struct document *document, const char *bytes, size_t len)
{
	struct op op = {0};
	struct str text = {0};

	op_show_bytes(bytes, len, &text);
	str_clear(&text);
	if (op_parse(&op, document->form, bytes, len, NULL)) {
		struct op again = {0};

		op_format(&op, document->form, &text);
		REQUIRE(op_parse(&again, document->form, str_text(&text), text.len, NULL));
		REQUIRE(again.kind == op.kind && again.offset == op.offset);
		document_apply(document, &op, NULL);
		op_release(&again);
	}
	op_release(&op);
	str_release(&text);
}

static void replay(struct str *bytes)
{
	struct journal_view view;
	struct document document;
	struct err err = {0};

	if (!journal_view_init(&view, bytes, &err)) {
		REQUIRE(err.message[0] != '\0');
		return;
	}
	REQUIRE(view.n_saved <= view.n_ops);
	REQUIRE(!view.has_saving || view.n_saving <= view.n_ops);
	document_init_new(&document, fuzz_form());
	for (size_t i = 0; i < view.n_ops; i++) {
		REQUIRE(view.ops[i].offset + view.ops[i].len <= view.bytes.len);
		replay_op(&document, view.bytes.data + view.ops[i].offset, view.ops[i].len);
	}
	document_release(&document);
	journal_view_release(&view);
}

/* Records with the types and payloads of the script and good checksums, to reach the code behind
 * them. */
static void make(struct script *script, struct str *out)
{
	struct journal_header header = {
		.form_name = (char[]){"f"}, .document_path = (char[]){"/f.yaml"}};
	struct str payload = {0};

	header.has_base = script_number(script, 2);
	journal_header_format(&header, out);
	for (uint64_t sequence = 1; !script_is_over(script); sequence++) {
		enum record_type type = (enum record_type)script_number(script, 8);
		size_t len;
		const char *text = script_text(script, &len);

		str_set(&payload, text, len);
		if (len > 0)
			record_format(type, sequence, &payload, out);
	}
	str_release(&payload);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct str bytes = {0};

	if (script_number(&script, 2))
		make(&script, &bytes);
	else
		str_set(&bytes, script.data + script.at, script.len - script.at);
	replay(&bytes);
	str_release(&bytes);
	return 0;
}
