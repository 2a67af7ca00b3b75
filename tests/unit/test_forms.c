/* Where forms come from, and in which order. */
#include "base/mem.h"
#include "folder.h"
#include "store/forms.h"
#include "store/load.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct setting {
	struct folder folder;
	char document[512]; /* in library/ */
	struct err err;
};

static void put_form(struct setting *setting, const char *path, const char *name, const char *title)
{
	char text[512];

	snprintf(text, sizeof(text),
		"form: %s\ntitle: %s\npages:\n  - key: one\n    title: One\n    fields:\n"
		"      - {key: note, kind: text}\n",
		name, title);
	folder_put_text(&setting->folder, path, text);
}

static int set_up(void **state)
{
	static const char *const folders[] = {"library", "library/forms", "config",
		"config/afterword", "config/afterword/forms", "home"};
	struct setting *setting = calloc(1, sizeof(*setting));

	folder_init(&setting->folder);
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		assert_int_equal(mkdir(folder_path(&setting->folder, folders[i]), 0700), 0);
	snprintf(setting->document, sizeof(setting->document), "%s",
		folder_path(&setting->folder, "library/doc.yaml"));
	setenv("XDG_CONFIG_HOME", folder_path(&setting->folder, "config"), 1);
	setenv("HOME", folder_path(&setting->folder, "home"), 1);
	*state = setting;
	return chdir(folder_path(&setting->folder, "home"));
}

static int tear_down(void **state)
{
	struct setting *setting = *state;

	assert_int_equal(chdir("/"), 0);
	folder_release(&setting->folder);
	free(setting);
	return 0;
}

/* The title of the form that is found, or "" with the error. */
static const char *load(struct setting *setting, const char *name)
{
	static char title[128];
	struct form *form;

	setting->err = (struct err){0};
	form = forms_load(io_system(), name, setting->document, &setting->err);
	snprintf(title, sizeof(title), "%s", form ? form->title : "");
	form_free(form);
	return title;
}

static void test_built_in(void **state)
{
	struct setting *setting = *state;
	struct form *form = forms_load(io_system(), "postmortem", NULL, &setting->err);

	assert_non_null(form);
	assert_string_equal(form->name, "postmortem");
	assert_int_equal(form->n_pages, 6);
	form_free(form);
}

static void test_order(void **state)
{
	struct setting *setting = *state;

	put_form(setting, "config/afterword/forms/postmortem.yaml", "postmortem", "The user's");
	assert_string_equal(load(setting, "postmortem"), "The user's");
	put_form(setting, "library/forms/postmortem.yaml", "postmortem", "The library's");
	assert_string_equal(load(setting, "postmortem"), "The library's");
	/* No document: that of the current folder. */
	struct form *form = forms_load(io_system(), "postmortem", NULL, NULL);

	assert_string_equal(form->title, "The user's");
	form_free(form);
	assert_int_equal(chdir(folder_path(&setting->folder, "library")), 0);
	form = forms_load(io_system(), "postmortem", NULL, NULL);
	assert_string_equal(form->title, "The library's");
	form_free(form);
}

static void test_home(void **state)
{
	struct setting *setting = *state;
	static const char *const folders[] = {
		"home/.config", "home/.config/afterword", "home/.config/afterword/forms"};

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		assert_int_equal(mkdir(folder_path(&setting->folder, folders[i]), 0700), 0);
	put_form(setting, "home/.config/afterword/forms/mine.yaml", "mine", "At home");
	assert_string_equal(load(setting, "mine"), "");
	assert_int_equal(setting->err.code, ERR_MISSING);
	assert_string_equal(setting->err.message,
		"there is no form named \"mine\"; 'afterword forms' lists what there is");
	/* The specification: a relative path is ignored. */
	setenv("XDG_CONFIG_HOME", "config", 1);
	assert_string_equal(load(setting, "mine"), "At home");
	unsetenv("XDG_CONFIG_HOME");
	assert_string_equal(load(setting, "mine"), "At home");
}

static struct io_ops closed;
static int why_closed = EACCES;

/* The user's own folder cannot be read. */
static int open_but_home(void *context, int dir, const char *name, int flags, mode_t mode)
{
	if (strstr(name, "/home/")) {
		errno = why_closed;
		return -1;
	}
	return io_system().ops->openat(context, dir, name, flags, mode);
}

