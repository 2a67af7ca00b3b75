/* A rule of a test: exclamation marks. */
#include "internal.h"

#include <string.h>

rule_function run_shouting;

void run_shouting(struct check *check, const struct rule *rule)
{
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, NULL);)
		if (memchr(cursor.text, '!', cursor.len) != NULL)
			check_report(check, rule, rule->level, &cursor, "shouts");
}
