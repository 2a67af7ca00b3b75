/* recover: what is listed, what an export contains, and what is never overwritten or removed. */
#include "ending.h"

#include "program.h"
#include "sources.h"

#include "session/session.h"
#include "store/drafts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char document[] = "# kept\nafterword: 1\nform: postmortem\ntitle: Cards failed\n"
			       "status: draft\n\nimpact:\n  service: |\n    Payments.\n";

static struct program program;
static int64_t clock_now;
static unsigned counter;

static int set_up(void **state)
{
	(void)state;
	program_init(&program);
	folder_put_text(&program.folder, "a.yaml", document);
	assert_int_equal(mkdir(folder_path(&program.folder, "state"), 0700), 0);
	clock_now = INT64_C(1697457600000);
	counter = 0;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	program_release(&program);
	return 0;
}

/* A session that types into the title and ends without saving; NULL: it has not ended yet. */
static struct session *type(const char *name, const char *text, bool stays)
{
	char path[512], folder[512];
	struct session_config config = {
		.path = path,
		.state_folder = folder,
		.io = io_system(),
		.time = standing_time(&clock_now),
		.ids = counting_ids(&counter),
	};
	struct session *session;

	snprintf(path, sizeof(path), "%s", folder_path(&program.folder, name));
	snprintf(folder, sizeof(folder), "%s", folder_path(&program.folder, "state/afterword"));
	clock_now += 60000;
	session = session_open(&config, NULL);
	assert_non_null(session);
	session_do(session, ACTION_TEXT_END);
	editor_type(session_editor(session), text, strlen(text));
	if (stays)
		return session;
	session_free(session);
	return NULL;
}

static bool says(const char *part)
{
	return strstr(str_text(&program.out), part) != NULL;
}

/* The id at the start of the first line. */
static const char *first_id(void)
{
	static char id[16];

	snprintf(id, sizeof(id), "%.8s", str_text(&program.out));
	return id;
}

static void assert_title(const char *name, const char *title)
{
	RUN(&program, 0, "get", name, "title");
	assert_int_equal(strncmp(str_text(&program.out), title, strlen(title)), 0);
}

static size_t journals(void)
{
	program_shell(&program, "ls state/afterword | grep -c .", "", "");
	return (size_t)(str_text(&program.out)[0] - '0');
}

static void test_nothing(void **state)
{
	(void)state;
	RUN(&program, 0, "recover");
	assert_int_equal(program.out.len, 0);
	RUN(&program, 0, "recover", "a.yaml");
	assert_int_equal(program.out.len, 0);
	RUN(&program, 2, "recover", "a.yaml", "-o", "b.yaml");
	RUN(&program, 2, "recover", "--journal", "nothing1");
	RUN(&program, 2, "recover", "--remove");
	RUN(&program, 2, "recover", "-o", "b.yaml", "--export", "x", "a.yaml");
}

static void test_list(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	RUN(&program, 1, "recover");
	assert_true(says("/a.yaml\n"));
	assert_true(says("2023-10-16 12:01 UTC"));
	assert_true(says("  1 change not in the file\n"));
	assert_false(says("again"));
	RUN(&program, 1, "recover", "a.yaml");
	assert_true(says("Title"));
	assert_true(says("{+ again+}"));
	folder_put_text(&program.folder, "b.yaml", document);
	RUN(&program, 0, "recover", "b.yaml");
	assert_int_equal(program.out.len, 0);
}

/* The path of a document, and of other files among the journals, is content, too. */
static void test_list_hostile(void **state)
{
	(void)state;
	folder_put_text(&program.folder, "b\033c.yaml", document);
	type("b\033c.yaml", " again", false);
	program_shell(&program, "echo x >\"state/afterword/$(printf 'c\\033c').journal\"", "", "");
	RUN(&program, 1, "recover");
	assert_true(says("/b^[c.yaml\n"));
	assert_true(says("/c^[c.journal: this is not a journal"));
	assert_false(says("\033"));
}

