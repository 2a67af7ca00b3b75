/* The markup of messages in Slack's exports. */
#include "slack_text.h"

#include "message_html.h"
#include "scan.h"

#include <string.h>

#define REFERENCE_BYTES 8192 /* of an address with its label */

static void append_plain(struct slice text, struct str *out)
{
	while (text.len > 0) {
		size_t used = 1;

		if (text.data[0] == '&')
			used = message_html_append_sign(text, out);
		else
			str_append_char(out, text.data[0]);
		text = slice_from(text, used);
	}
}

/* "@U02ODE", "#C01|ops", "!here", "!subteam^S01|@oncall", "https://...|the board" */
static void append_reference(
	struct slice inside, slack_name *name, const void *context, struct str *out)
{
	const char *bar = memchr(inside.data, '|', inside.len);
	struct slice target = {inside.data, bar ? (size_t)(bar - inside.data) : inside.len};
	struct slice label = bar ? slice_from(inside, target.len + 1) : (struct slice){"", 0};
	char sign = target.len > 0 ? target.data[0] : '\0';
	struct slice known;

	if (slice_begins(target, "!date^")) {
		append_plain(label, out);
		return;
	}
	if (slice_begins(target, "mailto:"))
		target = slice_from(target, strlen("mailto:"));
	if (!ascii_is_one_of(sign, "@#!")) {
		append_plain(label.len > 0 ? label : target, out);
		if (label.len > 0 && (label.len != target.len ||
					     memcmp(label.data, target.data, label.len) != 0)) {
			str_append_text(out, " (");
			append_plain(target, out);
			str_append_char(out, ')');
		}
		return;
	}
	target = slice_from(target, 1);
	known = sign == '!' ? (struct slice){"", 0} : name(context, target);
	if (known.len > 0)
		label = known;
	else if (label.len == 0)
		label = target;
	if (sign == '!')
		sign = '@';
	if (label.len > 0 && label.data[0] != sign)
		str_append_char(out, sign);
	append_plain(label, out);
}

/* "<...>" at the beginning of a text; its length, 0 if it has no end. */
static size_t reference_length(struct slice text)
{
	size_t most = text.len < REFERENCE_BYTES ? text.len : REFERENCE_BYTES;
	const char *end = memchr(text.data, '>', most);

	return end ? (size_t)(end - text.data) + 1 : 0;
}

/* "*bold*" at the edges of words becomes "**bold**". */
static size_t bold_length(struct slice text, const struct str *out)
{
	const char *end;

	if (text.len < 3 || ascii_is_space(text.data[1]) ||
		(out->len > 0 && ascii_is_alphanumeric(out->data[out->len - 1])))
		return 0;
	end = memchr(text.data + 1, '*', text.len - 1);
	if (!end || end == text.data + 1 || ascii_is_space(end[-1]) ||
		memchr(text.data, '\n', (size_t)(end - text.data)))
		return 0;
	return (size_t)(end - text.data) + 1;
}

void slack_text(struct slice markup, slack_name *name, const void *context, struct str *out)
{
	while (markup.len > 0) {
		size_t used = 1;

		if (markup.data[0] == '<' && (used = reference_length(markup)) > 0) {
			append_reference(
				(struct slice){markup.data + 1, used - 2}, name, context, out);
		} else if (markup.data[0] == '&') {
			used = message_html_append_sign(markup, out);
		} else if (markup.data[0] == '*' && (used = bold_length(markup, out)) > 0) {
			str_append_text(out, "**");
			slack_text((struct slice){markup.data + 1, used - 2}, name, context, out);
			str_append_text(out, "**");
		} else {
			used = 1;
			str_append_char(out, markup.data[0]);
		}
		markup = slice_from(markup, used);
	}
}
