/*
 * Runs at build time: reads forms and writes them as C, so that the program is
 * self-contained, starts without reading forms, and cannot be built with a faulty one.
 *
 * embed OUT FORM.yaml...
 */
#include "base/mem.h"
#include "model/form.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One form being written. Words and columns come before what refers to them. */
struct writer {
	FILE *out;
	int form;
	int n_arrays;
};

static char *read_file(const char *path, size_t *len)
{
	FILE *in = fopen(path, "rb");
	char *bytes = NULL;
	size_t cap = 0;
	int c;

	*len = 0;
	if (!in)
		return NULL;
	while ((c = getc(in)) != EOF) {
		bytes = mem_grow(bytes, &cap, *len + 1, 1);
		bytes[(*len)++] = (char)c;
	}
	fclose(in);
	return bytes;
}

static void write_text(struct writer *self, const char *text)
{
	if (!text) {
		fputs("NULL", self->out);
		return;
	}
	fputs("(char *)\"", self->out);
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < ' ' || c >= 0x7f || strchr("\"\\?", c))
			fprintf(self->out, "\\%03o", c);
		else
			putc(c, self->out);
	}
	fputc('"', self->out);
}

static void write_member(struct writer *self, const char *name, const char *text)
{
	fprintf(self->out, ".%s = ", name);
	write_text(self, text);
	fputs(", ", self->out);
}

/* Returns the array's number; 0 for none. */
static int write_words(struct writer *self, char *const *words, size_t n)
{
	if (n == 0)
		return 0;
	fprintf(self->out, "static char *words_%d_%d[] = {", self->form, ++self->n_arrays);
	for (size_t i = 0; i < n; i++) {
		write_text(self, words[i]);
		fputs(", ", self->out);
	}
	fputs("};\n", self->out);
	return self->n_arrays;
}

static void write_array(
	struct writer *self, const char *name, const char *array, int number, size_t n)
{
	if (number > 0)
		fprintf(self->out, ".%s = %s_%d_%d, .n_%s = %zu, ", name, array, self->form, number,
			name, n);
}

static void write_number(struct writer *self, const char *name, double number)
{
	if (isnan(number))
		fprintf(self->out, ".%s = NAN, ", name);
	else
		fprintf(self->out, ".%s = %.17g, ", name, number);
}

/* The numbers of the arrays of a field. */
struct arrays {
	int after, before, within, choices, closed, columns;
};

static void write_field(
	struct writer *self, const struct form_field *field, const struct arrays *arrays)
{
	FILE *out = self->out;

	fputs("\t{", out);
	write_member(self, "key", field->key);
	write_member(self, "path", field->path);
	write_member(self, "ask", field->ask);
	write_member(self, "label", field->label);
	write_member(self, "help", field->help);
	write_member(self, "hint", field->hint);
	write_member(self, "row", field->row);
	write_member(self, "heading", field->heading);
	write_member(self, "milestone", field->milestone);
	write_member(self, "answers", field->answers);
	write_member(self, "from", field->from);
	write_member(self, "to", field->to);
	write_array(self, "after", "words", arrays->after, field->n_after);
	write_array(self, "before", "words", arrays->before, field->n_before);
	write_array(self, "within", "words", arrays->within, field->n_within);
	write_array(self, "choices", "words", arrays->choices, field->n_choices);
	write_array(self, "closed", "words", arrays->closed, field->n_closed);
	write_array(self, "columns", "fields", arrays->columns, field->n_columns);
	write_number(self, "min", field->min);
	write_number(self, "max", field->max);
	fprintf(out,
		".kind = %d, .roles = UINT64_C(%" PRIu64
		"), .required = %d, .shown = %d, .how = %d, ",
		(int)field->kind, field->roles, (int)field->required, (int)field->shown,
		(int)field->how);
	fprintf(out, ".sorted = %d, .is_private = %d, .is_column = %d, ", field->sorted,
		field->is_private, field->is_column);
	fprintf(out, ".is_to_come = %d, ", field->is_to_come);
	fprintf(out, ".lint = %u, .page = %u, .line = %u},\n", field->lint, field->page,
		field->line);
}

static int write_fields(struct writer *self, const struct form_field *fields, size_t n)
{
	struct arrays *arrays = mem_zalloc(n + 1, sizeof(*arrays));
	int number;

	for (size_t i = 0; i < n; i++) {
		const struct form_field *field = &fields[i];

		arrays[i].after = write_words(self, field->after, field->n_after);
		arrays[i].before = write_words(self, field->before, field->n_before);
		arrays[i].within = write_words(self, field->within, field->n_within);
		arrays[i].choices = write_words(self, field->choices, field->n_choices);
		arrays[i].closed = write_words(self, field->closed, field->n_closed);
		if (field->n_columns > 0)
			arrays[i].columns = write_fields(self, field->columns, field->n_columns);
	}
	number = ++self->n_arrays;
	fprintf(self->out, "static struct form_field fields_%d_%d[] = {\n", self->form, number);
	for (size_t i = 0; i < n; i++)
		write_field(self, &fields[i], &arrays[i]);
	fputs("};\n", self->out);
	free(arrays);
	return number;
}