static void test_unreadable_folder(void **state)
{
	struct setting *setting = *state;
	struct io io = {&closed, NULL};
	struct form *form;

	closed = *io_system().ops;
	closed.openat = open_but_home;
	setenv("XDG_CONFIG_HOME", folder_path(&setting->folder, "home/config"), 1);
	form = forms_load(io, "postmortem", "/elsewhere/doc.yaml", &setting->err);
	assert_non_null(form);
	assert_int_equal(setting->err.code, ERR_NONE);
	form_free(form);
	assert_null(forms_load(io, "nothing", "/elsewhere/doc.yaml", &setting->err));
	assert_int_equal(setting->err.number, EACCES);
	assert_non_null(strstr(setting->err.path, "config/afterword/forms/nothing.yaml"));
}

/* The first unreadable folder is named, and the first error wins. */
static void test_unreadable_folders(void **state)
{
	struct setting *setting = *state;
	struct io io = {&closed, NULL};
	char document[512];

	closed = *io_system().ops;
	closed.openat = open_but_home;
	snprintf(document, sizeof(document), "%s", folder_path(&setting->folder, "home/doc.yaml"));
	setenv("XDG_CONFIG_HOME", folder_path(&setting->folder, "home/config"), 1);
	assert_null(forms_load(io, "nothing", document, &setting->err));
	assert_int_equal(setting->err.number, EACCES);
	assert_string_equal(
		setting->err.path, folder_path(&setting->folder, "home/forms/nothing.yaml"));
	assert_null(forms_load(io, "Nothing", document, &setting->err));
	assert_null(forms_load(io, "nothing", "/elsewhere/doc.yaml", &setting->err));
	assert_string_equal(
		setting->err.path, folder_path(&setting->folder, "home/forms/nothing.yaml"));
	assert_null(forms_load(io, "nothing", document, NULL));
	/* Another form does not replace the one that could not be read. */
	why_closed = EIO;
	setting->err = (struct err){0};
	assert_null(forms_load(io, "postmortem", document, &setting->err));
	why_closed = EACCES;
	assert_int_equal(setting->err.number, EIO);
}

/* The folder of the user's settings is unknown: the other folders are searched. */
static void test_no_home(void **state)
{
	static const char *const homes[] = {NULL, "relative"};
	struct setting *setting = *state;

	put_form(setting, "library/forms/mine.yaml", "mine", "The library's");
	put_form(setting, "config/afterword/forms/other.yaml", "other", "The user's");
	assert_string_equal(load(setting, "other"), "The user's");
	unsetenv("XDG_CONFIG_HOME");
	for (size_t i = 0; i < 2; i++) {
		unsetenv("HOME");
		if (homes[i])
			setenv("HOME", homes[i], 1);
		assert_string_equal(load(setting, "mine"), "The library's");
		assert_string_equal(load(setting, "other"), "");
		assert_int_equal(setting->err.code, ERR_MISSING);
	}
}

static void test_path(void **state)
{
	struct setting *setting = *state;

	put_form(setting, "library/any.yaml", "other", "By path");
	assert_string_equal(
		load(setting, folder_path(&setting->folder, "library/any.yaml")), "By path");
	assert_int_equal(chdir(folder_path(&setting->folder, "library")), 0);
	assert_string_equal(load(setting, "any.yaml"), "By path");
	assert_string_equal(load(setting, folder_path(&setting->folder, "library/no.yaml")), "");
	assert_int_equal(setting->err.code, ERR_MISSING);
	assert_string_equal(setting->err.path, folder_path(&setting->folder, "library/no.yaml"));
}

static void test_names(void **state)
{
	static const char *const bad[] = {"", "..", "Upper", "a b", "a\x1b[m", "h\xc3\xa4",
		"this-name-is-a-good-deal-longer-than-any-name-of-a-form-has-to-be"};
	struct setting *setting = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_string_equal(load(setting, bad[i]), "");
		assert_int_equal(setting->err.code, ERR_FORM);
	}
}

/* A form with an error is an error, not a reason to take the next one. */
static void test_mistakes(void **state)
{
	struct setting *setting = *state;

	folder_put_text(&setting->folder, "library/forms/postmortem.yaml", "form: postmortem\n");
	assert_string_equal(load(setting, "postmortem"), "");
	assert_int_equal(setting->err.code, ERR_FORM);
	assert_string_equal(
		setting->err.path, folder_path(&setting->folder, "library/forms/postmortem.yaml"));
	put_form(setting, "library/forms/postmortem.yaml", "something", "Else");
	assert_string_equal(load(setting, "postmortem"), "");
	assert_string_equal(setting->err.message,
		"the form in this file is named \"something\", not \"postmortem\"");
	unlink(folder_path(&setting->folder, "library/forms/postmortem.yaml"));
	assert_int_equal(
		mkfifo(folder_path(&setting->folder, "library/forms/postmortem.yaml"), 0600), 0);
	assert_string_equal(load(setting, "postmortem"), "");
	assert_string_equal(setting->err.message, "this is not a regular file");
}

