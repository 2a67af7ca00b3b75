/* See fixture.h. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static FILE *tree_open(const char *path, const char *mode)
{
	const char *root = getenv("SOURCE_ROOT");
	struct str full = {0};

	str_appendf(&full, "%s/%s", root ? root : ".", path);
	FILE *file = fopen(str_text(&full), mode);
	str_release(&full);
	return file;
}

bool tree_read(const char *path, struct str *out)
{
	FILE *file = tree_open(path, "rb");
	char bytes[4096];
	size_t n;

	if (!file)
		return false;
	while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
		str_append(out, bytes, n);
	fclose(file);
	return true;
}

void tree_write(const char *path, const struct str *content)
{
	FILE *file = tree_open(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(str_text(content), 1, content->len, file), content->len);
	assert_int_equal(fclose(file), 0);
}

static void fail_with(const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	fail_msg("%s", str_text(&text));
}

struct form *fixture_form(const char *path)
{
	struct str source = {0};
	struct err err = {0};
	struct form *form;

	if (!tree_read(path, &source))
		fail_msg("there is no %s", path);
	form = form_parse(str_text(&source), source.len, path, &err);
	str_release(&source);
	if (!form)
		fail_with(&err);
	return form;
}

void fixture_document(struct document *self, const struct form *form, const char *yaml, size_t len)
{
	struct yaml_tree tree = {0};
	struct err err = {0};

	if (!yaml_tree_parse(&tree, yaml, len, &err) || !document_init(self, form, &tree, &err))
		fail_with(&err);
}
