/*
 * Plays a case: keys on a document, and the resulting screens. A case is a folder with
 * keys.txt and one NAME.txt for each expected screen. keys.txt has one step per line;
 * blank lines and those with # are skipped:
 *
 *     doc payments.yaml      a document of tests/screen/docs; must come first, and
 *                            comes as a new one later
 *     new empty.yaml         the same, before it was ever saved: there is no file
 *     form probe.yaml        a form to put into forms/ beside it
 *     size 80x24             another size of the terminal
 *     ascii                  lines and signs in ASCII
 *     tz Europe/Berlin       the user's own time zone; before doc
 *     me Ida Nyman           the user's name; before doc
 *     set theme dark         a setting for this session
 *     config a: b\nc: d     the user's config.yaml
 *     unchecked              the next doc is not checked before a pause; before doc
 *     keys Tab Alt+4 Enter   keys as keys.yaml names them
 *     after-escape n         a key right after a lone Escape
 *     quit-failed disk full  what leaving failed with
 *     type some text         the rest of the line, character by character
 *     paste a\nb             bytes, with \n, \r, \t, \e and \xHH
 *     click 3,20             line and column; wheel -3
 *     wait 3000              milliseconds
 *     replace payments2.yaml another program writes the file
 *     person geda db1 impact somebody else has the document open, on that page; a
 *                            backslash in the name is an escape character
 *     printer exit 1         what the program that prints PDF does instead, as a script
 *     printed                waits until it has
 *     nobody                 nobody else has it open any more
 *     reopen                 the program dies and is started again
 *     reopen moved.yaml      the same, with the document under another name
 *     want quit              what the last key asked of the program
 *     file a.yaml NAME       a file that the program wrote must be as in NAME.txt
 *     put r.md               somebody else writes such a file
 *     screen NAME            must be as in NAME.txt
 *     styles NAME            so must be its styles
 *     look NAME              the screen at all sizes and in ASCII, in one file, and its styles in
 *                            NAME-styles.txt; without colours it has the same words
 *
 * With AFTERWORD_SCREEN_UPDATE=1 the screens are written instead; look at each of them.
 * After every step the invariants of the screen are checked.
 */
#include "canvas_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/theme.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "fixture.h"
#include "folder.h"
#include "model/when.h"
#include "session/export.h"
#include "session/session.h"
#include "sources.h"
#include "tui/document_view.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wchar.h>

struct play {
	const char *name; /* of the case */
	struct person me; /* with an empty name: nobody */
	unsigned line;    /* of keys.txt */
	struct folder folder;
	struct folder state;
	char path[128];
	unsigned counter;
	bool is_unchecked; /* the next document, when it is shown */
	int64_t clock;
	struct keymap keymap;
	struct settings settings;
	struct id_source ids;
	struct config_file config;
	struct session *session;
	struct view *view; /* of the document */
	struct views views;
	struct canvas canvas;
	enum request request;
};

static const char *const requests[] = {
	[REQUEST_NOTHING] = "nothing",
	[REQUEST_QUIT] = "quit",
	[REQUEST_LEAVE] = "leave",
	[REQUEST_SUSPEND] = "suspend",
	[REQUEST_REDRAW] = "redraw",
	[REQUEST_EDITOR] = "editor",
	[REQUEST_MOUSE] = "mouse",
	[REQUEST_COPY] = "copy",
	[REQUEST_OPEN] = "open",
};

#define FAIL(play, ...)                                                                            \
	do {                                                                                       \
		print_message("%s/keys.txt:%u: ", (play)->name, (play)->line);                     \
		fail_msg(__VA_ARGS__);                                                             \
	} while (0)

/* --- invariants --- */

static void check_cell(const struct play *self, unsigned line, unsigned column)
{
	const struct cell *cell = canvas_cell(&self->canvas, line, column);
	const struct cell *next = canvas_cell(&self->canvas, line, column + 1);

	if (cell->width == 2 && (!next || next->width != 0))
		FAIL(self, "half of a wide character at %u,%u", line, column);
	/* On a background that is not known colour is for signs and the letters of milestones. */
	if (theme_look(THEME_PLAIN, (enum style)cell->style, 256).colour != COLOUR_NONE &&
		isalpha((unsigned char)cell->text[0]) && !strchr("SDAME", cell->text[0]))
		FAIL(self, "a coloured letter at %u,%u", line, column);
	for (size_t at = 0; at < cell->len;) {
		uint32_t code;

		at += utf8_decode(cell->text + at, cell->len - at, &code);
		if (code == UTF8_INVALID || code < 0x20 || (code >= 0x7f && code < 0xa0))
			FAIL(self, "U+%04X at %u,%u", (unsigned)code, line, column);
	}
}

