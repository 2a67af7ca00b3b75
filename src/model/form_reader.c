/*
 * Basics of reading forms: positions for messages, scalars of each type, and mappings
 * read by a table of keys.
 */
#include "form_reader.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "base/visible.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool form_error(struct form_reader *self, uint32_t node, const char *format, ...)
{
	struct str message = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&message, format, arguments);
	va_end(arguments);
	err_set(self->err, ERR_FORM, "%s", str_text(&message));
	str_release(&message);

	const struct yaml_node *at = node == YAML_NONE ? NULL : yaml_node(self->tree, node);
	return err_locate(self->err, self->form->origin, at ? at->line : 1, at ? at->column : 1);
}

bool form_error_unknown(
	struct form_reader *self, uint32_t node, const char *what, const char *known)
{
	struct str word = {0};
	size_t len;
	const char *text = yaml_text(self->tree, node, &len);

	visible_append(&word, text, len);
	form_error(self, node, "unknown %s \"%.*s\"; possible here: %s", what,
		utf8_fit(str_text(&word), 80), str_text(&word), known);
	str_release(&word);
	return false;
}

uint32_t form_next_item(const struct form_reader *self, uint32_t sequence, uint32_t item)
{
	return item == YAML_NONE ? yaml_node(self->tree, sequence)->first
				 : yaml_node(self->tree, item)->next;
}

static bool name_is(const struct form_reader *self, uint32_t node, const char *name)
{
	size_t len;
	const char *text = yaml_text(self->tree, node, &len);

	return yaml_node(self->tree, node)->kind == YAML_SCALAR && len == strlen(name) &&
	       memcmp(text, name, len) == 0;
}

static bool unknown_key(struct form_reader *self, uint32_t node, const char *what,
	const struct form_key *keys, size_t n_keys)
{
	struct str known = {0};
	struct str of = {0};

	for (size_t i = 0; i < n_keys; i++)
		str_appendf(&known, "%s%s", i > 0 ? ", " : "", keys[i].name);
	str_appendf(&of, "key of a %s", what);
	form_error_unknown(self, node, str_text(&of), str_text(&known));
	str_release(&of);
	str_release(&known);
	return false;
}

static bool read_pair(struct form_reader *self, uint32_t key, const char *what,
	const struct form_key *keys, size_t n_keys, void *target)
{
	for (size_t i = 0; i < n_keys; i++)
		if (name_is(self, key, keys[i].name))
			return keys[i].set(
				self, target, keys[i].at, yaml_node(self->tree, key)->next);
	return unknown_key(self, key, what, keys, n_keys);
}

bool form_read_mapping(struct form_reader *self, uint32_t node, const char *what,
	const struct form_key *keys, size_t n_keys, void *target)
{
	if (yaml_node(self->tree, node)->kind != YAML_MAPPING)
		return form_error(
			self, node, "a %s must be a mapping: lines of `key: value`", what);

	uint32_t key = yaml_node(self->tree, node)->first;
	while (key != YAML_NONE) {
		if (!read_pair(self, key, what, keys, n_keys, target))
			return false;
		key = yaml_node(self->tree, yaml_node(self->tree, key)->next)->next;
	}
	for (size_t i = 0; i < n_keys; i++)
		if (keys[i].is_required && yaml_find(self->tree, node, keys[i].name) == YAML_NONE)
			return form_error(self, node, "this %s has no \"%s\"", what, keys[i].name);
	return true;
}

const char *form_scalar(struct form_reader *self, uint32_t node, size_t *len)
{
	if (yaml_node(self->tree, node)->kind != YAML_SCALAR) {
		form_error(self, node, "a text is expected here");
		return NULL;
	}
	const char *text = yaml_text(self->tree, node, len);
	if (yaml_is_null(self->tree, node))
		*len = 0;
	else if (*len > 0 && text[*len - 1] == '\n')
		--*len;
	return text;
}

