/* afterword diff: the differences between two documents; and a document as lines, for git. */
#include "base/utf8.h"
#include "base/visible.h"
#include "compare.h"
#include "git.h"
#include "internal.h"
#include "store/load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPTION_TEXTCONV };

/* --- two documents --- */

struct side {
	const char *path;
	struct str bytes;
	struct yaml_tree tree;
	const char *form_name; /* borrowed from the tree */
	struct document document;
	bool is_read;
};

static bool side_understand(struct side *self, struct err *err)
{
	if (yaml_tree_borrow(&self->tree, &self->bytes, err))
		self->form_name = document_form_name(&self->tree, err);
	return self->form_name || err_locate(err, self->path, 0, 0);
}

static bool side_read(struct side *self, struct io io, struct err *err)
{
	return input_read(io, self->path, &self->bytes, err) && side_understand(self, err);
}

static void side_release(struct side *self)
{
	if (self->is_read)
		document_release(&self->document);
	else
		yaml_tree_release(&self->tree);
	str_release(&self->bytes);
}

static bool is_file(const struct side *side)
{
	struct stat stat_of;

	return stat(side->path, &stat_of) == 0 && S_ISREG(stat_of.st_mode);
}

/*
 * The side whose folder has the form: not a pipe, and not the copy of the first that git's difftool
 * made elsewhere.
 */
static const struct side *find_near(const struct side *a, const struct side *b)
{
	if (is_file(a) != is_file(b))
		return is_file(a) ? a : b;
	return a->path[0] == '/' && b->path[0] != '/' ? b : a;
}

static const struct form *find_form(
	struct form_cache *cache, const struct side *a, const struct side *b, struct err *err)
{
	if (strcmp(a->form_name, b->form_name) != 0) {
		err_set(err, ERR_VALUE, "it uses the form \"%.*s\", %.*s uses \"%.*s\"",
			utf8_fit(b->form_name, 64), b->form_name, utf8_fit(a->path, 256), a->path,
			utf8_fit(a->form_name, 64), a->form_name);
		err_locate(err, b->path, 0, 0);
		return NULL;
	}
	return form_cache_find(cache, a->form_name, find_near(a, b)->path, err);
}

static bool side_parse(struct side *self, const struct form *form, struct err *err)
{
	self->is_read = document_init(&self->document, form, &self->tree, err);
	return self->is_read || err_locate(err, self->path, 0, 0);
}

static int print_changes(const struct side *a, const struct side *b)
{
	struct str text = {0};
	bool is_same = str_equal(&a->bytes, str_text(&b->bytes), b->bytes.len);

	if (!is_same && document_compare(&a->document, &b->document, &text) == 0)
		str_append_text(&text, "Only the layout of the file differs\n");

	bool done = print_shown(&text);

	str_release(&text);
	if (!done)
		return EXIT_WRONG;
	return is_same ? EXIT_FINE : EXIT_FINDINGS;
}

static int compare(const struct invocation *call)
{
	struct side a = {.path = call->arguments[0]};
	struct side b = {.path = call->arguments[1]};
	struct form_cache cache;
	const struct form *form = NULL;
	struct err err = {0};
	int status;

	form_cache_init(&cache, call->io);
	if (side_read(&a, call->io, &err) && side_read(&b, call->io, &err))
		form = find_form(&cache, &a, &b, &err);
	if (form && side_parse(&a, form, &err) && side_parse(&b, form, &err))
		status = print_changes(&a, &b);
	else
		status = complain_err(&err);
	side_release(&a);
	side_release(&b);
	form_cache_release(&cache);
	return status;
}

/* --- one, for git --- */

/* A file that is not a document, or cannot be read as one, is passed to git as it is. */
static void convert(struct side *side, struct form_cache *cache, struct str *out)
{
	const struct form *form = NULL;

	if (side_understand(side, NULL))
		form = git_find_form(cache, side->form_name, side->path, NULL);
	if (form && side_parse(side, form, NULL) && side->document.source.n_problems == 0) {
		struct str lines = {0};

		git_lines_append(&side->document, &lines);
		visible_append_lines(out, str_text(&lines), lines.len);
		str_release(&lines);
	} else {
		str_append(out, str_text(&side->bytes), side->bytes.len);
	}
}

static int print_lines(const struct invocation *call)
{
	struct side side = {.path = call->arguments[0]};
	struct form_cache cache;
	struct str text = {0};
	struct err err = {0};
	int status = EXIT_FINE;

	form_cache_init(&cache, call->io);
	if (git_read(call->io, side.path, &side.bytes, &err)) {
		convert(&side, &cache, &text);
		if (!print(&text))
			status = EXIT_WRONG;
	} else {
		status = complain_err(&err);
	}
	str_release(&text);
	side_release(&side);
	form_cache_release(&cache);
	return status;
}

static int run(const struct invocation *call)
{
	bool is_textconv = call->values[OPTION_TEXTCONV] != NULL;

	if (is_textconv && call->n_arguments == 1)
		return print_lines(call);
	if (!is_textconv && call->n_arguments == 2)
		return compare(call);
	complain(is_textconv ? "'diff --textconv' needs one file" : "'diff' needs two documents");
	complain("see: afterword help diff");
	return EXIT_WRONG;
}

const struct command command_diff = {
	.name = "diff",
	.arguments = "A B",
	.about = "Show what differs between two documents, answer by answer",
	.least = 1,
	.most = 2,
	.options =
		{
			[OPTION_TEXTCONV] = {"textconv", 0, NULL,
				"print one document as lines that git can compare"},
		},
	.run = run,
};