static void draw(struct play *self)
{
	views_draw(&self->views, &self->canvas);
	if (!self->canvas.has_cursor)
		FAIL(self, "no cursor");
	for (unsigned line = 0; line < self->canvas.lines; line++)
		for (unsigned column = 0; column < self->canvas.columns; column++)
			check_cell(self, line, column);
}

/* --- steps --- */

static void settle(struct play *self)
{
	while (session_is_waiting(self->session)) {
		struct pollfd fd = {.fd = session_fd(self->session), .events = POLLIN};

		if (poll(&fd, 1, 20000) != 1)
			FAIL(self, "the saver does not end");
		session_tick(self->session);
	}
}

static void open_session(struct play *self, const struct str *draft)
{
	struct session_config config = {
		.path = self->path,
		.draft = draft,
		.skips_start = settings_number(&self->settings, SETTING_START) == CHOICE_START_NO,
		.state_folder = self->state.path,
		.io = io_system(),
		.time = standing_time(&self->clock),
		.ids = counting_ids(&self->counter),
		.person = self->me.user[0] ? &self->me : NULL,
	};
	struct err err = {0};

	self->session = session_open(&config, &err);
	if (!self->session)
		FAIL(self, "%s", err.message);
	if (self->is_unchecked)
		editor_check_later(session_editor(self->session)); /* gave way to a key */
	else
		editor_check(session_editor(self->session));
	self->is_unchecked = false;
	self->view =
		document_view_new(self->session, &self->keymap, &self->settings, &self->config);
	views_open(&self->views, self->view);
}

static void close_session(struct play *self)
{
	view_close(self->view);
	document_view_free(self->view);
	session_free(self->session);
	self->view = NULL;
	self->session = NULL;
}

static void copy_in(struct play *self, const char *kind, const char *name, const char *target)
{
	struct str path = {0};
	struct str text = {0};

	str_appendf(&path, "tests/screen/%s/%s", kind, name);
	if (!tree_read(str_text(&path), &text))
		FAIL(self, "there is no %s", str_text(&path));
	folder_replace(&self->folder, target, str_text(&text));
	str_release(&path);
	str_release(&text);
}

static void do_doc(struct play *self, const char *rest)
{
	if (self->session)
		close_session(self);
	folder_release(&self->state);
	folder_init(&self->state);
	copy_in(self, "docs", rest, "doc.yaml");
	open_session(self, NULL);
}

static void do_new(struct play *self, const char *rest)
{
	struct str path = {0};
	struct str draft = {0};

	if (self->session)
		close_session(self);
	folder_release(&self->state);
	folder_init(&self->state);
	remove(self->path);
	str_appendf(&path, "tests/screen/docs/%s", rest);
	if (!tree_read(str_text(&path), &draft))
		FAIL(self, "there is no %s", str_text(&path));
	open_session(self, &draft);
	str_release(&draft);
	str_release(&path);
}

static void do_form(struct play *self, const char *rest)
{
	char name[64];

	mkdir(folder_path(&self->folder, "forms"), 0700);
	snprintf(name, sizeof(name), "forms/%s", rest);
	copy_in(self, "docs", rest, name);
}

static void do_replace(struct play *self, const char *rest)
{
	copy_in(self, "docs", rest, "doc.yaml");
}

/* As the saver's thread would have found them. */
static void do_person(struct play *self, const char *rest)
{
	const struct company *there = session_company(self->session);
	struct company company = {0};
	struct person person = {
		.process = 4242 + (long)there->n, .since = self->clock / 1000 - 5000};
	char *fields[] = {person.user, person.host, person.page};

	for (size_t i = 0; i < 3; i++) {
		size_t len = strcspn(rest, " ");

		if (len > PERSON_TEXT)
			FAIL(self, "too long: %s", rest);
		memcpy(fields[i], rest, len);
		rest += rest[len] ? len + 1 : len;
	}
	/* What cannot be typed into a script. */
	for (char *at = person.user; (at = strchr(at, '\\')) != NULL;)
		*at = '\033';
	company.items = mem_grow(NULL, &company.cap, there->n + 1, sizeof(person));
	for (size_t i = 0; i < there->n; i++)
		company.items[company.n++] = there->items[i];
	company.items[company.n++] = person;
	session_set_company(self->session, &company);
}

