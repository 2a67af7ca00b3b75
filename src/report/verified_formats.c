/* Rows of a review and their commits, as lines that editors can jump to and as one JSON document.
 */
#include "json_text.h"
#include "report/verified.h"

#include "base/visible.h"

#include <string.h>

/* What git says of a signature. */
static const struct signature {
	char letter;
	const char *name;  /* in JSON */
	const char *words; /* behind "commit of Geda Siraj, " */
} signatures[] = {
	{'G', "good", "with a good signature"},
	{'B', "bad", "with a bad signature"},
	{'U', "untrusted", "with a signature of unknown trust"},
	{'X', "expired", "with an expired signature"},
	{'Y', "expired-key", "with a signature of an expired key"},
	{'R', "revoked", "with a signature of a revoked key"},
	{'E', "unchecked", "with a signature that git cannot check"},
	{'N', "none", "not signed"},
	{'\0', "unknown", "of unknown signature"},
};

static const struct signature *find_signature(char letter)
{
	size_t i = 0;

	while (signatures[i].letter != letter && signatures[i].letter != '\0')
		i++;
	return &signatures[i];
}

static void format_row(const struct verified_row *row, const char *file, struct str *out)
{
	enum { HASH = 12 }; /* digits that tell one commit from another */

	visible_append_text(out, file);
	str_appendf(out, ":%u:%u: %s ", row->line, row->column, row->table);
	visible_append_text(out, row->id);
	str_append_text(out, row->outcome == VERIFIED_DIFFERS ? " says " : " by ");
	visible_append_text(out, row->by);
	if (row->outcome == VERIFIED_UNCOMMITTED) {
		str_append_text(out, " is not committed yet\n");
		return;
	}
	str_appendf(out, "; commit %.*s is by ", HASH, row->commit);
	visible_append_text(out, row->author);
	str_appendf(out, ", %s\n", find_signature(row->signature)->words);
}

void verified_format_text(
	const struct verified_row *rows, size_t n, const char *file, struct str *out)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].outcome != VERIFIED_FITS)
			format_row(&rows[i], file, out);
}

static json_t *row_entry(const struct verified_row *row)
{
	static const char *const outcomes[N_VERIFIED] = {[VERIFIED_FITS] = "fits",
		[VERIFIED_DIFFERS] = "differs",
		[VERIFIED_UNCOMMITTED] = "uncommitted"};
	json_t *entry = json_object();

	json_object_set_new(entry, "row", json_text_of(row->table));
	json_object_set_new(entry, "id", json_text_of(row->id));
	json_object_set_new(entry, "line", json_integer(row->line));
	json_object_set_new(entry, "column", json_integer(row->column));
	json_object_set_new(entry, "by", json_text_of(row->by));
	json_object_set_new(entry, "outcome", json_text_of(outcomes[row->outcome]));
	json_object_set_new(entry, "commit", json_text_of(row->commit));
	json_object_set_new(entry, "author", json_text_of(row->author));
	json_object_set_new(entry, "signature", json_text_of(find_signature(row->signature)->name));
	return entry;
}

bool verified_format_json(const struct verified_row *rows, size_t n, const char *file,
	struct str *out, struct err *err)
{
	json_t *root = json_object();
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, row_entry(&rows[i]));
	json_object_set_new(root, "path", json_text_of(file));
	json_object_set_new(root, "rows", list);
	return json_write(root, out, err);
}
