/*
 * Content is only content: every kind of character that could act on a terminal, in every
 * kind of field and cell, in names, forms, messages and the output of other programs. A
 * strict reader of all bytes sent to the terminal finds only our own sequences.
 */
#include "output.h"
#include "running.h"

#include "base/fileio.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/visible.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	QUIET = 15, /* milliseconds after the last byte of a frame */
	ALONE = 80, /* after an Escape, that it is not taken for the start of a key */
	FIELDS = 14,
	COLUMNS = 10,
};

static int set_up(void **state)
{
	static struct running editor;

	running_init(&editor);
	*state = &editor;
	return 0;
}

/* --- what is shown --- */

static void add_range(struct str *out, uint32_t first, uint32_t last)
{
	for (uint32_t code = first; code <= last; code++) {
		char bytes[UTF8_MAX];

		str_append_char(out, 'x');
		str_append(out, bytes, utf8_encode(code, bytes));
	}
}

static void add_controls(struct str *out)
{
	add_range(out, 0x01, 0x1f);
	add_range(out, 0x7f, 0x9f);
}

/* Each string sequence of terminals, by ESC and by its C1 equivalent, terminated and not. */
static void add_strings(struct str *out)
{
	static const char letters[] = "]P_^X[";
	static const char *const twins[] = {
		"\xc2\x9d", "\xc2\x90", "\xc2\x9f", "\xc2\x9e", "\xc2\x98", "\xc2\x9b"};

	for (size_t i = 0; letters[i]; i++)
		str_appendf(out, "\033%c0;owned\007%s52;c;b3duZWQ=\xc2\x9c\033\\\033%c", letters[i],
			twins[i], letters[i]);
	str_append_text(out, "\033[2J\033[31mred\033[6n\033c\033#8\033%G\0337\033[?1049l");
}

static void add_invisible(struct str *out)
{
	add_range(out, 0x200b, 0x200f);
	add_range(out, 0x2028, 0x202e);
	add_range(out, 0x2060, 0x206f);
	add_range(out, 0xfe00, 0xfe0f);
	add_range(out, 0xfff9, 0xffff);
	add_range(out, 0xe0001, 0xe0001);
	add_range(out, 0xe0020, 0xe0024);
	add_range(out, 0xe0100, 0xe0104);
	str_append_text(out, "\xc2\xad\xd8\x9c\xe3\x85\xa4\xef\xbb\xbf");
}

/* Marks with nothing before them, and too many of them. */
static void add_marks(struct str *out)
{
	str_append_text(out, "\xcc\x81\xe2\x83\xa3\xe0\xa5\x8d z");
	for (size_t i = 0; i < 2048; i++)
		str_append_text(out, "\xcc\x88");
}

static const struct {
	const char *name;
	void (*add)(struct str *out);
	const char *shown; /* what the screen shows for it somewhere */
} sorts[] = {
	{"controls", add_controls, "^["},
	{"strings", add_strings, "^[]0;owned^G"},
	{"invisible characters", add_invisible, "<U+20"},
	{"marks", add_marks, "z"},
};

enum { N_SORTS = sizeof(sorts) / sizeof(sorts[0]) };

/* As a double-quoted YAML scalar of ASCII. */
static void add_scalar(struct str *out, const struct str *text)
{
	str_append_char(out, '"');
	for (size_t at = 0; at < text->len;) {
		uint32_t code;

		at += utf8_decode(text->data + at, text->len - at, &code);
		if (code >= 0x20 && code < 0x7f && code != '"' && code != '\\')
			str_append_char(out, (char)code);
		else
			str_appendf(out, "\\U%08X", (unsigned)code);
	}
	str_append_char(out, '"');
}

/* The text in every field and cell of the form, in keys and an id. */
static void make_document(struct str *out, const struct str *text)
{
	static const char *const kinds[] = {"line", "text", "datetime", "date", "number", "percent",
		"choice", "flag", "person", "link"};
	struct str scalar = {0};
	struct str key = {0};

	add_scalar(&scalar, text);
	str_append(&key, text->data, text->len < 60 ? text->len : 60);
	str_appendf(out, "afterword: 1\nform: every-kind\ntitle: %s\nzone: %s\none:\n", scalar.data,
		scalar.data);
	for (size_t i = 0; i < COLUMNS; i++)
		str_appendf(out, "  %s: %s\n", kinds[i], scalar.data);
	str_appendf(out, "  list: [%s, %s]\n  ", scalar.data, scalar.data);
	add_scalar(out, &key);
	str_appendf(out, ": %s\ntwo:\n  rows:\n", scalar.data);
	for (size_t row = 0; row < 2; row++) {
		str_appendf(out, "    - id: %s\n", scalar.data);
		for (size_t i = 0; i < COLUMNS; i++)
			str_appendf(out, "      %s: %s\n", kinds[i], scalar.data);
	}
	str_release(&scalar);
	str_release(&key);
}

