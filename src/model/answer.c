/* Lines of an answer, with a backslash where they would mean something else; see answer.h. */
#include "model/answer.h"
#include "model/number.h"

#include <string.h>

#define GAP "  " /* between columns */

/* One line of an answer, and where it is. */
struct answer_line {
	const struct layout *layout;
	enum answer_place place;
	bool keeps_headings; /* what has no other place in the form goes here anyway */
	bool is_head;        /* among the facts at the head, where labels count */
	bool is_figure;  /* the complete answer, if it would be read as another field's figure */
	bool is_further; /* not the first one */
	bool is_last;
	struct slice text;
};

enum answer_place answer_place(const struct form_field *field)
{
	if (field_has_role(field, ROLE_TITLE))
		return ANSWER_TITLE;
	return kind_info(field->kind)->is_prose ? ANSWER_PROSE : ANSWER_LINE;
}

/* ------------------------------------------------------ what lines look like */

struct slice answer_after_bullet(struct slice line)
{
	static const char *const bullets[] = {"- ", "* ", "+ ", "\xE2\x80\xA2 "};
	size_t digits = 0;

	for (size_t i = 0; i < sizeof bullets / sizeof bullets[0]; i++) {
		size_t len = strlen(bullets[i]);

		if (line.len > len && memcmp(line.data, bullets[i], len) == 0)
			return slice_from(line, len);
	}
	while (digits < line.len && digits < 3 && ascii_is_digit(line.data[digits]))
		digits++;
	if (digits > 0 && digits + 2 < line.len && ascii_is_one_of(line.data[digits], ".)") &&
		line.data[digits + 1] == ' ')
		return slice_from(line, digits + 2);
	return line;
}

bool answer_is_placeholder(struct slice text)
{
	text = slice_trim_end(text);
	return text.len > 0 && text.data[0] == '-' &&
	       (text.len == 1 || text.data[1] == '\t' ||
		       (text.len > 2 && memcmp(text.data + 1, GAP, 2) == 0));
}

static size_t take_digits(struct slice *text)
{
	size_t n = 0;

	while (n < text->len && ascii_is_digit(text->data[n]))
		n++;
	*text = slice_from(*text, n);
	return n;
}

static bool take(struct slice *text, const char *words)
{
	size_t len = strlen(words);

	if (text->len < len || memcmp(text->data, words, len) != 0)
		return false;
	*text = slice_from(*text, len);
	return true;
}

/* "8:30", "8:30:15" */
static bool take_clock(struct slice *text)
{
	return take_digits(text) && take(text, ":") && take_digits(text) &&
	       (!take(text, ":") || take_digits(text));
}

static bool take_date(struct slice *text, const char *separator)
{
	return take_digits(text) && take(text, separator) && take_digits(text) &&
	       take(text, separator) && take_digits(text);
}

/* "10/15/2023", "10/15/2023, 8:30 AM" */
static bool is_us_time(struct slice text)
{
	if (!take_date(&text, "/"))
		return false;
	if (text.len == 0)
		return true;
	return take(&text, ", ") && take_clock(&text) &&
	       (slice_equal(text, " AM") || slice_equal(text, " PM"));
}

/* "2023-11-05 01:30 EST", as reports write what would exist twice without its label */
static bool is_labelled_time(struct slice text)
{
	return take_date(&text, "-") && take(&text, " ") && take_clock(&text) && take(&text, " ") &&
	       text.len > 0 && !memchr(text.data, ' ', text.len);
}

static bool is_time(struct slice text)
{
	take(&text, "about ");
	return is_us_time(text) || is_labelled_time(text);
}

static bool is_percent(struct slice text)
{
	struct str plain = {0};
	size_t len = number_read(text, &plain);

	str_release(&plain);
	return len > 0 && slice_equal(slice_from(text, len), "%");
}