static void test_export(void **state)
{
	struct stat stat_of;

	(void)state;
	type("a.yaml", " again", false);
	/* The file has changed since: both are in it, and the file itself is not changed. */
	folder_put_text(&program.folder, "a.yaml",
		"# kept\nafterword: 1\nform: postmortem\ntitle: Cards failed\nstatus: review\n");
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml");
	assert_true(folder_holds(&program.folder, "b.yaml",
		"# kept\nafterword: 1\nform: postmortem\ntitle: Cards failed again\n"
		"status: review\n"));
	assert_int_equal(stat(folder_path(&program.folder, "b.yaml"), &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 0777, 0600);
	assert_title("a.yaml", "Cards failed\n");
	/* Never overwrites an existing file. */
	RUN(&program, 2, "recover", "a.yaml", "-o", "b.yaml");
	RUN(&program, 2, "recover", "a.yaml", "-o", "a.yaml");
	RUN(&program, 0, "recover", "a.yaml", "--unmerged", "-o", "c.yaml");
	assert_title("c.yaml", "Cards failed again\n");
	RUN(&program, 0, "get", "c.yaml", "status");
	assert_string_equal(str_text(&program.out), "draft\n");
	RUN(&program, 0, "recover", "a.yaml", "-o", "-");
	assert_true(says("title: Cards failed again\n"));
	assert_int_equal(journals(), 1);
}

static void test_conflict(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	folder_put_text(&program.folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: Cards failed twice\n");
	RUN(&program, 1, "recover", "a.yaml", "-o", "b.yaml");
	RUN(&program, 0, "get", "b.yaml", "title");
	assert_true(says("Cards failed twice"));
	assert_true(says("Cards failed again"));
}

static void test_file_is_gone(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 1, "recover");
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml");
	assert_title("b.yaml", "Cards failed again\n");
	RUN(&program, 1, "recover", "a.yaml");
	RUN(&program, 0, "recover", "--journal", first_id(), "-o", "c.yaml");
	assert_title("c.yaml", "Cards failed again\n");
}

static bool complains(const char *part)
{
	return strstr(str_text(&program.err), part) != NULL;
}

/* The way back is shown, works as shown, and brings nothing twice. */
static void test_document_is_gone(void **state)
{
	static const char whole[] =
		"# kept\nafterword: 1\nform: postmortem\ntitle: Cards failed again\n"
		"status: draft\n\nimpact:\n  service: |\n    Payments.\n";

	(void)state;
	type("a.yaml", " again", false);
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 2, "a.yaml");
	assert_true(complains("a.yaml does not exist, but an earlier session left its text\n"));
	assert_true(complains("to get it back: afterword recover -o a.yaml a.yaml\n"));
	assert_false(complains("afterword new"));
	RUN(&program, 2, "new", "a.yaml");
	assert_true(complains("afterword recover -o a.yaml a.yaml\n"));
	assert_true(complains("afterword recover --remove a.yaml\n"));
	assert_int_not_equal(access(folder_path(&program.folder, "a.yaml"), F_OK), 0);
	RUN(&program, 0, "recover", "-o", "a.yaml", "a.yaml");
	assert_true(folder_holds(&program.folder, "a.yaml", whole));
	RUN(&program, 0, "recover");
	assert_true(says("  all of it is in the file\n"));
	session_free(type("a.yaml", "", true));
	assert_true(folder_holds(&program.folder, "a.yaml", whole));
	RUN(&program, 0, "recover", "a.yaml");
	assert_false(says("again again"));
}

/* Nothing was unsaved, and yet the journal is the only place with that text. */
static void test_only_copy(void **state)
{
	(void)state;
	type("a.yaml", "", false);
	RUN(&program, 0, "recover");
	assert_int_equal(program.out.len, 0);
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 1, "recover");
	assert_true(says("  the file is gone; its complete text is here\n"));
	RUN(&program, 2, "new", "a.yaml");
	RUN(&program, 0, "recover", "-o", "a.yaml", "a.yaml");
	assert_true(folder_holds(&program.folder, "a.yaml", document));
	RUN(&program, 0, "recover", "a.yaml");
	folder_put_text(&program.folder, "a.yaml", "");
	RUN(&program, 1, "recover", "a.yaml");
	assert_true(says("  the file is not a document any more; its complete text is here\n"));
	assert_true(
		says("  not merged with the file: this is not an Afterword document: it is empty"));
	RUN(&program, 0, "recover", "-o", "b.yaml", "a.yaml");
	assert_true(folder_holds(&program.folder, "b.yaml", document));
}