static void put_form(struct running *editor)
{
	struct str path = {0};

	str_appendf(&path, "mkdir -p forms && cp '%s/tests/support/every-kind.yaml' forms/",
		getenv("SOURCE_ROOT"));
	program_shell(&editor->program, str_text(&path), "", "");
	assert_int_equal(editor->program.status, 0);
	str_release(&path);
}

/* --- visiting all of it --- */

static void press(struct running *editor, const char *keys)
{
	terminal_type(editor->terminal, keys);
	terminal_settle(editor->terminal, strcmp(keys, KEY_ESC) == 0 ? ALONE : QUIET);
}

static void press_often(struct running *editor, const char *keys, int times)
{
	for (int i = 0; i < times; i++)
		press(editor, keys);
}

/* All fields and cells have been focused and opened, all popups shown. */
static void walk(struct running *editor)
{
	press_often(editor, KEY_TAB, FIELDS);
	press(editor, KEY_ALT("3"));
	press(editor, KEY_ENTER);
	press_often(editor, KEY_TAB, COLUMNS);
	press_often(editor, KEY_ESC, 2);
	press(editor, KEY_ALT("2"));
	press_often(editor, KEY_ALT("n"), 12);
	press(editor, "\006"
		      "x\r");
	press(editor, KEY_ESC);
	press(editor, KEY_ALT("z"));
	/* Popups are closed before the next key, however busy the machine. */
	running_press(editor, "\033OP");
	running_press(editor, KEY_ESC);
	running_press(editor, "\020");
	running_press(editor, KEY_ESC);
	press(editor, KEY_CTRL_S);
}

static void test_every_kind(void **state)
{
	struct running *editor = *state;
	struct str text = {0};
	struct str document = {0};

	put_form(editor);
	for (size_t i = 0; i < N_SORTS; i++) {
		str_clear(&text);
		str_clear(&document);
		sorts[i].add(&text);
		make_document(&document, &text);
		folder_put(&editor->program.folder, "a.yaml", str_text(&document), document.len);
		running_start_words(editor,
			(const char *const[]){
				"edit", folder_path(&editor->program.folder, "a.yaml"), NULL},
			100, 30);
		terminal_wait(editor->terminal, "Two");
		print_message("%s\n", sorts[i].name);
		press(editor, KEY_ALT("2"));
		terminal_wait(editor->terminal, sorts[i].shown);
		walk(editor);
		output_assert_known(terminal_output(editor->terminal));
		running_quit(editor);
		assert_true(folder_holds(&editor->program.folder, "a.yaml", str_text(&document)));
	}
	str_release(&text);
	str_release(&document);
}

#define TITLE_STRING "\033]0;owned\007\xc2\x9b\x33\x31m\xe2\x80\xae"

/* Names are bytes, not necessarily UTF-8. */
static void test_names(void **state)
{
	static const char folder[] = "f\033]0;owned\007\xff\x9b\x33\x31m\n\xe2\x80\xae";
	struct running *editor = *state;
	char name[128];

	mkdir(folder_path(&editor->program.folder, folder), 0700);
	snprintf(name, sizeof(name), "%s/a\033c\xc2\x85\xfe -$(id)`id`.yaml", folder);
	RUN(&editor->program, 0, "new", "--title", TITLE_STRING, name);
	running_start(editor, name, 80, 24);
	running_go(editor, "Title");
	running_type(editor, "mine");
	folder_replace(
		&editor->program.folder, name, "afterword: 1\nform: postmortem\ntitle: theirs\n");
	press(editor, KEY_CTRL_S);
	press(editor, KEY_ALT("z"));
	press(editor, "\033OP");
	press(editor, KEY_ESC);
	output_assert_known(terminal_output(editor->terminal));
	running_kill(editor);
	/* and what recovery says */
	running_start(editor, name, 80, 24);
	press(editor, KEY_ESC);
	press(editor, KEY_ALT("z"));
	output_assert_known(terminal_output(editor->terminal));
	running_kill(editor);
}

