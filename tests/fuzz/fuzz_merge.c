/*
 * Three files merged: the result is a document, and that of one side when only that one
 * changed anything. So are the ops between documents.
 */
#include "fuzz.h"

#include "../support/merge_bytes.h"
#include "base/err.h"
#include "base/slice.h"

#include <string.h>

static bool has_foreign(const struct str *yaml)
{
	struct document document;
	bool found = false;

	REQUIRE(fuzz_document(&document, str_text(yaml), yaml->len));
	for (size_t i = 0; i < document.form->n_fields; i++) {
		const struct rows *rows = &document.tables[i];

		found = found || document.values[i].is_foreign;
		for (size_t j = 0; j < rows->n * document.form->fields[i].n_columns; j++)
			found = found || rows->items[j / document.form->fields[i].n_columns]
						 .cells[j % document.form->fields[i].n_columns]
						 .is_foreign;
	}
	document_release(&document);
	return found;
}

/* As lists are read: without trailing spaces. */
static struct slice text_at(const struct yaml_tree *tree, uint32_t node)
{
	size_t len;
	const char *text = yaml_text(tree, node, &len);

	return slice_trim((struct slice){.data = text, .len = len});
}

static bool has_scalar(const struct yaml_tree *tree, struct slice text)
{
	for (uint32_t i = 0; i < tree->n_nodes; i++) {
		struct slice other = text_at(tree, i);

		if (yaml_node(tree, i)->kind == YAML_SCALAR && text.len == other.len &&
			memcmp(text.data, other.data, text.len) == 0)
			return true;
	}
	return false;
}

static bool is_id(const struct yaml_tree *tree, uint32_t node)
{
	uint32_t key = yaml_key_of(tree, node);

	return key != YAML_NONE && strcmp(yaml_text(tree, key, NULL), "id") == 0;
}

/* Does it have no content, or is it the key of such a value? These may be missing; so may an id,
 * because an unusable one is replaced. */
static bool is_empty(const struct yaml_tree *tree, uint32_t node)
{
	const struct yaml_node *at = yaml_node(tree, node);
	size_t len;

	if (at->is_key)
		return is_empty(tree, at->next);
	if (is_id(tree, node))
		return true;
	if (at->kind == YAML_ALIAS)
		return true;
	if (at->kind != YAML_SCALAR) {
		uint32_t child = at->first;

		while (child != YAML_NONE && is_empty(tree, child))
			child = yaml_node(tree, child)->next;
		return child == YAML_NONE;
	}

	const char *text = yaml_text(tree, node, &len);

	return yaml_is_null(tree, node) || yaml_prose_len(text, len) == 0;
}

/* Keys and values that the form does not know are carried over, too. */
static void check_scalars(const struct yaml_tree *from, const struct yaml_tree *to)
{
	for (uint32_t i = 0; i < from->n_nodes; i++)
		if (yaml_node(from, i)->kind == YAML_SCALAR && !is_empty(from, i))
			REQUIRE(has_scalar(to, text_at(from, i)));
}

/* Does a row have an unusable or repeated id? Written to a file it gets none. */
static bool has_odd_id(const struct document *document)
{
	bool found = false;

	for (size_t i = 0; i < document->form->n_fields; i++)
		for (size_t k = 0; k < document->tables[i].n; k++) {
			const struct row *row = &document->tables[i].items[k];

			found = found ||
				(row->id[0] == '~' && row->node != YAML_NONE &&
					yaml_find(&document->source, row->node, "id") != YAML_NONE);
		}
	return found;
}

/* With base = ours, theirs is the result; as bytes if files are merged. */
static void check_one_sided(const struct str *base, const struct str *other)
{
	const struct merge_labels labels = {0};
	struct document expected, merged;
	struct str out = {0};
	size_t conflicts = 0;

	if (merge_bytes(fuzz_form(), base, other, base, &labels, &out, &conflicts, NULL)) {
		REQUIRE(conflicts == 0);
		REQUIRE(str_equal(&out, str_text(other), other->len));
	}
	str_clear(&out);
	if (merge_bytes(fuzz_form(), base, base, other, &labels, &out, &conflicts, NULL)) {
		REQUIRE(conflicts == 0);
		REQUIRE(fuzz_document(&expected, str_text(other), other->len));
		REQUIRE(fuzz_document(&merged, str_text(&out), out.len));
		/* A value of another kind than the form's is never removed. */
		REQUIRE(has_foreign(base) || has_odd_id(&expected) ||
			fuzz_is_same(&expected, &merged));
		check_scalars(&expected.source, &merged.source);
		document_release(&expected);
		document_release(&merged);
	}
	str_release(&out);
}

static void check_three(const struct str *base, const struct str *ours, const struct str *theirs)
{
	const struct merge_labels labels = {0};
	struct document merged;
	struct str out = {0};
	size_t conflicts = 0;

	if (merge_bytes(fuzz_form(), base, ours, theirs, &labels, &out, &conflicts, NULL)) {
		REQUIRE(fuzz_document(&merged, str_text(&out), out.len));
		document_release(&merged);
	}
	str_release(&out);
}

/* Ops do not put a NUL into a document, though a file may spell one. */
static bool has_nul(const struct op *op)
{
	bool found = op->inserted.len > 0 && memchr(op->inserted.data, '\0', op->inserted.len);

	for (size_t i = 0; i < op->n_cells; i++)
		found = found ||
			(op->cells[i].len > 0 && memchr(op->cells[i].data, '\0', op->cells[i].len));
	return found;
}

/* The ops can be applied one after the other. */
static void check_ops(const struct str *base, const struct str *ours, const struct str *theirs)
{
	const struct merge_labels labels = {0};
	struct document documents[3];
	const struct str *texts[] = {base, ours, theirs};
	struct ops ops = {0};
	size_t n = 0;

	while (n < 3 && fuzz_document(&documents[n], str_text(texts[n]), texts[n]->len))
		n++;
	if (n == 3 && !documents[1].is_read_only) {
		merge_documents(&documents[0], &documents[1], &documents[2], &labels, &ops);
		for (size_t i = 0; i < ops.n; i++)
			if (!document_apply(&documents[1], &ops.items[i], NULL)) {
				REQUIRE(has_nul(&ops.items[i]));
				break;
			}
	}
	ops_release(&ops);
	while (n > 0)
		document_release(&documents[--n]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct str texts[3] = {{0}};

	for (size_t i = 0; i < 3; i++)
		script_utf8(&script, &texts[i]);
	check_one_sided(&texts[0], &texts[1]);
	check_three(&texts[0], &texts[1], &texts[2]);
	check_ops(&texts[0], &texts[1], &texts[2]);
	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
	return 0;
}