static void write_pages(struct writer *self, const struct form *form)
{
	fprintf(self->out, "static struct form_page pages_%d[] = {\n", self->form);
	for (size_t i = 0; i <= form->n_pages; i++) {
		const struct form_page *page = &form->pages[i];

		fputs("\t{", self->out);
		write_member(self, "key", page->key);
		write_member(self, "title", page->title);
		write_member(self, "heading", page->heading);
		write_member(self, "about", page->about);
		fprintf(self->out, ".first = %u, .n_fields = %u, .is_private = %d},\n", page->first,
			page->n_fields, page->is_private);
	}
	fputs("};\n", self->out);
}

/* Returns the array's number; 0 for none. */
static int write_prompts(struct writer *self, const struct form *form)
{
	int *asks = mem_zalloc(form->n_prompts + 1, sizeof(*asks));
	int number = 0;

	for (size_t i = 0; i < form->n_prompts; i++)
		asks[i] = write_words(self, form->prompts[i].ask, form->prompts[i].n_ask);
	if (form->n_prompts > 0) {
		number = ++self->n_arrays;
		fprintf(self->out, "static struct form_prompts prompts_%d_%d[] = {\n", self->form,
			number);
		for (size_t i = 0; i < form->n_prompts; i++) {
			fputs("\t{", self->out);
			write_member(self, "kind", form->prompts[i].kind);
			write_array(self, "ask", "words", asks[i], form->prompts[i].n_ask);
			fputs("},\n", self->out);
		}
		fputs("};\n", self->out);
	}
	free(asks);
	return number;
}

/* Returns the array's number; 0 for none. */
static int write_checklist(struct writer *self, const struct form *form)
{
	if (form->n_checklist == 0)
		return 0;
	fprintf(self->out, "static struct form_question questions_%d_%d[] = {\n", self->form,
		++self->n_arrays);
	for (size_t i = 0; i < form->n_checklist; i++) {
		const struct form_question *question = &form->checklist[i];

		fputs("\t{", self->out);
		write_member(self, "key", question->key);
		write_member(self, "ask", question->ask);
		write_member(self, "help", question->help);
		fprintf(self->out, ".from = %d},\n", (int)question->from);
	}
	fputs("};\n", self->out);
	return self->n_arrays;
}

static void write_form(struct writer *self, const struct form *form)
{
	int fields = write_fields(self, form->fields, form->n_fields);
	int prompts = write_prompts(self, form);
	int checklist = write_checklist(self, form);

	write_pages(self, form);
	fprintf(self->out, "static struct form form_%d = {\n\t", self->form);
	write_member(self, "name", form->name);
	write_member(self, "title", form->title);
	write_member(self, "about", form->about);
	write_member(self, "language", form->language);
	write_member(self, "origin", form->origin);
	fprintf(self->out, "\n\t.version = %u, .pages = pages_%d, .n_pages = %zu, ", form->version,
		self->form, form->n_pages);
	write_array(self, "fields", "fields", fields, form->n_fields);
	write_array(self, "checklist", "questions", checklist, form->n_checklist);
	fprintf(self->out, ".n_answers = %zu, ", form->n_answers);
	write_array(self, "prompts", "prompts", prompts, form->n_prompts);
	fputs(".is_builtin = true,\n};\n\n", self->out);
}

static bool embed(FILE *out, const char *path, int number)
{
	struct writer writer = {.out = out, .form = number};
	struct err err = {0};
	size_t len;
	char *source = read_file(path, &len);
	struct form *form = source ? form_parse(source, len, "built-in", &err) : NULL;

	if (form)
		write_form(&writer, form);
	else if (source)
		fprintf(stderr, "%s:%u:%u: %s\n", path, err.line, err.column, err.message);
	else
		perror(path);
	free(source);
	form_free(form);
	return form != NULL;
}

int main(int argc, char **argv)
{
	FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
	bool done = out != NULL;

	if (!out) {
		fputs("usage: embed OUT FORM.yaml...\n", stderr);
		return 2;
	}
	fputs("#include \"builtin.h\"\n\n#include <math.h>\n\n"
	      "#pragma GCC diagnostic ignored \"-Wcast-qual\"\n\n",
		out);
	for (int i = 2; i < argc; i++)
		done = embed(out, argv[i], i) && done;
	fputs("struct form *const builtin_forms[] = {\n", out);
	for (int i = 2; i < argc; i++)
		fprintf(out, "\t&form_%d,\n", i);
	fputs("\tNULL,\n};\n", out);
	return fclose(out) == 0 && done ? 0 : 1;
}