/* Others' presence, from a file that anybody can write. */
static void test_sidecar(void **state)
{
	struct running *editor = *state;
	struct io io = io_system();
	char sidecar[512];

	RUN(&editor->program, 0, "new", "a.yaml");
	snprintf(sidecar, sizeof(sidecar),
		"afterword-here 1\nuser %s\nhost %s\nprocess 1\nsince 1700000000\npage %s\n",
		TITLE_STRING, TITLE_STRING, TITLE_STRING);
	folder_put_text(&editor->program.folder, ".a.yaml.here-aaaaaaaa", sidecar);
	/* Locked, as by a session that runs. */
	int fd = open(
		folder_path(&editor->program.folder, ".a.yaml.here-aaaaaaaa"), O_RDWR | O_CLOEXEC);

	assert_int_equal(io.ops->lock(io.context, fd), 0);
	folder_put_text(&editor->program.folder, ".a.yaml.here-\033]0;x\007", TITLE_STRING);
	running_start(editor, "a.yaml", 80, 24);
	terminal_wait(editor->terminal, "^[]0;owned");
	press(editor, KEY_ALT("z"));
	output_assert_known(terminal_output(editor->terminal));
	running_kill(editor);
	close(fd);
}

/* --- copied, pasted, edited elsewhere --- */

/* Removes the OSC 52 in base 64 from the output; the rest is judged as usual. */
static void take_copy(const struct str *output, struct str *copy, struct str *rest)
{
	static const char start[] = "\033]52;c;";
	const char *at = strstr(str_text(output), start);
	size_t len;

	assert_non_null(at);
	at += strlen(start);
	len = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
	assert_int_equal(at[len], '\007');
	str_append(copy, at, len);
	str_append(rest, output->data, (size_t)(at - output->data) - strlen(start));
	str_append_text(rest, at + len + 1);
}

static void test_copy_and_paste(void **state)
{
	struct running *editor = *state;
	struct str copy = {0};
	struct str rest = {0};

	RUN(&editor->program, 0, "new", "--title", TITLE_STRING, "a.yaml");
	running_start(editor, "a.yaml", 80, 24);
	running_go(editor, "Title");
	press(editor, KEY_ALT("a"));
	press(editor, KEY_ALT("c"));
	take_copy(terminal_output(editor->terminal), &copy, &rest);
	output_assert_known(&rest);
	assert_string_equal(str_text(&copy), "G10wO293bmVkB8KbMzFt4oCu");

	/* A paste that contains the end of a paste, and continues as keys would. */
	str_clear(&rest);
	press(editor, KEY_END);
	terminal_type(editor->terminal, "\033[200~x\033]0;o\007y\033[20\xc2\x9b"
					"1~\xe2\x80\xae"
					"z\033[201~");
	terminal_wait(editor->terminal, "z");
	terminal_settle(editor->terminal, QUIET);
	str_clear(&copy);
	take_copy(terminal_output(editor->terminal), &copy, &rest);
	output_assert_known(&rest);
	running_quit(editor);
	str_release(&copy);
	str_release(&rest);
}

/* What an editor returns is content, and so are its name and the reason for its failure. */
static void test_other_editor(void **state)
{
	struct running *editor = *state;

	RUN(&editor->program, 0, "new", "a.yaml");
	folder_put_text(&editor->program.folder, "evil.sh",
		"#!/bin/sh\nprintf '\\033]0;owned\\007\\302\\233A\\342\\200\\256B\\n' >\"$1\"\n");
	folder_put_text(&editor->program.folder, "bad.sh", "#!/bin/sh\nprintf 'a\\377' >\"$1\"\n");
	program_shell(&editor->program, "chmod +x evil.sh bad.sh", "", "");
	running_set(editor, "VISUAL", folder_path(&editor->program.folder, "evil.sh"));
	running_start(editor, "a.yaml", 80, 24);
	press(editor, KEY_ALT("2"));
	press(editor, KEY_ALT("v"));
	terminal_wait(editor->terminal, "]0;owned<U+009B>A<U+202E>B");
	output_assert_known(terminal_output(editor->terminal));
	running_quit(editor);

	running_set(editor, "VISUAL", folder_path(&editor->program.folder, "bad.sh"));
	running_start(editor, "a.yaml", 80, 24);
	press(editor, KEY_ALT("2"));
	press(editor, KEY_ALT("v"));
	terminal_wait(editor->terminal, "not UTF-8");
	output_assert_known(terminal_output(editor->terminal));
	running_quit(editor);

	running_set(editor, "VISUAL", "'\033]0;owned\007\xff' #");
	running_start(editor, "a.yaml", 80, 24);
	press(editor, KEY_ALT("2"));
	press(editor, KEY_ALT("v"));
	terminal_wait(editor->terminal, "the field is as it was");
	/* The shell's own message has the raw name: the user's setting, the user's shell. */
	running_quit(editor);
}