static const struct form_entry *find(const struct form_list *list, const char *origin)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].origin, origin) == 0)
			return &list->items[i];
	return NULL;
}

static void test_list(void **state)
{
	struct setting *setting = *state;
	struct folder *folder = &setting->folder;
	struct form_list list = {0};
	char library[512];
	const struct form_entry *entry;

	put_form(setting, "library/forms/b.yaml", "b", "B");
	put_form(setting, "library/forms/a.yaml", "a", "A");
	put_form(setting, "library/forms/not a name.yaml", "x", "X");
	put_form(setting, "library/forms/c.txt", "c", "C");
	put_form(setting, "config/afterword/forms/a.yaml", "a", "Another A");
	folder_put_text(folder, "config/afterword/forms/bad.yaml", "form: [\n");
	snprintf(library, sizeof(library), "%s", folder_path(folder, "library"));
	forms_list(io_system(), library, &list);
	assert_true(list.n >= 5);
	assert_string_equal(list.items[0].title, "A");
	assert_false(list.items[0].is_shadowed);
	assert_string_equal(list.items[1].title, "B");
	assert_string_equal(list.items[2].title, "Another A");
	assert_true(list.items[2].is_shadowed);
	assert_null(list.items[2].problem);
	entry = find(&list, folder_path(folder, "config/afterword/forms/bad.yaml"));
	assert_non_null(entry);
	assert_string_equal(entry->name, "bad");
	assert_non_null(strstr(entry->problem, "bad.yaml:"));
	entry = find(&list, "built-in");
	assert_string_equal(entry->name, "postmortem");
	assert_null(entry->problem);
	form_list_release(&list);
}

static int fail_list(void *context, int dir, struct str *names)
{
	io_system().ops->list(context, dir, names);
	errno = EIO;
	return -1;
}

/* The current folder replaces a missing one; nothing is listed for an unreadable one. */
static void test_list_here(void **state)
{
	struct setting *setting = *state;
	struct form_list list = {0};
	struct io io = {&closed, NULL};

	put_form(setting, "library/forms/a.yaml", "a", "A");
	assert_int_equal(chdir(folder_path(&setting->folder, "library")), 0);
	forms_list(io_system(), NULL, &list);
	assert_string_equal(list.items[0].title, "A");
	assert_string_equal(list.items[0].origin, "./forms/a.yaml");
	form_list_release(&list);
	closed = *io_system().ops;
	closed.list = fail_list;
	forms_list(io, NULL, &list);
	assert_string_equal(list.items[0].origin, "built-in");
	form_list_release(&list);
}

/* Every form inside the program is usable. */
static void test_built_in_forms(void **state)
{
	struct setting *setting = *state;
	struct form_list list = {0};

	forms_list(io_system(), setting->folder.path, &list);
	for (size_t i = 0; i < list.n; i++)
		assert_null(list.items[i].problem);
	form_list_release(&list);
}

static void compare_words(char *const *a, size_t n_a, char *const *b, size_t n_b)
{
	assert_int_equal(n_a, n_b);
	for (size_t i = 0; i < n_a; i++)
		assert_string_equal(a[i], b[i]);
}

static void compare_texts(const char *a, const char *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a)
		assert_string_equal(a, b);
}

