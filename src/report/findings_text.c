/* Findings in the format of compiler messages, one line each, so that editors can jump to them. */
#include "base/visible.h"
#include "check/check.h"
#include "report/findings.h"

#include <string.h>

static void format_finding(const struct finding *finding, const char *file, struct str *out)
{
	visible_append(out, file, strlen(file));
	if (finding->line > 0)
		str_appendf(out, ":%u:%u", finding->line, finding->column);
	str_appendf(out, ": %s: ", level_name(finding->level));
	visible_append(out, finding->text, strlen(finding->text));
	str_appendf(out, " [%s]\n", finding->rule->id);
}

void findings_format_text(const struct findings *findings, const char *file, struct str *out)
{
	for (size_t i = 0; i < findings->n; i++)
		format_finding(&findings->items[i], file, out);
}