/* --- what another program is given --- */

static void put_script(struct running *editor, const char *text)
{
	folder_put_text(&editor->program.folder, "visual.sh", text);
	program_shell(&editor->program, "chmod +x visual.sh", "", "");
	running_set(editor, "VISUAL", folder_path(&editor->program.folder, "visual.sh"));
}

/* Opens the first text field in the other editor, and waits for what the screen then shows. */
static void call_visual(struct running *editor, const char *shows)
{
	running_start(editor, "a.yaml", 80, 24);
	press(editor, KEY_ALT("2"));
	press(editor, KEY_ALT("v"));
	terminal_wait(editor->terminal, shows);
	terminal_settle(editor->terminal, QUIET);
	running_quit(editor);
}

static void assert_told(struct running *editor, const char *line)
{
	struct str told = {0};

	assert_true(folder_get(&editor->program.folder, "told", &told));
	if (!strstr(str_text(&told), line))
		fail_msg("no \"%s\" in:\n%s", line, str_text(&told));
	str_release(&told);
}

/* One argument, in a private folder, with a name made of the form's words; the text is in it. */
static void test_visual_gets(void **state)
{
	struct running *editor = *state;

	RUN(&editor->program, 0, "new", "a.yaml");
	RUN(&editor->program, 0, "set", "a.yaml", "impact.service", "$(touch pwned) `touch pwned`");
	RUN(&editor->program, 0, "set", "a.yaml", "title", "$(touch pwned)");
	put_script(editor,
		"#!/bin/sh\n{ echo \"arguments $#\"; echo \"file $1\"; stat -c 'mode %a' \"$1\"\n"
		"stat -c 'folder %a' \"${1%/*}\"; echo \"text $(cat \"$1\")\"; env | sort; } "
		">$HOME/told\nprintf 'done\\n' >\"$1\"\n");
	running_set(editor, "TMPDIR", editor->program.folder.path);
	call_visual(editor, "done");
	assert_told(editor, "arguments 1\n");
	assert_told(editor, "/afterword-");
	assert_told(editor, "mode 600\n");
	assert_told(editor, "folder 700\n");
	assert_told(editor, "text $(touch pwned) `touch pwned`\n");
	/* The environment is the user's own: nothing that content could be in is added. */
	program_shell(&editor->program,
		"sed '1,/^text/d;/^PWD=/d;/^SHLVL=/d;/^_=/d;/^OLDPWD=/d' told | cut -d= -f1 | "
		"grep -vxE 'HOME|XDG_CONFIG_HOME|XDG_STATE_HOME|LC_ALL|TZ|TERM|AFTERWORD|"
		"ASAN_OPTIONS|UBSAN_OPTIONS|VISUAL|TMPDIR|COLUMNS|LINES'; test ! -e pwned",
		"", "");
	assert_int_equal(editor->program.status, 0);
	assert_string_equal(str_text(&editor->program.out), "");
}

/* What it leaves behind is not trusted either. */
static void test_visual_leaves(void **state)
{
	static const struct {
		const char *script;
		const char *says;
	} cases[] = {
		{"rm \"$1\"; ln -s \"$HOME/secret\" \"$1\"", "cannot read the file back"},
		{"rm \"$1\"; mkfifo \"$1\"", "something that is not a file"},
		{"rm \"$1\"; mkdir \"$1\"", "something that is not a file"},
		{"rm \"$1\"", "the editor left no file"},
		{"head -c 5000000 /dev/zero | tr '\\0' x >\"$1\"", "larger than 4 MiB"},
	};
	struct running *editor = *state;
	char script[256];

	RUN(&editor->program, 0, "new", "a.yaml");
	RUN(&editor->program, 0, "set", "a.yaml", "impact.service", "before");
	folder_put_text(&editor->program.folder, "secret", "secret\n");
	running_set(editor, "TMPDIR", editor->program.folder.path);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(script, sizeof(script), "#!/bin/sh\n%s\n", cases[i].script);
		put_script(editor, script);
		call_visual(editor, cases[i].says);
		running_assert_value(editor, "a.yaml", "impact.service", "before");
	}
}

