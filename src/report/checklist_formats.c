/* The checklist as lines of text, and as one JSON document; docs/review.md has its shape. */
#include "json_parts.h"
#include "json_text.h"
#include "report/checklist.h"

#include "base/visible.h"

#include <string.h>

static const char *cell(const struct tick *tick, unsigned column)
{
	return tick->row ? review_text(tick->row, column) : "";
}

/* Who has answered, and why: "  (no, Ida Nyman: ...)". */
static void append_answer(const struct tick *tick, struct str *out)
{
	if (!tick->row)
		return;
	str_append_text(out, "  (");
	if (tick->answer != TICK_YES)
		str_appendf(out, "%s, ", tick_answer_name(tick->answer));
	visible_append_start(
		out, cell(tick, TICK_BY)[0] ? cell(tick, TICK_BY) : "nobody", NAME_SHOWN);
	if (cell(tick, TICK_WHY)[0])
		str_append_text(out, ": ");
	visible_append_text(out, cell(tick, TICK_WHY));
	str_append_char(out, ')');
}

void checklist_format_text(const struct checklist *checklist, struct str *out)
{
	static const char signs[] = {[TICK_YES] = 'x',
		[TICK_NO] = ' ',
		[TICK_NOT_APPLICABLE] = '-',
		[N_TICK_ANSWERS] = ' '};

	for (size_t i = 0; i < checklist->n; i++) {
		const struct tick *tick = &checklist->items[i];

		str_appendf(out, "[%c] %s: %s", tick->is_settled ? signs[tick->answer] : ' ',
			tick->question->key, tick->question->ask);
		append_answer(tick, out);
		str_append_char(out, '\n');
	}
}

json_t *json_tick(const struct tick *tick)
{
	json_t *entry = json_object();

	json_object_set_new(entry, "key", json_text_of(tick->question->key));
	json_object_set_new(entry, "ask", json_text_of(tick->question->ask));
	json_object_set_new(
		entry, "answer", json_text_of(tick->row ? tick_answer_name(tick->answer) : ""));
	json_object_set_new(entry, "settled", json_boolean(tick->is_settled));
	json_object_set_new(entry, "by", json_text_of(cell(tick, TICK_BY)));
	json_object_set_new(entry, "at", json_text_of(cell(tick, TICK_AT)));
	json_object_set_new(entry, "why", json_text_of(cell(tick, TICK_WHY)));
	return entry;
}

bool checklist_format_json(const struct checklist *checklist, struct str *out, struct err *err)
{
	json_t *root = json_object();
	json_t *list = json_array();

	for (size_t i = 0; i < checklist->n; i++)
		json_array_append_new(list, json_tick(&checklist->items[i]));
	json_object_set_new(root, "questions", list);
	json_object_set_new(root, "settled", json_integer((json_int_t)checklist->n_settled));
	return json_write(root, out, err);
}
