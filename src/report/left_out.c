/* What a public report leaves out, and what should not be passed on at all. */
#include "report/report.h"

#include "check/check.h"

#include <string.h>

bool report_leaves_out(const struct form_field *field, const struct report_options *options)
{
	static const uint64_t people =
		ROLE_BIT(ROLE_EVENT_WHO) | ROLE_BIT(ROLE_TASK_OWNER) | ROLE_BIT(ROLE_TASK_TICKET);

	return field->is_private || (field->roles & people) ||
	       (field_has_role(field, ROLE_AUTHORS) && !options->shows_authors);
}

static void append_label(const struct form_field *field, struct str *out)
{
	struct slice name = form_field_short_name(field);

	if (out->len > 0)
		str_append_text(out, ", ");
	str_append(out, name.data, name.len);
}

void report_append_left_out(
	const struct form *form, const struct report_options *options, struct str *out)
{
	struct str labels = {0};

	for (size_t i = 0; i < form->n_fields; i++) {
		const struct form_field *field = &form->fields[i];
		bool is_out = report_leaves_out(field, options);

		if (is_out)
			append_label(field, &labels);
		for (size_t c = 0; c < field->n_columns && !is_out; c++)
			if (report_leaves_out(&field->columns[c], options))
				append_label(&field->columns[c], &labels);
	}
	str_append(out, str_text(&labels), labels.len);
	str_release(&labels);
}

bool report_find_problem(const struct document *document, struct str *out)
{
	static const char *const rules[] = {"open-conflict", "ambiguous-file", "newer-file"};
	struct findings findings = {0};
	size_t from = out->len;

	check_document(document, STATUS_DRAFT, 0, &findings);
	for (size_t i = 0; i < findings.n && out->len == from; i++)
		for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++)
			if (strcmp(findings.items[i].rule->id, rules[r]) == 0)
				str_appendf(out, "line %u: %s", findings.items[i].line,
					findings.items[i].text);
	findings_release(&findings);
	return out->len > from;
}
