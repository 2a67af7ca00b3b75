/*
 * Who else has the document open, in the title line, as far as it fits. The names come
 * from others; the pen makes them safe to show.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	GAP = 3,        /* columns of the separator after it */
	NAME_LEAST = 9, /* columns from which a cut name is better than a number */
};

static void append_host(struct str *out, const struct person *person)
{
	str_append(out, person->host, strcspn(person->host, "."));
}

static void say_page(const struct session *session, struct str *out)
{
	const char *page = session_person_page(session, &session_company(session)->items[0]);

	if (session_person_reads(&session_company(session)->items[0]))
		str_append_text(out, " reading");
	else if (page)
		str_appendf(out, " on %s", page);
}

static void say_all(const struct session *session, struct str *out)
{
	const struct company *company = session_company(session);

	str_appendf(out, "with %s", company->items[0].user);
	if (company->n > 1) {
		str_appendf(out, " and %zu more", company->n - 1);
		return;
	}
	str_append_char(out, '@');
	append_host(out, &company->items[0]);
	say_page(session, out);
}

static void say_name_and_page(const struct session *session, struct str *out)
{
	str_appendf(out, "with %s", session_company(session)->items[0].user);
	if (session_company(session)->n > 1)
		str_appendf(out, " +%zu", session_company(session)->n - 1);
	else
		say_page(session, out);
}

static void say_name(const struct session *session, struct str *out)
{
	if (session_company(session)->n == 1)
		str_appendf(out, "with %s", session_company(session)->items[0].user);
}

static void say_short_name(const struct session *session, struct str *out)
{
	str_appendf(out, "+%s", session_company(session)->items[0].user);
	if (session_company(session)->n > 1)
		str_appendf(out, " +%zu", session_company(session)->n - 1);
}

static void say_number(const struct session *session, struct str *out)
{
	str_appendf(out, "+%zu", session_company(session)->n);
}

/* The best first. */
static void (*const phrases[])(const struct session *session, struct str *out) = {
	say_all,
	say_name_and_page,
	say_name,
	say_short_name,
};

/* The best phrase that fits; a name too long for all of them is cut if enough is left. */
static void find_phrase(const struct session *session, unsigned room, struct str *out)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++) {
		str_clear(out);
		phrases[i](session, out);
		if (out->len > 0 && grapheme_width(str_text(out), out->len) <= room)
			return;
	}
	if (room >= NAME_LEAST)
		return;
	str_clear(out);
	say_number(session, out);
}

unsigned company_draw(const struct session *session, struct canvas *canvas, unsigned line,
	unsigned from, unsigned end)
{
	struct str text = {0};
	unsigned width;
	struct pen pen;

	if (session_company(session)->n == 0 || end < from + GAP + 2)
		return end;
	find_phrase(session, end - GAP - from, &text);
	width = grapheme_width(str_text(&text), text.len);
	if (width > end - GAP - from)
		width = end - GAP - from;
	canvas_glyph(canvas, line, end - 2, GLYPH_VERTICAL, STYLE_DIM);
	pen = pen_at(canvas, line, end - GAP - width, width, STYLE_COMPANY);
	pen_write(&pen, str_text(&text), text.len);
	pen_finish(&pen);
	str_release(&text);
	return end - GAP - width;
}