bool answer_is_figure(struct slice text)
{
	static const char *const words[] = {"unknown", "n/a", "ongoing"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (slice_equal(text, words[i]))
			return true;
	return is_percent(text) || is_time(text);
}

/* -------------------------------------------------------- what lines mean */

/* Is it at the start of a line of the report, apart from spaces? */
static bool begins_a_line(const struct answer_line *self)
{
	return self->is_further || (self->place != ANSWER_CELLS && self->place != ANSWER_DAY &&
					   self->place != ANSWER_ITEM);
}

/* Would the complete line be read as one of the layout's own? */
static bool is_of_layout(const struct answer_line *self, struct slice text)
{
	bool is_indented = self->is_further && self->place >= ANSWER_ITEM;
	struct slice names;

	/* Cells may add the marks that such a line lacks at its end. */
	if (self->place >= ANSWER_ROW && take(&(struct slice){text.data, text.len}, "**by "))
		return true;
	return layout_author_names(text, self->is_last, &names) ||
	       (!is_indented && !self->keeps_headings && layout_is_heading(text)) ||
	       layout_may_match(self->layout, text, self->is_head);
}

/* "*" or "1)" alone, which the brackets of a row turn into the mark of a list. */
static bool is_bullet_alone(struct slice text)
{
	struct slice mark = slice_trim_end(text);
	struct str line = {0};

	if (mark.len == 0)
		return false;
	str_append(&line, mark.data, mark.len);
	str_append_text(&line, " [");
	bool is_alone = answer_after_bullet(slice_of(&line)).len == 1;

	str_release(&line);
	return is_alone;
}

/* Would a first line lose something at its start? */
static bool is_cut(enum answer_place place, struct slice text)
{
	switch (place) {
	case ANSWER_PROSE:
		return false;
	case ANSWER_TITLE:
		return text.len > 0 && (ascii_is_space(text.data[0]) || text.data[0] == '#');
	case ANSWER_ITEM:
		return text.len == 0 || ascii_is_space(text.data[0]);
	case ANSWER_ROW:
		return answer_after_bullet(text).len != text.len || is_bullet_alone(text) ||
		       answer_is_placeholder(text) ||
		       (text.len > 0 && ascii_is_space(text.data[0]));
	case ANSWER_DAY:
		if (text.len > 0 && ascii_is_digit(text.data[0]))
			return true;
		break;
	case ANSWER_LINE:
	case ANSWER_CELLS:
		break;
	}
	return text.len > 0 && ascii_is_space(text.data[0]);
}

/* "Owner: ?" would be read as the label alone. */
static bool is_end_of_label(const struct answer_line *self, struct slice text)
{
	bool may_follow = self->place == ANSWER_LINE || self->is_head;
	size_t n = 0;

	while (n < text.len &&
		(ascii_is_one_of(text.data[n], ":?") || ascii_is_space(text.data[n])))
		n++;
	return may_follow && !self->is_further && n == text.len && n > 0;
}

/* Backslashes in front do not matter: one is removed for each that was added. */
static bool is_misread(const struct answer_line *self)
{
	struct slice text = self->text;

	while (text.len > 0 && text.data[0] == '\\')
		text = slice_from(text, 1);
	return (begins_a_line(self) && is_of_layout(self, text)) ||
	       (!self->is_further && is_cut(self->place, text)) || is_end_of_label(self, text) ||
	       (self->is_figure && answer_is_figure(slice_trim(text)));
}

/* Would another field's figure be printed below the same question without the prose? */
static bool is_answered_in_figures(const struct form *form, const struct form_field *field)
{
	for (size_t i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].answers, field->path) == 0)
			return true;
	return false;
}

static bool next_line(struct slice *rest, struct answer_line *line)
{
	const char *newline;

	if (line->is_last)
		return false;
	newline = rest->len > 0 ? memchr(rest->data, '\n', rest->len) : NULL;
	line->is_last = newline == NULL;
	line->text = *rest;
	if (newline) {
		line->text.len = (size_t)(newline - rest->data);
		*rest = slice_from(*rest, line->text.len + 1);
	}
	return true;
}

static struct answer_line first_line(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice answer)
{
	bool is_one = answer.len > 0 && !memchr(answer.data, '\n', answer.len);

	return (struct answer_line){
		.layout = layout,
		.place = place,
		.keeps_headings = field_has_role(field, ROLE_LEFTOVER),
		.is_head = layout_is_of_head(field),
		.is_figure = is_one && is_answered_in_figures(layout->form, field),
	};
}

bool answer_keeps_breaks(const struct form_field *field, enum answer_place place)
{
	const struct kind_info *kind = kind_info(field->kind);

	return place >= ANSWER_ROW && kind->takes_text && kind->is_one_line && !kind->is_parsed;
}

bool answer_ends_in_break(struct slice line, size_t *n)
{
	for (*n = 0; *n < line.len && line.data[line.len - 1 - *n] == '\\';)
		++*n;
	return *n % 2 == 1;
}

/* Turns the n backslashes at the end of a line into 2 n + 1; lines written by hand end in none or
 * in two. */
static void mark_break(size_t start, struct str *out)
{
	size_t n;

	(void)answer_ends_in_break((struct slice){str_text(out) + start, out->len - start}, &n);
	str_append_repeat(out, '\\', n + 1);
}

void answer_escape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice answer, struct str *out)
{
	struct answer_line line = first_line(layout, field, place, answer);
	size_t start = out->len;

	for (; next_line(&answer, &line); line.is_further = true) {
		if (line.is_further && answer_keeps_breaks(field, place))
			mark_break(start, out);
		if (line.is_further)
			str_append_char(out, '\n');
		start = out->len;
		if (is_misread(&line))
			str_append_char(out, '\\');
		str_append(out, line.text.data, line.text.len);
	}
}

void answer_unescape(const struct layout *layout, const struct form_field *field,
	enum answer_place place, struct slice lines, struct str *out)
{
	struct answer_line line = first_line(layout, field, place, lines);

	for (; next_line(&lines, &line); line.is_further = true) {
		if (line.is_further)
			str_append_char(out, '\n');
		if (line.text.len > 0 && line.text.data[0] == '\\' && is_misread(&line))
			line.text = slice_from(line.text, 1);
		str_append(out, line.text.data, line.text.len);
	}
}