static void compare_fields(const struct form_field *a, const struct form_field *b, size_t n)
{
	static const size_t texts[] = {offsetof(struct form_field, key),
		offsetof(struct form_field, path), offsetof(struct form_field, ask),
		offsetof(struct form_field, label), offsetof(struct form_field, help),
		offsetof(struct form_field, heading), offsetof(struct form_field, milestone),
		offsetof(struct form_field, answers), offsetof(struct form_field, from),
		offsetof(struct form_field, to), offsetof(struct form_field, hint)};

	for (; n > 0; n--, a++, b++) {
		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
			compare_texts(*(char *const *)((const char *)a + texts[i]),
				*(char *const *)((const char *)b + texts[i]));
		compare_words(a->after, a->n_after, b->after, b->n_after);
		compare_words(a->before, a->n_before, b->before, b->n_before);
		compare_words(a->within, a->n_within, b->within, b->n_within);
		compare_words(a->choices, a->n_choices, b->choices, b->n_choices);
		compare_words(a->closed, a->n_closed, b->closed, b->n_closed);
		assert_true(memcmp(&a->min, &b->min, sizeof(a->min)) == 0);
		assert_true(memcmp(&a->max, &b->max, sizeof(a->max)) == 0);
		assert_true(a->kind == b->kind && a->roles == b->roles && a->shown == b->shown);
		assert_true(a->required == b->required && a->how == b->how && a->lint == b->lint);
		assert_true(a->sorted == b->sorted && a->is_private == b->is_private);
		assert_true(a->is_column == b->is_column && a->page == b->page);
		assert_int_equal(a->line, b->line);
		assert_int_equal(a->n_columns, b->n_columns);
		compare_fields(a->columns, b->columns, a->n_columns);
	}
}

/* A form built into the program equals what reading its file gives. */
static void test_built_in_is_as_read(void **state)
{
	struct setting *setting = *state;
	char path[512];
	struct form *built_in =
		forms_load(io_system(), "postmortem", setting->document, &setting->err);
	struct form *read;

	snprintf(path, sizeof(path), "%s/forms/postmortem.yaml", getenv("SOURCE_ROOT"));
	read = forms_load(io_system(), path, NULL, &setting->err);
	assert_non_null(built_in);
	assert_non_null(read);
	assert_string_equal(built_in->origin, "built-in");
	assert_string_equal(built_in->name, read->name);
	assert_string_equal(built_in->title, read->title);
	assert_string_equal(built_in->about, read->about);
	assert_string_equal(built_in->language, read->language);
	assert_int_equal(built_in->version, read->version);
	assert_int_equal(built_in->n_pages, read->n_pages);
	for (size_t i = 0; i < read->n_pages; i++) {
		assert_string_equal(built_in->pages[i].key, read->pages[i].key);
		assert_string_equal(built_in->pages[i].title, read->pages[i].title);
		assert_string_equal(built_in->pages[i].heading, read->pages[i].heading);
		assert_string_equal(built_in->pages[i].about, read->pages[i].about);
		assert_int_equal(built_in->pages[i].first, read->pages[i].first);
		assert_int_equal(built_in->pages[i].is_private, read->pages[i].is_private);
		assert_int_equal(built_in->pages[i].n_fields, read->pages[i].n_fields);
	}
	assert_int_equal(built_in->n_fields, read->n_fields);
	compare_fields(built_in->fields, read->fields, read->n_fields);
	form_free(read);
	form_free(built_in);
}

/* One read for all documents of a folder; another folder may mean another form. */
static void test_cache(void **state)
{
	struct setting *setting = *state;
	struct form_cache cache;
	const struct form *first;
	char other[512];

	put_form(setting, "library/forms/postmortem.yaml", "postmortem", "The library's");
	snprintf(other, sizeof(other), "%s", folder_path(&setting->folder, "home/doc.yaml"));
	form_cache_init(&cache, io_system());
	first = form_cache_find(&cache, "postmortem", setting->document, NULL);
	assert_string_equal(first->title, "The library's");
	unlink(folder_path(&setting->folder, "library/forms/postmortem.yaml"));
	assert_ptr_equal(first, form_cache_find(&cache, "postmortem", setting->document, NULL));
	assert_string_not_equal(
		form_cache_find(&cache, "postmortem", other, NULL)->title, "The library's");
	assert_null(form_cache_find(&cache, "nothing", other, &setting->err));
	assert_int_equal(setting->err.code, ERR_MISSING);
	/* No document: as one in the current folder. */
	put_form(setting, "library/forms/postmortem.yaml", "postmortem", "The library's");
	assert_int_equal(chdir(folder_path(&setting->folder, "library")), 0);
	first = form_cache_find(&cache, "postmortem", NULL, NULL);
	assert_string_equal(first->title, "The library's");
	assert_ptr_equal(first, form_cache_find(&cache, "postmortem", "doc.yaml", NULL));
	form_cache_release(&cache);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_built_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_home, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unreadable_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unreadable_folders, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_home, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_path, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mistakes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list_here, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_built_in_forms, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_built_in_is_as_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cache, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