static void do_nobody(struct play *self, const char *rest)
{
	(void)rest;
	session_set_company(self->session, &(struct company){0});
}

static void do_remove(struct play *self, const char *rest)
{
	(void)rest;
	remove(self->path);
}

/* The times when sessions ended, in journals, are set to the script's. */
static void date_journals(struct play *self)
{
	struct timespec now = {.tv_sec = (time_t)(self->clock / 1000)};
	DIR *dir = opendir(self->state.path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		utimensat(AT_FDCWD, folder_path(&self->state, entry->d_name),
			(struct timespec[]){now, now}, 0);
	if (dir)
		closedir(dir);
}

static void do_reopen(struct play *self, const char *rest)
{
	close_session(self);
	date_journals(self);
	if (*rest) {
		char from[sizeof(self->path)];

		memcpy(from, self->path, sizeof(from));
		snprintf(self->path, sizeof(self->path), "%s", folder_path(&self->folder, rest));
		if (rename(from, self->path) != 0)
			FAIL(self, "cannot be renamed to %s", rest);
	}
	open_session(self, NULL);
}

static void do_size(struct play *self, const char *rest)
{
	unsigned columns, lines;

	if (sscanf(rest, "%ux%u", &columns, &lines) != 2)
		FAIL(self, "no size: %s", rest);
	canvas_resize(&self->canvas, columns, lines);
}

/* "a\\nb" as bytes. */
static void unescape(const char *rest, struct str *bytes)
{
	while (*rest) {
		static const char letters[] = "nrte\\";
		static const char meanings[] = "\n\r\t\033\\";
		const char *found = rest[0] == '\\' && rest[1] ? strchr(letters, rest[1]) : NULL;
		unsigned code;

		if (found) {
			str_append_char(bytes, meanings[found - letters]);
			rest += 2;
		} else if (sscanf(rest, "\\x%2x", &code) == 1) {
			str_append_char(bytes, (char)code);
			rest += 4;
		} else {
			str_append_char(bytes, *rest++);
		}
	}
}

/* Lines of a config.yaml, with \\n between them. */
static void do_config(struct play *self, const char *rest)
{
	struct str text = {0};

	unescape(rest, &text);
	mkdir(folder_path(&self->folder, "config"), 0700);
	folder_replace(&self->folder, "config/config.yaml", str_text(&text));
	settings_load(&self->settings, str_text(&text), text.len, "config.yaml");
	str_release(&text);
}

static void do_unchecked(struct play *self, const char *rest)
{
	(void)rest;
	self->is_unchecked = true;
}

/* A setting and its value. */
static void do_set(struct play *self, const char *rest)
{
	char name[32];
	size_t len = strcspn(rest, " ");
	struct err err = {0};

	snprintf(name, sizeof(name), "%.*s", (int)len, rest);
	rest += rest[len] ? len + 1 : len;
	if (setting_find(name) == N_SETTINGS ||
		!settings_set(&self->settings, setting_find(name), rest, &err))
		FAIL(self, "%s: %s", name, err.message);
	self->canvas.is_ascii =
		settings_number(&self->settings, SETTING_BORDERS) == CHOICE_BORDERS_ASCII;
	self->canvas.is_borderless =
		settings_number(&self->settings, SETTING_BORDERS) == CHOICE_BORDERS_NONE;
}

static void do_ascii(struct play *self, const char *rest)
{
	(void)rest;
	self->canvas.is_ascii = true;
}

static void do_tz(struct play *self, const char *rest)
{
	(void)self;
	zone_leave();
	setenv("TZ", rest, 1);
}

static void do_me(struct play *self, const char *rest)
{
	self->me = (struct person){.host = "db0", .process = 41, .since = 1000};
	snprintf(self->me.user, sizeof(self->me.user), "%s", rest);
}

static void do_keys(struct play *self, const char *rest)
{
	char word[64];
	int used;

	for (; sscanf(rest, "%63s%n", word, &used) == 1; rest += used) {
		struct key key;
		struct err err = {0};

		if (!key_parse(&key, word, &err))
			FAIL(self, "%s", err.message);
		self->request = views_key(&self->views, &key, false);
		session_tick(self->session);
		settle(self);
		draw(self);
	}
}

static void do_after_escape(struct play *self, const char *rest)
{
	struct key key;
	struct err err = {0};

	if (!key_parse(&key, rest, &err))
		FAIL(self, "%s", err.message);
	self->request = views_key(&self->views, &key, true);
}

static void do_quit_failed(struct play *self, const char *rest)
{
	struct err err = {0};

	err_set(&err, ERR_SYSTEM, "%s", rest);
	document_view_quit_failed(self->view, &err);
}

static void do_type(struct play *self, const char *rest)
{
	while (*rest) {
		struct key key = {0};

		rest += utf8_decode(rest, strlen(rest), &key.code);
		self->request = views_key(&self->views, &key, false);
		draw(self);
	}
}

static void do_paste(struct play *self, const char *rest)
{
	struct str bytes = {0};

	unescape(rest, &bytes);
	views_paste(&self->views, str_text(&bytes), bytes.len, 0);
	str_release(&bytes);
}

static void do_click(struct play *self, const char *rest)
{
	unsigned line, column;

	if (sscanf(rest, "%u,%u", &line, &column) != 2)
		FAIL(self, "no place: %s", rest);
	views_click(&self->views, line, column);
}

static void do_wheel(struct play *self, const char *rest)
{
	views_wheel(&self->views, atoi(rest));
}

static void do_wait(struct play *self, const char *rest)
{
	for (int left = atoi(rest); left > 0; left -= 100) {
		self->clock += 100;
		views_tick(&self->views);
		settle(self);
	}
}

/* It is the first one that is looked for. */
static void do_printer(struct play *self, const char *rest)
{
	struct str script = {0};

	mkdir(folder_path(&self->folder, "bin"), 0700);
	str_appendf(&script, "#!/bin/sh\n%s\n", rest);
	folder_replace(&self->folder, "bin/weasyprint", str_text(&script));
	chmod(folder_path(&self->folder, "bin/weasyprint"), 0700);
	setenv("PATH", folder_path(&self->folder, "bin"), 1);
	str_release(&script);
}

static void do_printed(struct play *self, const char *rest)
{
	(void)rest;
	while (session_is_printing(self->session)) {
		poll(NULL, 0, 1);
		views_tick(&self->views);
	}
	settle(self);
}

static void do_want(struct play *self, const char *rest)
{
	if (strcmp(requests[self->request], rest) != 0)
		FAIL(self, "wants %s, not %s", requests[self->request], rest);
}

static void compare(struct play *self, const char *name, const struct str *shown)
{
	struct str path = {0};
	struct str expected = {0};

	str_appendf(&path, "tests/screen/%s/%s.txt", self->name, name);
	if (getenv("AFTERWORD_SCREEN_UPDATE")) {
		tree_write(str_text(&path), shown);
	} else if (!tree_read(str_text(&path), &expected)) {
		FAIL(self, "there is no %s", str_text(&path));
	} else if (!str_equal(&expected, str_text(shown), shown->len)) {
		print_message("%s: expected\n%s\nbut the screen is\n%s\n", str_text(&path),
			str_text(&expected), str_text(shown));
		FAIL(self, "another screen than %s", str_text(&path));
	}
	str_release(&path);
	str_release(&expected);
}

/* A file that the program wrote, as if it was a screen. */
static void do_file(struct play *self, const char *rest)
{
	struct str bytes = {0};
	char path[64], name[64];

	if (sscanf(rest, "%63s %63s", path, name) != 2 || !folder_get(&self->folder, path, &bytes))
		FAIL(self, "there is no file: %s", rest);
	compare(self, name, &bytes);
	str_release(&bytes);
}

/* A file of somebody else's. */
static void do_put(struct play *self, const char *rest)
{
	folder_put_text(&self->folder, rest, "theirs\n");
}

static void do_screen(struct play *self, const char *rest)
{
	struct str shown = {0};

	canvas_dump(&self->canvas, &shown);
	str_appendf(&shown, "cursor %u,%u\n", self->canvas.cursor_line, self->canvas.cursor_column);
	compare(self, rest, &shown);
	str_release(&shown);
}

static void do_styles(struct play *self, const char *rest)
{
	struct str shown = {0};

	canvas_dump_styles(&self->canvas, &shown);
	compare(self, rest, &shown);
	str_release(&shown);
}

static void append_look(struct play *self, const char *title, struct str *out)
{
	draw(self);
	draw(self); /* what is laid out by a size may settle with the second drawing */
	str_appendf(out, "## %s\n", title);
	canvas_dump(&self->canvas, out);
	str_appendf(out, "cursor %u,%u\n", self->canvas.cursor_line, self->canvas.cursor_column);
}

static void set_theme(struct play *self, const char *name)
{
	settings_set(&self->settings, SETTING_THEME, name, NULL);
}

/* Themes change no words. */
static void check_mono(struct play *self)
{
	struct str coloured = {0}, mono = {0};

	append_look(self, "", &coloured);
	set_theme(self, "mono");
	append_look(self, "", &mono);
	set_theme(self, "auto");
	if (!str_equal(&coloured, str_text(&mono), mono.len))
		FAIL(self, "other words without colours");
	str_release(&coloured);
	str_release(&mono);
}

static void do_look(struct play *self, const char *rest)
{
	static const char *const sizes[] = {"40x12", "80x24", "100x30", "120x40", "200x60"};
	struct str shown = {0}, name = {0}, styles = {0};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		do_size(self, sizes[i]);
		append_look(self, sizes[i], &shown);
		if (strcmp(sizes[i], "80x24") == 0 || strcmp(sizes[i], "120x40") == 0)
			canvas_dump_styles(&self->canvas, &styles);
	}
	do_size(self, "80x24");
	check_mono(self);
	self->canvas.is_ascii = true;
	append_look(self, "80x24 in ASCII", &shown);
	self->canvas.is_ascii = false;
	compare(self, rest, &shown);
	str_appendf(&name, "%s-styles", rest);
	compare(self, str_text(&name), &styles);
	str_release(&shown);
	str_release(&name);
	str_release(&styles);
}

