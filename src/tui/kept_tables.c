/* What is known of each table from earlier drawings, so that going from one page to the next looks
 * at no rows again. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

struct kept_table *kept_table(struct screen *screen, unsigned field)
{
	struct kept_tables *self = &screen->tables.kept;

	if (!self->items) {
		self->n = editor_form(screen->editor)->n_fields;
		self->items = mem_zalloc(self->n, sizeof(struct kept_table *));
	}
	if (!self->items[field])
		self->items[field] = mem_zalloc(1, sizeof(struct kept_table));
	return self->items[field];
}

void kept_tables_release(struct kept_tables *self)
{
	for (size_t i = 0; i < self->n; i++) {
		if (!self->items[i])
			continue;
		str_release(&self->items[i]->counts.rows);
		str_release(&self->items[i]->counts.states);
		free(self->items[i]);
	}
	free(self->items);
	*self = (struct kept_tables){0};
}