/* A form's texts are drawn on terminals and put into files, so they must contain nothing that acts
 * there. */
static bool is_clean(const char *text, size_t len, bool has_lines)
{
	char shown[VISIBLE_MAX];
	uint32_t code;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &code);
		if (code == '\n' && has_lines)
			continue;
		if (visible_replacement(code, shown) && !visible_is_joiner(code))
			return false;
	}
	return true;
}

static char *take_text(struct form_reader *self, uint32_t node, size_t max, bool has_lines)
{
	size_t len;
	const char *text = form_scalar(self, node, &len);

	if (!text)
		return NULL;
	if (len > max) {
		form_error(self, node, "this text is longer than %zu bytes", max);
		return NULL;
	}
	if (!has_lines && memchr(text, '\n', len)) {
		form_error(self, node, "this text must be one line");
		return NULL;
	}
	if (!is_clean(text, len, has_lines)) {
		form_error(
			self, node, "control and invisible characters are not allowed in a form");
		return NULL;
	}
	return mem_strndup(text, len);
}

static bool store(char **slot, char *text)
{
	if (text) {
		free(*slot);
		*slot = text;
	}
	return text != NULL;
}

bool form_set_line(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	return store((char **)((char *)target + at), take_text(self, node, FORM_MAX_LINE, false));
}

bool form_set_text(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	return store((char **)((char *)target + at), take_text(self, node, FORM_MAX_TEXT, true));
}

bool form_is_key(const char *text, size_t len)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char others[] = "0123456789_-";

	if (len == 0 || len > FORM_MAX_KEY || !memchr(letters, text[0], sizeof letters - 1))
		return false;
	for (size_t i = 1; i < len; i++)
		if (!memchr(letters, text[i], sizeof letters - 1) &&
			!memchr(others, text[i], sizeof others - 1))
			return false;
	return true;
}

bool form_set_key(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	size_t len;
	const char *text = form_scalar(self, node, &len);

	if (!text)
		return false;
	if (!form_is_key(text, len))
		return form_error(self, node,
			"a name is a letter, then letters, digits, - and _, at most %d in all",
			FORM_MAX_KEY);
	return store((char **)((char *)target + at), mem_strndup(text, len));
}

bool form_set_number(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	double *slot = (double *)((char *)target + at);
	size_t len;
	const char *text = form_scalar(self, node, &len);
	char *end;

	if (!text)
		return false;
	*slot = strtod(text, &end);
	if (len == 0 || end != text + len || strspn(text, "+-.0123456789eE") != len ||
		!isfinite(*slot))
		return form_error(self, node, "a number is expected here");
	return true;
}

bool form_set_flag(struct form_reader *self, void *target, size_t at, uint32_t node)
{
	bool *slot = (bool *)((char *)target + at);

	*slot = name_is(self, node, "true");
	if (!*slot && !name_is(self, node, "false"))
		return form_error(self, node, "true or false is expected here");
	return true;
}

static bool add_word(struct form_reader *self, uint32_t node, char ***words, size_t *n)
{
	char *word = take_text(self, node, FORM_MAX_LINE, false);

	if (!word)
		return false;
	if (*word == '\0') {
		free(word);
		return form_error(self, node, "the text must not be empty");
	}
	*words = mem_resize(*words, *n + 1, sizeof **words);
	(*words)[(*n)++] = word;
	return true;
}

bool form_read_words(struct form_reader *self, uint32_t node, char ***words, size_t *n)
{
	const struct yaml_node *at = yaml_node(self->tree, node);

	if (at->kind != YAML_SEQUENCE)
		return add_word(self, node, words, n);
	if (at->count == 0 || at->count > FORM_MAX_WORDS)
		return form_error(self, node, "1 to %d texts are expected here", FORM_MAX_WORDS);
	for (uint32_t item = YAML_NONE; (item = form_next_item(self, node, item)) != YAML_NONE;)
		if (!add_word(self, item, words, n))
			return false;
	return true;
}
