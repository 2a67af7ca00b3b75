/* How text reports of a document write dates: `dates: us` at its root, beside the form's fields. */
#include "document_internal.h"

#include "base/mem.h"

#include <string.h>

static uint32_t find_dates(const struct yaml_tree *tree)
{
	return tree->root == YAML_NONE ? YAML_NONE : yaml_find(tree, tree->root, "dates");
}

bool document_has_us_dates(const struct document *self)
{
	uint32_t node = find_dates(&self->source);

	if (self->dates != DATES_AS_IN_FILE)
		return self->dates == DATES_US;
	return node != YAML_NONE && strcmp(yaml_text(&self->source, node, NULL), "us") == 0;
}

void document_set_us_dates(struct document *self, bool is_us)
{
	self->dates = is_us ? DATES_US : DATES_ISO;
}

void dates_build(struct yaml_value *out, const struct document *document)
{
	const char *word = document_has_us_dates(document) ? "us" : "iso";

	yaml_value_set(out, YAML_WORD, word, strlen(word));
}

void dates_plan(struct yaml_plan *plan, const struct document *document)
{
	struct document in_file = {.source = document->source};
	uint32_t node = find_dates(&document->source);
	struct yaml_value value = {0};

	if (document_has_us_dates(document) == document_has_us_dates(&in_file))
		return;
	dates_build(&value, document);
	if (node != YAML_NONE) {
		yaml_plan_replace(plan, node, &value);
		return;
	}
	value.key = mem_strdup("dates");
	yaml_plan_add(plan, document->source.root,
		yaml_find(&document->source, document->source.root, "form"), &value);
}