static const struct {
	const char *word;
	void (*run)(struct play *self, const char *rest);
} steps[] = {
	{"doc", do_doc},
	{"new", do_new},
	{"form", do_form},
	{"size", do_size},
	{"ascii", do_ascii},
	{"tz", do_tz},
	{"me", do_me},
	{"set", do_set},
	{"unchecked", do_unchecked},
	{"config", do_config},
	{"file", do_file},
	{"put", do_put},
	{"keys", do_keys},
	{"after-escape", do_after_escape},
	{"quit-failed", do_quit_failed},
	{"type", do_type},
	{"paste", do_paste},
	{"click", do_click},
	{"wheel", do_wheel},
	{"wait", do_wait},
	{"replace", do_replace},
	{"remove", do_remove},
	{"person", do_person},
	{"nobody", do_nobody},
	{"reopen", do_reopen},
	{"printer", do_printer},
	{"printed", do_printed},
	{"want", do_want},
	{"screen", do_screen},
	{"styles", do_styles},
	{"look", do_look},
};

static void do_step(struct play *self, char *line)
{
	size_t len = strcspn(line, " ");
	char *rest = line[len] ? line + len + 1 : line + len;

	line[len] = '\0';
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (strcmp(steps[i].word, line) == 0) {
			steps[i].run(self, rest);
			if (self->view)
				draw(self);
			return;
		}
	FAIL(self, "there is no step \"%s\"", line);
}

