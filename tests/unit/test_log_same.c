/* Each sample of a log becomes the same rows in the preview as by `log --import`. */
#include "../../src/cli/log_import.h"

#include "editing.h"
#include "session/log_paste.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MAX_BYTES 1000000
#define CAPTURED "2023-10-16 10:00"

static const char empty[] = "afterword: 1\n"
			    "form: postmortem\n"
			    "timezone: Europe/Berlin\n"
			    "summary:\n"
			    "  start: \"2023-10-15T09:30:00+02:00\"\n"
			    "timeline:\n"
			    "  events:\n"
			    "    - at: \"2023-10-15T09:41:00+02:00\"\n"
			    "      what: search is down\n";

static struct editing e;

static void read_sample(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_true(io_read_all(io_system(), fd, MAX_BYTES, out, NULL));
	close(fd);
}

/* All cells, as they are stored. */
static void append_rows(struct str *out)
{
	const struct document *document = editor_document(session_editor(e.session));
	unsigned field = form_find_role(document->form, ROLE_EVENTS);
	const struct rows *rows = &document->tables[field];

	for (size_t i = 0; i < rows->n; i++) {
		for (unsigned k = 0; k < document->form->fields[field].n_columns; k++)
			str_appendf(out, "%s|", str_text(&rows->items[i].cells[k].text));
		str_append_char(out, '\n');
	}
}

static void set_captured(struct log_paste *paste)
{
	struct when when;
	struct err err = {0};

	assert_true(log_moment_parse(
		CAPTURED, &paste->dating, session_seconds(e.session), &when, &err));
	paste->dating.captured = when_begin(&when, &paste->zone);
	log_paste_date(paste, e.session);
}

static void preview(struct str *text, struct str *out)
{
	struct log_paste paste;

	if (log_paste_init(&paste, e.session, text, NULL)) {
		set_captured(&paste);
		log_paste_add(&paste, e.session);
		log_paste_release(&paste);
	}
	append_rows(out);
}

/* The document is opened again. */
static void import(char *sample, struct str *out)
{
	const struct log_options options = {.input = sample, .captured = CAPTURED};
	char path[200];
	char *arguments[] = {path, NULL};
	const struct invocation call = {
		.arguments = arguments,
		.n_arguments = 1,
		.io = io_system(),
		.time = standing_time(&e.clock),
		.ids = counting_ids(&e.counter),
	};
	struct str text = {0};

	folder_put_text(&e.folder, "b.yaml", empty);
	snprintf(path, sizeof path, "%s", folder_path(&e.folder, "b.yaml"));
	(void)log_import(&call, &options);
	assert_true(folder_get(&e.folder, "b.yaml", &text));
	editing_release(&e);
	editing_init(&e, str_text(&text));
	append_rows(out);
	str_release(&text);
}

static void check(const char *folder, const char *name)
{
	struct str text = {0}, previewed = {0}, imported = {0};
	char path[400];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	read_sample(path, &text);
	editing_init(&e, empty);
	preview(&text, &previewed);
	import(path, &imported);
	if (strcmp(str_text(&previewed), str_text(&imported)) != 0)
		fail_msg("%s: in the preview\n%sby the command\n%s", name, str_text(&previewed),
			str_text(&imported));
	editing_release(&e);
	str_release(&text);
	str_release(&previewed);
	str_release(&imported);
}

static void preview_and_command_agree(void **state)
{
	struct str folder = {0};
	struct dirent *entry;
	DIR *names;
	size_t n = 0;

	(void)state;
	str_appendf(&folder, "%s/tests/golden/log", getenv("SOURCE_ROOT"));
	names = opendir(str_text(&folder));
	assert_non_null(names);
	while ((entry = readdir(names))) {
		if (entry->d_name[0] == '.' || strstr(entry->d_name, ".rows"))
			continue;
		check(str_text(&folder), entry->d_name);
		n++;
	}
	closedir(names);
	assert_true(n > 100);
	str_release(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(preview_and_command_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
