/* What rules report: its words, its place in the form and in the source. */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

#define QUOTE_MAX 40 /* bytes of content that a message repeats */

enum level check_level(const struct check *check)
{
	static const enum level levels[] = {
		[STATUS_NEVER] = LEVEL_NOTE,
		[STATUS_DRAFT] = LEVEL_NOTE,
		[STATUS_REVIEW] = LEVEL_WARNING,
		[STATUS_FINAL] = LEVEL_ERROR,
	};

	return levels[check->status];
}

const char *check_quote(struct check *check, const char *text, size_t len)
{
	size_t seen =
		len <= QUOTE_MAX ? len : QUOTE_MAX + 1; /* because the rest of a line may be long */
	const char *newline = memchr(text, '\n', seen);
	size_t cut = newline ? (size_t)(newline - text) : seen;
	bool is_cut = false;

	if (cut > QUOTE_MAX) {
		for (cut = QUOTE_MAX; cut > 0 && ((unsigned char)text[cut] & 0xc0) == 0x80; cut--)
			continue;
		is_cut = true;
	}
	str_clear(&check->quoted);
	str_append_char(&check->quoted, '"');
	str_append(&check->quoted, text, cut);
	str_append_text(&check->quoted, is_cut || cut < len ? "...\"" : "\"");
	return str_text(&check->quoted);
}

const char *check_name(struct check *check, unsigned slot, const struct form_field *field)
{
	struct slice name = field->is_column ? slice_of_text(field->label) : form_field_name(field);

	str_clear(&check->named[slot]);
	str_append(&check->named[slot], name.data, name.len);
	return str_text(&check->named[slot]);
}

const char *check_time(struct check *check, unsigned slot, const struct when *when)
{
	str_clear(&check->shown[slot]);
	when_show_in(when, &check->style, &check->shown[slot]);
	return str_text(&check->shown[slot]);
}

static void set_place(
	struct finding *finding, const struct check *check, const struct rule_cursor *cursor)
{
	const struct document *document = check->document;

	finding->has_place = true;
	finding->row = cursor->row;
	finding->place.field = cursor->number;
	if (cursor->row != NO_ROW) {
		const struct row *row = &document->tables[cursor->number].items[cursor->row];

		memcpy(finding->place.row, row->id, sizeof finding->place.row);
		finding->place.column = cursor->column;
	}
	if (finding->line != 0)
		return;
	locator_find(&check->memory->locator, document, &finding->place, finding->start,
		finding->end, &finding->line, &finding->column);
}

static void PRINTF_LIKE(4, 0) add(struct check *check, const struct rule_cursor *cursor,
	struct finding *finding, const char *format, va_list arguments)
{
	struct findings *findings = check->findings;
	struct str text = {0};

	str_appendv(&text, format, arguments);
	finding->text = str_take(&text);
	if (cursor != NULL)
		set_place(finding, check, cursor);
	findings->items =
		mem_grow(findings->items, &findings->cap, findings->n + 1, sizeof *findings->items);
	findings->items[findings->n++] = *finding;
	findings->counts[finding->level]++;
}

void check_report(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, const char *format, ...)
{
	struct finding finding = {.rule = rule, .level = level};
	va_list arguments;

	va_start(arguments, format);
	add(check, cursor, &finding, format, arguments);
	va_end(arguments);
}

void check_report_words(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, size_t start, size_t end, const char *format, ...)
{
	struct finding finding = {.rule = rule, .level = level, .start = start, .end = end};
	va_list arguments;

	va_start(arguments, format);
	add(check, cursor, &finding, format, arguments);
	va_end(arguments);
}

void check_report_line(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, unsigned line, unsigned column, const char *format, ...)
{
	struct finding finding = {.rule = rule, .level = level, .line = line, .column = column};
	va_list arguments;

	va_start(arguments, format);
	add(check, cursor, &finding, format, arguments);
	va_end(arguments);
}

void check_brief(struct check *check, const char *brief)
{
	check->findings->items[check->findings->n - 1].brief = brief;
}