/* --- a case --- */

static const char *case_name;

static void play(void **state)
{
	struct play self = {.name = case_name, .clock = INT64_C(1697544000000)};
	struct str path = {0};
	struct str script = {0};

	(void)state;
	folder_init(&self.folder);
	folder_init(&self.state);
	keymap_init(&self.keymap, "default");
	settings_init(&self.settings, NULL);
	self.ids = counting_ids(&self.counter);
	config_file_init(&self.config, io_system(), &self.ids, "config.yaml");
	str_clear(&self.config.path);
	str_append_text(&self.config.path, folder_path(&self.folder, "config/config.yaml"));
	canvas_init(&self.canvas, 80, 24);
	snprintf(self.path, sizeof(self.path), "%s", folder_path(&self.folder, "doc.yaml"));
	str_appendf(&path, "tests/screen/%s/keys.txt", case_name);
	if (!tree_read(str_text(&path), &script))
		fail_msg("there is no %s", str_text(&path));
	for (char *line = script.data; line && *line;) {
		char *end = line + strcspn(line, "\n");
		char *next = *end ? end + 1 : end;

		*end = '\0';
		self.line++;
		if (*line && *line != '#')
			do_step(&self, line);
		line = next;
	}
	close_session(&self);
	canvas_release(&self.canvas);
	keymap_release(&self.keymap);
	settings_release(&self.settings);
	config_file_release(&self.config);
	folder_release(&self.folder);
	folder_release(&self.state);
	str_release(&path);
	str_release(&script);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(play)};

	if (argc != 2) {
		fprintf(stderr, "usage: screen-script CASE\n");
		return 2;
	}
	setlocale(LC_CTYPE, "");
	case_name = argv[1];
	return cmocka_run_group_tests_name(case_name, tests, NULL, NULL);
}
