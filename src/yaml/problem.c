/*
 * libyaml's errors in plain words: one table from its problem texts to sentences that say
 * what to do. Some problems only show up lines after their cause; their position is where
 * the broken construct began.
 */
#include "problem.h"

#include "base/mem.h"

#include <string.h>

struct problem {
	const char *found; /* libyaml's text */
	const char *means;
	bool is_at_context; /* use the position where the construct began */
};

static const struct problem problems[] = {
	{"could not find expected ':'", "this line has no ':' after its key", true},
	{"mapping values are not allowed in this context",
		"a ':' is not allowed here: put the text in double quotes, or check the indentation",
		false},
	{"did not find expected key",
		"this does not line up with the keys above: check the indentation and the quotes",
		false},
	{"did not find expected '-' indicator",
		"this does not line up with the '-' items above: check the indentation", false},
	{"block sequence entries are not allowed in this context",
		"a '-' item cannot start here: put it on a line of its own", false},
	{"mapping keys are not allowed in this context",
		"a '?' key cannot start here: put the text in double quotes", false},
	{"found unexpected end of stream", "this quote is never closed", true},
	{"found unexpected document indicator",
		"this quote is not closed before the '---' or '...' line", true},
	{"did not find expected ',' or ']'", "this '[' list is not closed, or a ',' is missing",
		true},
	{"did not find expected ',' or '}'", "this '{' mapping is not closed, or a ',' is missing",
		true},
	{"found character that cannot start any token",
		"a text cannot start with this character: put it in double quotes; "
		"tabs are not allowed for indentation",
		false},
	{"found a tab character that violates indentation",
		"tabs are not allowed for indentation: use spaces", false},
	{"found a tab character where an indentation space is expected",
		"tabs are not allowed for indentation: use spaces, or give the block a number as in '|2'",
		false},
	{"found unknown escape character",
		"this '\\' escape is unknown: double the backslash, or use single quotes", false},
	{"did not find expected hexdecimal number",
		"this '\\' escape lacks hexadecimal digits: double the backslash", false},
	{"found invalid Unicode character escape code", "this '\\' escape is not a character",
		false},
	{"did not find expected comment or line break", "only a comment may follow on this line",
		false},
	{"found an indentation indicator equal to 0", "a block cannot be indented by 0: use 1 to 9",
		false},
	{"did not find expected node content", "a value is missing here", false},
	{"did not find expected <document start>",
		"the document ended above this line: check the indentation", false},
	{"found undefined tag handle", "this '!' tag is not defined: put the text in quotes",
		false},
	{"did not find expected alphabetic or numeric character",
		"a name must follow '&' or '*': put the text in double quotes", false},
	{"did not find expected whitespace or line break",
		"a space must follow the '!' tag: put the text in quotes", false},
	{"found incompatible YAML document", "this is not YAML 1.1 or 1.2", false},
	{"found duplicate %YAML directive", "there are two %YAML lines", false},
	{"found duplicate %TAG directive", "this %TAG line occurs twice", false},
	{"found unknown directive name", "a line cannot start with '%'", false},
};

static bool explain_characters(
	const yaml_parser_t *parser, const struct yaml_tree *tree, struct err *err)
{
	unsigned line;
	unsigned column;
	size_t offset = parser->problem_offset + (tree->has_bom ? 3 : 0);
	yaml_place(tree, offset, &line, &column);
	err_set(err, ERR_ENCODING, "the character U+%04X is not allowed in YAML: remove it",
		(unsigned)parser->problem_value);
	return err_locate(err, NULL, line, column);
}

static const struct problem *find_problem(const char *text)
{
	for (size_t i = 0; i < sizeof(problems) / sizeof(*problems); i++)
		if (strcmp(problems[i].found, text) == 0)
			return &problems[i];
	return NULL;
}

/* Does a line here start like git's conflict markers? */
static bool is_marker(const struct str *source, size_t at, char sign)
{
	for (size_t i = 0; i < 7; i++)
		if (at + i >= source->len || source->data[at + i] != sign)
			return false;
	return at + 7 < source->len && source->data[at + 7] == ' ';
}

/* Conflict markers left by git are not YAML, whatever else is wrong with them. */
static bool explain_conflict(const struct yaml_tree *tree, unsigned last_line, struct err *err)
{
	const struct str *source = &tree->source;
	size_t at = 0;

	for (unsigned line = 1; line <= last_line && at < source->len; line++) {
		const char *newline = memchr(source->data + at, '\n', source->len - at);

		if (is_marker(source, at, '<')) {
			err_set(err, ERR_SYNTAX,
				"git left a conflict here: resolve it and remove the marker lines");
			err_locate(err, NULL, line, 1);
			return true;
		}
		at = newline ? (size_t)(newline - source->data) + 1 : source->len;
	}
	return false;
}

bool yaml_parser_explain(const yaml_parser_t *parser, const struct yaml_tree *tree, struct err *err)
{
	if (parser->error == YAML_MEMORY_ERROR)
		mem_exhausted();
	if (parser->error == YAML_READER_ERROR)
		return explain_characters(parser, tree, err);
	const char *text = parser->problem ? parser->problem : "an unknown problem";
	const struct problem *problem = find_problem(text);
	const yaml_mark_t *mark = &parser->problem_mark;
	if (problem && problem->is_at_context && parser->context)
		mark = &parser->context_mark;
	if (explain_conflict(tree, (unsigned)mark->line + 2, err))
		return false;
	if (problem)
		err_set(err, ERR_SYNTAX, "%s", problem->means);
	else
		err_set(err, ERR_SYNTAX, "this is not YAML: the reader %s", text);
	return err_locate(err, NULL, (unsigned)mark->line + 1, (unsigned)mark->column + 1);
}
