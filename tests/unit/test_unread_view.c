/*
 * The view of a file that is no document: it says what is wrong and shows the file as it stands,
 * nothing can be written there, and it gives way to the document once that can be read.
 */
#include "canvas_text.h"
#include "folder.h"

#include "tui/unread_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static const char broken[] = "form: postmortem\ntitle: \"Cards\nsummary: x\n";

struct looking {
	struct folder folder;
	char path[512];
	int64_t now;
	struct keymap keymap;
	struct view *view;
	struct view document; /* what there is once the file can be read */
	struct err trouble;
	struct views views;
	struct canvas canvas;
};

static int64_t clock_now(void *context)
{
	const struct looking *self = context;

	return self->now;
}

static void document_draw(struct view *self, struct canvas *canvas)
{
	(void)self;
	canvas_clear(canvas);
}

static const struct view_type document_type = {.draw = document_draw};

static struct view *open_document(void *context, struct err *err)
{
	struct looking *self = context;

	if (folder_has(&self->folder, "doc.yaml", "mended"))
		return &self->document;
	if (err->code == ERR_NONE)
		*err = self->trouble;
	return NULL;
}

static void start(struct looking *self, unsigned columns, unsigned lines)
{
	*self = (struct looking){.document = {.type = &document_type},
		.trouble = {.code = ERR_SYNTAX,
			.line = 2,
			.column = 8,
			.message = "this quote is never closed"}};
	folder_init(&self->folder);
	folder_put_text(&self->folder, "doc.yaml", broken);
	snprintf(self->path, sizeof(self->path), "%s", folder_path(&self->folder, "doc.yaml"));
	keymap_init(&self->keymap, "default");
	struct unread_view_config config = {.path = self->path,
		.keymap = &self->keymap,
		.io = io_system(),
		.time = {clock_now, clock_now, self},
		.open = open_document,
		.context = self};

	self->view = unread_view_new(&config, &self->trouble, NULL);
	assert_non_null(self->view);
	views_open(&self->views, self->view);
	canvas_init(&self->canvas, columns, lines);
	views_draw(&self->views, &self->canvas);
}

static void end(struct looking *self)
{
	if (self->views.n > 0)
		view_close(self->views.items[0]);
	unread_view_free(self->view);
	canvas_release(&self->canvas);
	keymap_release(&self->keymap);
	folder_release(&self->folder);
}

static void press(struct looking *self, const char *name)
{
	struct key key;

	assert_true(key_parse(&key, name, NULL));
	views_key(&self->views, &key, false);
	if (self->views.n > 0)
		views_draw(&self->views, &self->canvas);
}

static void wait(struct looking *self, int64_t milliseconds)
{
	self->now += milliseconds;
	views_tick(&self->views);
	views_draw(&self->views, &self->canvas);
}

static bool shows(const struct looking *self, const char *words)
{
	struct str text = {0};
	bool is_there;

	canvas_dump(&self->canvas, &text);
	is_there = strstr(str_text(&text), words) != NULL;
	str_release(&text);
	return is_there;
}

static void check_shown(unsigned columns, unsigned lines)
{
	struct looking looking;

	start(&looking, columns, lines);
	assert_true(shows(&looking, "doc.yaml"));
	assert_true(shows(&looking, "Line 2, column 8: this quote is never"));
	assert_true(shows(&looking, "   1  form: postmortem\n"));
	assert_true(shows(&looking, " > 2  title: \"Cards\n      ! this quote is never closed\n"));
	assert_true(shows(&looking, "? Help"));
	assert_true(shows(&looking, "q Back"));
	end(&looking);
}

static void test_shown(void **state)
{
	(void)state;
	check_shown(80, 24);
	check_shown(40, 12);
}

/* Keys that would write something say why they do not. */
static void test_nothing_is_written(void **state)
{
	static const char *const keys[] = {"c", "r", "x", "a", "s", "S", "u", "t", "m", "p"};
	struct looking looking;

	(void)state;
	start(&looking, 80, 24);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		press(&looking, "Home");
		assert_false(shows(&looking, "Not possible"));
		press(&looking, keys[i]);
		assert_true(shows(&looking, "Not possible: this file cannot be read"));
	}
	press(&looking, "e");
	assert_true(shows(&looking, "Fix it in a text editor; the document opens here"));
	assert_true(folder_holds(&looking.folder, "doc.yaml", broken));
	press(&looking, "q");
	assert_int_equal(looking.views.n, 0);
	end(&looking);
}

/* Enter leads to the line, wherever the user is in a long file. */
static void test_moving(void **state)
{
	struct looking looking;
	struct str text = {0};

	(void)state;
	start(&looking, 80, 24);
	for (int i = 1; i <= 500; i++)
		str_appendf(&text, "line%d: \"x\n", i);
	looking.trouble.line = 300;
	folder_put_text(&looking.folder, "doc.yaml", str_text(&text));
	wait(&looking, 1000);
	assert_true(shows(&looking, "  1  line1: "));
	press(&looking, "Enter");
	assert_false(shows(&looking, "  1  line1: "));
	assert_true(shows(&looking, "300  line300: "));
	press(&looking, "End");
	assert_true(shows(&looking, "500  line500: "));
	press(&looking, "Home");
	press(&looking, "Space");
	press(&looking, "k");
	press(&looking, "b");
	assert_true(shows(&looking, "  1  line1: "));
	str_release(&text);
	end(&looking);
}

static void test_following(void **state)
{
	struct looking looking;

	(void)state;
	start(&looking, 80, 24);
	folder_replace(&looking.folder, "doc.yaml", "other: \"text\n");
	wait(&looking, 500);
	assert_false(shows(&looking, "other")); /* it is not looked at all the time */
	wait(&looking, 500);
	assert_true(shows(&looking, "other"));
	assert_int_equal(remove(folder_path(&looking.folder, "doc.yaml")), 0);
	wait(&looking, 1000);
	assert_true(shows(&looking, "there is no such file"));
	assert_true(shows(&looking, "other"));
	folder_replace(&looking.folder, "doc.yaml", "title: mended\n");
	wait(&looking, 1000);
	assert_int_equal(looking.views.n, 1);
	assert_ptr_equal(looking.views.items[0], &looking.document);
	end(&looking);
}

/* Between the first try and this view somebody may have been quick. */
static void test_mended_at_once(void **state)
{
	struct looking looking;

	(void)state;
	start(&looking, 80, 24);
	unread_view_free(looking.view);
	looking.views = (struct views){0};
	folder_put_text(&looking.folder, "doc.yaml", "title: \"mended\n");
	struct unread_view_config config = {.path = looking.path,
		.keymap = &looking.keymap,
		.io = io_system(),
		.time = {clock_now, clock_now, &looking},
		.open = open_document,
		.context = &looking};

	looking.view = unread_view_new(&config, &looking.trouble, NULL);
	views_open(&looking.views, looking.view);
	wait(&looking, 1000);
	assert_ptr_equal(looking.views.items[0], &looking.document);
	end(&looking);
}

static void test_no_file(void **state)
{
	struct unread_view_config config = {.path = "/nonexistent/doc.yaml", .io = io_system()};
	struct looking looking = {0};
	struct err err = {0};

	(void)state;
	config.time = (struct time_source){clock_now, clock_now, &looking};
	assert_null(unread_view_new(&config, &(struct err){0}, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shown),
		cmocka_unit_test(test_nothing_is_written),
		cmocka_unit_test(test_moving),
		cmocka_unit_test(test_following),
		cmocka_unit_test(test_mended_at_once),
		cmocka_unit_test(test_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