/* Whatever happened to the file: the text is listed, and can be restored. */
static void test_destroyed(void **state)
{
	static const char *const harms[] = {
		": >a.yaml",
		": >b && mv b a.yaml",
		"echo '{ bad' >a.yaml",
		"echo '- one' >a.yaml",
		"echo words >a.yaml",
		"truncate -s 17M a.yaml",
		"printf 'afterword: 1\nform: nowhere\n' >a.yaml",
		"printf 'afterword: 1\nform: postmortem\n' >a.yaml",
		"printf 'afterword: 9\nform: postmortem\n' >a.yaml",
		"printf 'form: postmortem\ntitle: caf\351\n' >a.yaml",
		"printf 'form: postmortem\n---\nform: postmortem\n' >a.yaml",
		"printf 'form: postmortem\ntitle: a\ntitle: b\n' >a.yaml",
		"mkdir forms; printf 'form: probe\nversion: 1\ntitle: T\npages:\n  - "
		"{key: a, title: A, fields: [{key: b, ask: B, kind: line}]}\n' >forms/probe.yaml;"
		"printf 'afterword: 1\nform: probe\n' >a.yaml",
		"rm a.yaml",
		"rm a.yaml; mkdir a.yaml",
		"rm a.yaml; mkfifo a.yaml",
		"rm a.yaml; ln -s nothing a.yaml",
		"rm a.yaml; ln -s a.yaml a.yaml",
		"rm a.yaml; printf 'form: postmortem\n' >c.yaml; ln -s c.yaml a.yaml",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(harms) / sizeof(*harms); i++) {
		tear_down(NULL);
		set_up(NULL);
		type("a.yaml", "", false);
		program_shell(&program, harms[i], "", "");
		assert_int_equal(program.status, 0);
		RUN(&program, 1, "recover");
		if (!says("complete text is here") && !says("as it was last saved"))
			fail_msg("%s: %s", harms[i], str_text(&program.out));
		RUN(&program, 1, "recover", "a.yaml");
		RUN(&program, 0, "recover", "-o", "b.yaml", "a.yaml");
		if (!folder_holds(&program.folder, "b.yaml", document))
			fail_msg("%s: not had back", harms[i]);
		RUN(&program, 0, "recover", "--export", ".", "--remove", "a.yaml");
		assert_int_equal(journals(), 0);
	}
}

/* A text over the limit is written, this is reported, and its journal stays. */
static void test_over_the_limit(void **state)
{
	struct session *session = type("a.yaml", "", true);
	struct str text = {0};

	(void)state;
	str_append_repeat(&text, 'x', 16 * 1024 * 1024);
	editor_type(session_editor(session), str_text(&text), text.len);
	str_release(&text);
	session_free(session);
	RUN(&program, 1, "recover", "-o", "b.yaml", "--remove", "a.yaml");
	assert_true(complains("b.yaml: has the text, but Afterword cannot open"));
	assert_true(complains("16 MiB"));
	assert_int_equal(journals(), 1);
	RUN(&program, 1, "recover", "--export", ".", "--remove", "a.yaml");
	assert_int_equal(journals(), 1);
}

/* The folder disappeared with the file, or a mount did: the journal is found under the old name. */
static void test_folder_is_gone(void **state)
{
	char whole[512];

	(void)state;
	program_shell(&program, "mkdir -p sub/deep && cp a.yaml sub/deep", "", "");
	type("sub/deep/a.yaml", "!", false);
	program_shell(&program, "rm -r sub", "", "");
	snprintf(whole, sizeof(whole), "%s", folder_path(&program.folder, "sub/deep/a.yaml"));
	RUN(&program, 1, "recover", "sub/deep/a.yaml");
	assert_true(says("  the file is gone; its complete text is here\n"));
	RUN(&program, 2, "sub/deep/a.yaml");
	assert_true(complains("does not exist, but an earlier session left its text\n"));
	RUN(&program, 0, "recover", whole, "-o", "b.yaml");
	assert_title("b.yaml", "Cards failed!");
	RUN(&program, 0, "recover", "./sub//deep/a.yaml", "-o", "c.yaml");
	assert_title("c.yaml", "Cards failed!");
	RUN(&program, 0, "recover", "sub/other/a.yaml");
	assert_int_equal(program.out.len, 0);
}

