/* Rows that were copied from a timeline, with all that is in them. */
#include "internal.h"
#include "log/rows.h"

#include "base/mem.h"
#include "model/table_text.h"

#include <stdlib.h>

static char *text_of(const struct str *cells, unsigned column)
{
	return column == FORM_NONE ? mem_strndup("", 0)
				   : mem_strndup(str_text(&cells[column]), cells[column].len);
}

/* False, with nothing to release, if the text does not begin with the keys of the columns. */
static bool read_copied(struct log *self, struct slice text, const struct timeline *timeline,
	const struct form *form)
{
	const struct form_field *table = &form->fields[timeline->field];
	struct slice rest = text;
	struct table_head head;
	struct str *cells;
	unsigned line;

	*self = (struct log){.format = log_format_find("tsv"), .n_cells = table->n_columns};
	if (!table_head_take(&head, table, &rest))
		return false;
	cells = mem_zalloc(table->n_columns, sizeof *cells);
	line = 1 + count_lines((struct slice){text.data, text.len - rest.len});
	for (const char *from = rest.data; table_row_take(&head, &rest, cells); from = rest.data) {
		struct log_entry *entry = log_add(self, line);

		line += count_lines((struct slice){from, (size_t)(rest.data - from)});
		entry->stamp = text_of(cells, timeline->time);
		entry->who = text_of(cells, timeline->who);
		entry->what = text_of(cells, timeline->text);
		entry->kind = text_of(cells, timeline->kind);
		entry->cells = cells;
		cells = mem_zalloc(table->n_columns, sizeof *cells);
	}
	free(cells);
	table_head_release(&head);
	return self->n > 0;
}

bool log_read_for(struct log *self, struct slice text, const struct log_format *format,
	const struct timeline *timeline, const struct form *form, struct err *err)
{
	return ((!format || format == log_format_find("tsv")) &&
		       read_copied(self, text, timeline, form)) ||
	       log_read(self, text, format, err);
}