/* --- the commands, on a terminal and in a pipe --- */

/* Fails at the first byte of a command's messages that is not plain text. */
static void assert_plain(const char *what, const struct str *text)
{
	char replacement[VISIBLE_MAX];

	for (size_t at = 0; at < text->len;) {
		uint32_t code;
		size_t step = utf8_decode(text->data + at, text->len - at, &code);
		bool is_break = code == '\n' || code == '\r' || code == '\t';

		if (!is_break && visible_replacement(code, replacement) && !visible_is_joiner(code))
			fail_msg("%s: U+%04X at byte %zu of %s", what, (unsigned)code, at,
				str_text(text));
		at += step;
	}
}

static void assert_plain_on_terminal(struct running *editor, const char *const *words)
{
	running_start_words(editor, words, 80, 24);
	running_wait_end(editor);
	assert_plain(words[0], terminal_output(editor->terminal));
}

static void test_commands(void **state)
{
	struct running *editor = *state;
	struct program *program = &editor->program;
	struct str text = {0};
	struct str document = {0};
	char path[256];

	put_form(editor);
	add_strings(&text);
	make_document(&document, &text);
	folder_put(&program->folder, "a\033c\xff.yaml", document.data, document.len);
	folder_put_text(&program->folder, "b.yaml", "afterword: 1\nform: every-kind\n");
	folder_put_text(&program->folder, "bad\033c.yaml", "afterword: 1\nform: \"\\e]0;x\\a\"\n");
	folder_put_text(&program->folder, "forms/evil.yaml",
		"form: evil\nversion: 1\ntitle: \"\\e]0;x\\a\"\npages: []\n");
	program_shell(
		program, "ln -s forms 'd\033c'; mkdir 'e\033c' && cp -r forms 'e\033c/'", "", "");
	snprintf(path, sizeof(path), "%s", folder_path(&program->folder, "a\033c\xff.yaml"));

	const char *const commands[][6] = {
		{"check", path},
		{"check", "--format", "json", path},
		{"check", program->folder.path},
		{"get", path},
		{"get", path, "one.text"},
		{"get", path, "two.rows"},
		{"get", path, TITLE_STRING},
		{"set", path, TITLE_STRING, "x"},
		{"set", path, "one.number", TITLE_STRING},
		{"log", path, TITLE_STRING, "--at", TITLE_STRING},
		{"export", path},
		{"export", "--to", "markdown", path},
		{"export", "--to", "json", path},
		{"export", "--to", TITLE_STRING, path},
		{"forms", TITLE_STRING},
		{"forms", folder_path(&program->folder, "e\033c")},
		{"diff", path, "b.yaml"},
		{"diff", path, folder_path(&program->folder, "b.yaml")},
		{"diff", "--textconv", path},
		{"new", "--form", TITLE_STRING, "c.yaml"},
		{"new", "--zone", TITLE_STRING, "c.yaml"},
		{"import", path},
		{"help", TITLE_STRING},
		{"edit", TITLE_STRING},
		{TITLE_STRING},
		{"check", "--" TITLE_STRING},
		{"recover", TITLE_STRING},
		{"merge", path, path, path},
	};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		bool is_content = strcmp(commands[i][0], "get") == 0 ||
				  strcmp(commands[i][0], "export") == 0 ||
				  strcmp(commands[i][0], "import") == 0;

		program_run(program, commands[i]);
		assert_plain(commands[i][0], &program->err);
		if (!is_content || (commands[i][2] && strcmp(commands[i][2], "json") == 0))
			assert_plain(commands[i][0], &program->out);
		assert_plain_on_terminal(editor, commands[i]);
	}
	str_release(&text);
	str_release(&document);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, running_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_kind),
		TEST(test_names),
		TEST(test_sidecar),
		TEST(test_copy_and_paste),
		TEST(test_other_editor),
		TEST(test_visual_gets),
		TEST(test_visual_leaves),
		TEST(test_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