/* Of two sessions of a deleted file, the later one saw what the earlier one did not. */
static void test_two_and_the_file_is_gone(void **state)
{
	struct session *early = type("a.yaml", "", true);
	struct session *late;

	(void)state;
	folder_put_text(&program.folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: Cards failed\nstatus: review\n");
	late = type("a.yaml", " again", true);
	session_free(early);
	session_free(late);
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 0, "recover", "-o", "a.yaml", "a.yaml");
	assert_true(folder_holds(&program.folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: Cards failed again\nstatus: review\n"));
}

/* Keystrokes are not what people count; an empty journal is shown if it is named. */
static void test_count(void **state)
{
	char name[16];
	struct session *session;

	(void)state;
	session = type("a.yaml", " again", true);
	editor_type(session_editor(session), ", and", 5);
	editor_type(session_editor(session), " again", 6);
	session_free(session);
	RUN(&program, 1, "recover");
	assert_true(says("  1 change not in the file\n"));
	RUN(&program, 0, "recover", "a.yaml", "--remove");
	session_free(type("a.yaml", "", true));
	RUN(&program, 0, "recover", "a.yaml");
	assert_int_equal(program.out.len, 0);
	program_shell(
		&program, "ls state/afterword | sed 's/a.yaml.\\(.*\\).journal/\\1/'", "", "");
	snprintf(name, sizeof(name), "%s", first_id());
	RUN(&program, 0, "recover", "--journal", name);
	assert_true(says("  all of it is in the file\n"));
}

static void test_forgotten(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 0, "recover", "--remove", "a.yaml");
	RUN(&program, 2, "a.yaml");
	assert_true(complains("a.yaml does not exist; 'afterword new a.yaml' creates it\n"));
	RUN(&program, 0, "new", "a.yaml");
}

/* The suggested command works in a shell. */
static void test_name_is_quoted(void **state)
{
	static const char name[] = "-it's $HOME.yaml";
	char *command;

	(void)state;
	folder_put_text(&program.folder, name, document);
	type(name, " again", false);
	unlink(folder_path(&program.folder, name));
	RUN(&program, 2, "edit", "--", name);
	command = strstr(str_text(&program.err), "recover -o");
	assert_non_null(command);
	command = strdup(command);
	program_shell(&program, "\"$AFTERWORD\" ", command, "");
	free(command);
	assert_int_equal(program.status, 0);
	RUN(&program, 0, "get", "--", name, "title");
	assert_true(says("Cards failed again"));
}

static void test_export_each(void **state)
{
	char name[64];

	(void)state;
	folder_put_text(&program.folder, "b.yaml", document);
	type("a.yaml", " one", false);
	type("b.yaml", " two", false);
	assert_int_equal(mkdir(folder_path(&program.folder, "out"), 0700), 0);
	RUN(&program, 1, "recover");
	snprintf(name, sizeof(name), "out/a.recovered-%s.yaml", first_id());
	RUN(&program, 0, "recover", "--export", "out", "--remove", "a.yaml");
	assert_title(name, "Cards failed one\n");
	assert_int_equal(journals(), 1);
	RUN(&program, 0, "recover", "--export", "out");
	program_shell(&program, "ls out | wc -l", "", "");
	assert_string_equal(str_text(&program.out), "2\n");
}

static void test_remove(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	RUN(&program, 2, "recover", "--remove");
	/* A failed export removes nothing. */
	RUN(&program, 2, "recover", "a.yaml", "-o", "a.yaml", "--remove");
	assert_int_equal(journals(), 1);
	RUN(&program, 0, "recover", "a.yaml", "--remove");
	assert_int_equal(journals(), 0);
}

/* Each command that creates a file says so. */
static void test_no_folder(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	RUN(&program, 2, "recover", "a.yaml", "--export", "none", "--remove");
	assert_true(complains(": there is no folder 'none'; create it first\n"));
	assert_int_equal(journals(), 1);
	RUN(&program, 2, "recover", "a.yaml", "--export", "a.yaml");
	assert_true(complains(": 'a.yaml' is not a folder\n"));
	RUN(&program, 2, "recover", "a.yaml", "-o", "none/b.yaml");
	assert_true(complains("none/b.yaml: there is no folder 'none'; create it first\n"));
	RUN(&program, 2, "new", "none/b.yaml");
	assert_true(complains("none/b.yaml: there is no folder 'none'; create it first\n"));
}

/* The text of a session that crashed before the answer is in the next one's journal, too. */
static void type_three_times(void)
{
	type("a.yaml", " one", false);
	type("a.yaml", " two", false);
	type("a.yaml", " three", false);
	assert_int_equal(journals(), 3);
}

static void test_remove_older(void **state)
{
	char name[64];

	(void)state;
	type_three_times();
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml", "--remove");
	assert_title("b.yaml", "Cards failed one two three\n");
	assert_int_equal(journals(), 0);

	type_three_times();
	assert_int_equal(mkdir(folder_path(&program.folder, "out"), 0700), 0);
	RUN(&program, 0, "recover", "--export", "out", "--remove", "a.yaml");
	assert_int_equal(journals(), 0);

	type_three_times();
	RUN(&program, 1, "recover");
	snprintf(name, sizeof(name), "%s", first_id());
	RUN(&program, 0, "recover", "--journal", name, "-o", "c.yaml", "--remove");
	assert_title("c.yaml", "Cards failed one\n");
	assert_int_equal(journals(), 2);
}

/* Somebody turned the title into a list: what was typed only fits in the journal. */
static void test_no_place_in_the_file(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	folder_put_text(
		&program.folder, "a.yaml", "afterword: 1\nform: postmortem\ntitle: [a, b]\n");
	RUN(&program, 1, "recover", "a.yaml");
	assert_true(says("  it does not fit into the file\n"));
	assert_true(says("Not brought back; it stays in the journal:\n"));
	assert_true(says("Cards failed again"));
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml", "--remove");
	assert_true(
		complains("some changes could not be recovered; they are still in the journal"));
	assert_int_equal(journals(), 1);
}

/* An item that was removed has gained a comment in the file: it stays, and so does the journal. */
static void test_removed_item_with_comment(void **state)
{
	static const char before[] = "afterword: 1\nform: postmortem\ntitle: Cards failed\n"
				     "root_cause:\n  factors:\n    - one\n    - two\n";
	struct session *session;
	struct place place = {0};

	(void)state;
	folder_put_text(&program.folder, "a.yaml", before);
	session = type("a.yaml", " again", true);
	place.field = form_find(editor_form(session_editor(session)), "root_cause.factors");
	assert_true(editor_set(session_editor(session), &place, "one", 3));
	session_free(session);
	folder_put_text(&program.folder, "a.yaml",
		"afterword: 1\nform: postmortem\ntitle: Cards failed\n"
		"root_cause:\n  factors:\n    - one\n    - two  # ask Ann\n");
	RUN(&program, 1, "recover", "a.yaml");
	assert_true(says("somebody else's comment or key there now"));
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml", "--remove");
	assert_true(
		complains("some changes could not be recovered; they are still in the journal"));
	assert_true(folder_has(&program.folder, "b.yaml", "Cards failed again"));
	assert_true(folder_has(&program.folder, "b.yaml", "    - two  # ask Ann\n"));
	assert_int_equal(journals(), 1);
}

/* What a running session writes is read, and left alone. */
static void test_live(void **state)
{
	struct session *session = type("a.yaml", " again", true);

	(void)state;
	RUN(&program, 0, "recover", "a.yaml");
	assert_true(says("open now in process"));
	assert_true(says("{+ again+}"));
	RUN(&program, 2, "recover", "a.yaml", "--remove");
	assert_int_equal(journals(), 1);
	session_free(session);
}

/* Its session has all of it; an empty file would be merged into what it shows. */
static void test_gone_and_open(void **state)
{
	struct session *session = type("a.yaml", " again", true);

	(void)state;
	unlink(folder_path(&program.folder, "a.yaml"));
	RUN(&program, 2, "a.yaml");
	assert_true(complains("a.yaml does not exist; process "));
	RUN(&program, 2, "new", "a.yaml");
	assert_true(complains("has this document open and can write it again"));
	assert_int_not_equal(access(folder_path(&program.folder, "a.yaml"), F_OK), 0);
	session_free(session);
}

/* Dropped in the editor: still listed, and exported if it is named. */
static void test_dropped(void **state)
{
	struct session *session;

	(void)state;
	type("a.yaml", " again", false);
	session = type("a.yaml", "", true);
	session_drop_recovered(session);
	assert_true(session_finish(session, NULL));
	session_free(session);
	RUN(&program, 0, "recover", "a.yaml");
	assert_true(says("set aside"));
	assert_true(says("{+ again+}"));
	RUN(&program, 2, "recover", "a.yaml", "-o", "b.yaml");
	assert_true(complains("one was set aside: see --journal "));
	RUN(&program, 0, "recover", "a.yaml");
	RUN(&program, 0, "recover", "--journal", first_id(), "-o", "b.yaml");
	assert_title("b.yaml", "Cards failed again\n");
	RUN(&program, 0, "recover", "a.yaml", "--remove");
	assert_int_equal(journals(), 0);
}

/* The readable part is exported; the program must not remove the rest then. */
static void test_damaged(void **state)
{
	(void)state;
	type("a.yaml", " again", false);
	program_shell(&program, "for i in state/afterword/*; do echo torn >>\"$i\"; done", "", "");
	assert_int_equal(program.status, 0);
	RUN(&program, 1, "recover");
	assert_true(says("its end is damaged, everything before that counts"));
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml", "--remove");
	assert_non_null(strstr(str_text(&program.err), "the damaged journal stays"));
	assert_title("b.yaml", "Cards failed again\n");
	assert_int_equal(journals(), 1);
	/* Told to remove it, and nothing else. */
	RUN(&program, 0, "recover", "a.yaml", "--remove");
	assert_int_equal(journals(), 0);
}

/* Nothing that others put there is read or removed, and each is reported in a line. */
static void test_planted(void **state)
{
	static const char *const plants[] = {
		"ln -s /etc/passwd state/afterword/a.yaml.linklink.journal",
		"mkfifo state/afterword/a.yaml.fifofifo.journal",
		"truncate -s 300M state/afterword/a.yaml.hugehuge.journal",
		"echo rubbish > state/afterword/a.yaml.ownerown.journal;"
		"chown 12345 state/afterword/a.yaml.ownerown.journal",
		"echo rubbish > state/afterword/a.yaml.wideopen.journal;"
		"chmod 666 state/afterword/a.yaml.wideopen.journal",
	};
	static const char *const names[] = {
		"linklink", "fifofifo", "hugehuge", "ownerown", "wideopen"};

	(void)state;
	type("a.yaml", " again", false);
	for (size_t i = 0; i < sizeof(plants) / sizeof(*plants); i++) {
		if (i == 3 && geteuid() != 0)
			continue;
		program_shell(&program, plants[i], "", "");
		RUN(&program, 1, "recover");
		assert_true(says(names[i]));
	}
	RUN(&program, 2, "recover", "--remove", "--journal", "linklink");
	RUN(&program, 2, "recover", "--remove", "--journal", "fifofifo");
	RUN(&program, 0, "recover", "a.yaml", "-o", "b.yaml");
	assert_title("b.yaml", "Cards failed again\n");
	program_shell(&program, "chmod 777 state/afterword", "", "");
	RUN(&program, 2, "recover");
}

/* --- comments that were not posted --- */

/* As a session leaves one that ends, or is killed. */
static void leave_draft(const char *name, const char *about, const char *quote, const char *text)
{
	struct slice cells[N_DRAFT_CELLS] = {
		[DRAFT_ABOUT] = slice_of_text(about),
		[DRAFT_QUOTE] = slice_of_text(quote),
		[DRAFT_KIND] = slice_of_text("question"),
	};
	struct id_source ids = counting_ids(&counter);
	struct time_source time = standing_time(&clock_now);
	char path[512], folder[512];
	struct drafts *drafts;

	snprintf(path, sizeof(path), "%s", folder_path(&program.folder, name));
	snprintf(folder, sizeof(folder), "%s", folder_path(&program.folder, "state/afterword"));
	clock_now += 60000;
	drafts = drafts_open(io_system(), folder, path, "postmortem", &ids, &time);
	assert_true(drafts_set(
		drafts, drafts_add(drafts, cells), DRAFT_TEXT, slice_of_text(text), NULL));
	assert_true(drafts_finish(drafts, NULL));
	drafts_free(drafts);
}

static void test_drafts(void **state)
{
	(void)state;
	leave_draft("a.yaml", "title", "failed", "Which cards\nfailed, and since when?");
	RUN(&program, 0, "recover");
	assert_true(says("comments  2023-10-16 12:01 UTC  /"));
	assert_true(says("/a.yaml\n  not posted; they are there when you open the document\n"
			 "  on title \"failed\": Which cards\xe2\x80\xa6\n"));
	RUN(&program, 0, "recover", "a.yaml");
	assert_true(says("\": Which cards\n    failed, and since when?\n"));
	folder_put_text(&program.folder, "b.yaml", document);
	RUN(&program, 0, "recover", "b.yaml");
	assert_int_equal(program.out.len, 0);
	leave_draft("b.yaml", "", "",
		"A line that is so long that nobody wants to read all of it in a list");
	leave_draft("b.yaml", "impact.service", "", "short");
	RUN(&program, 0, "recover", "b.yaml");
	assert_true(says("  on impact.service: short\n"));
	RUN(&program, 0, "recover");
	assert_true(says("  on the document: A line that is so long that nobody wants to read a"
			 "\xe2\x80\xa6\n"));
	/* Journals are told apart from them, and --remove leaves them alone. */
	type("a.yaml", " again", false);
	RUN(&program, 1, "recover");
	assert_true(says("1 change not in the file"));
	RUN(&program, 0, "recover", "--remove", "a.yaml");
	RUN(&program, 0, "recover", "a.yaml");
	assert_true(says("Which cards"));
}

/* Their document is gone, they cannot be read, or they are hostile: still they are listed. */
static void test_drafts_in_trouble(void **state)
{
	(void)state;
	leave_draft("a.yaml", "ti\033[31mtle", "fa\nil", "\033]0;hello\007");
	assert_int_equal(unlink(folder_path(&program.folder, "a.yaml")), 0);
	RUN(&program, 0, "recover");
	assert_true(says(
		"  not posted; the file is gone\n  on ti^[[31mtle \"fa\xe2\x80\xa6\": ^[]0;hello^G\n"));
	assert_false(says("\033"));
	program_shell(&program, "for f in state/afterword/*.drafts; do truncate -s -1 \"$f\"; done",
		"", "");
	RUN(&program, 0, "recover", "a.yaml");
	assert_true(says("; its end is damaged, everything before that counts\n"));
	folder_put_text(&program.folder, "state/afterword/x-aaaaaaaa.drafts", "no");
	RUN(&program, 1, "recover");
	assert_true(says("/x-aaaaaaaa.drafts: this is not a journal"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_list),
		TEST(test_list_hostile),
		TEST(test_export),
		TEST(test_conflict),
		TEST(test_file_is_gone),
		TEST(test_folder_is_gone),
		TEST(test_document_is_gone),
		TEST(test_only_copy),
		TEST(test_destroyed),
		TEST(test_over_the_limit),
		TEST(test_two_and_the_file_is_gone),
		TEST(test_count),
		TEST(test_forgotten),
		TEST(test_name_is_quoted),
		TEST(test_export_each),
		TEST(test_remove),
		TEST(test_remove_older),
		TEST(test_no_folder),
		TEST(test_no_place_in_the_file),
		TEST(test_removed_item_with_comment),
		TEST(test_live),
		TEST(test_gone_and_open),
		TEST(test_dropped),
		TEST(test_damaged),
		TEST(test_planted),
		TEST(test_drafts),
		TEST(test_drafts_in_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
