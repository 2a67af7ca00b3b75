/* afterword FILE: the editor on a terminal. */
#include "internal.h"
#include "keys/keymap.h"
#include "pending_journals.h"
#include "session/session.h"
#include "store/journal.h"
#include "tui/app.h"
#include "tui/document_view.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static bool check_terminal(struct err *err)
{
	const char *type = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE,
			"the editor needs a terminal for its input and output; the commands in "
			"'afterword help' do not");
	if (!type || !*type || strcmp(type, "dumb") == 0)
		return err_set(err, ERR_USAGE,
			"the editor cannot draw on this terminal (TERM is '%s'); the commands in "
			"'afterword help' do not need one",
			type ? type : "");
	return true;
}

/* The user's keys on top of the preset; if the file has an error, just the preset. */
static void load_keys(struct io io, struct keymap *keymap, struct err *err)
{
	struct str path = {0};
	struct str source = {0};

	keymap_init(keymap, "default");
	if (config_folder(&path)) {
		struct err why = {0};

		str_append_text(&path, "/keys.yaml");
		if (file_load(io, str_text(&path), &source, NULL, &why))
			keymap_load(keymap, str_text(&source), source.len, str_text(&path), err);
		else if (why.code != ERR_MISSING)
			*err = why;
	}
	str_release(&source);
	str_release(&path);
}

/* draft: the initial content of a new document; NULL for an existing one. */
static struct session *open_session(
	const struct invocation *call, const char *path, const struct str *draft, struct err *err)
{
	struct str folder = {0};
	struct session *session = NULL;
	struct person person;

	person_init(&person, &call->time);
	if (journal_folder(&folder, err)) {
		struct session_config config = {.path = path,
			.draft = draft,
			.state_folder = str_text(&folder),
			.io = call->io,
			.time = call->time,
			.ids = call->ids,
			.person = &person};

		session = session_open(&config, err);
	}
	str_release(&folder);
	return session;
}

static void say_keys_failed(struct session *session, const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	session_say(session, MESSAGE_WARNING, "Your own keys are not used: %s", str_text(&text));
	str_release(&text);
}

/* A journal may contain what the file no longer does. */
static int say_not_open(const struct invocation *call, const char *path, const struct err *err)
{
	complain_err(err);
	if (is_awaited(call->io, path)) {
		complain("an earlier session left unsaved text of this document");
		say_how_to_recover(path, false);
	}
	return EXIT_WRONG;
}

static int edit(const struct invocation *call, const char *path, const struct str *draft)
{
	struct err err = {0};
	struct session *session = open_session(call, path, draft, &err);
	struct keymap keymap = {0};
	struct err keys_err = {0};

	if (!session)
		return say_not_open(call, path, &err);
	load_keys(call->io, &keymap, &keys_err);
	if (keys_err.code != ERR_NONE)
		say_keys_failed(session, &keys_err);

	struct view *view = document_view_new(session, &keymap);
	struct app_config config = {.view = view, .time = call->time};
	int status = app_run(&config, &err);

	document_view_free(view);
	keymap_release(&keymap);
	session_free(session);
	if (err.code != ERR_NONE)
		complain_err(&err);
	return status;
}

/* Only if it certainly does not exist; other problems are reported on opening. */
static bool is_missing(const char *path)
{
	return access(path, F_OK) != 0 && errno == ENOENT;
}

/* The bytes of a new document, as written by 'afterword new', with the user as its author: here
 * they see who that is. */
static bool format_draft(
	const struct invocation *call, const char *path, struct str *out, struct err *err)
{
	struct form_shelf shelf;
	const struct form *form;
	bool done = false;

	form_shelf_init(&shelf, call->io);
	form = form_shelf_find(&shelf, "postmortem", path, err);
	if (form) {
		struct document document;

		document_init_new(&document, form);
		done = document_begin(&document, NULL, NULL, err);
		document_sign(&document);
		done = done && document_format(&document, out, err);
		document_release(&document);
	}
	form_shelf_release(&shelf);
	return done;
}

static bool is_yaml_name(const char *path)
{
	static const char *const endings[] = {".yaml", ".yml"};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (len > ending && path[len - ending - 1] != '/' &&
			strcasecmp(path + len - ending, endings[i]) == 0)
			return true;
	}
	return false;
}

static void folder_of(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		str_append_text(out, ".");
	else
		str_append(out, path, slash == path ? 1 : (size_t)(slash - path));
}

/* Can a file of this name be created there? Better to say so now than after an hour of typing. */
static bool check_new(const char *path, struct err *err)
{
	struct str folder = {0};
	struct stat what;

	folder_of(path, &folder);
	if (lstat(path, &what) == 0)
		err_set(err, ERR_MISSING, "%s is a link to a file that does not exist", path);
	else if (!is_yaml_name(path))
		err_set(err, ERR_USAGE,
			"there is neither a command nor a file '%s'; the name of a new document "
			"ends in .yaml",
			path);
	else if (stat(str_text(&folder), &what) != 0)
		err_system(
			err, errno, "%s cannot be created: the folder %s", path, str_text(&folder));
	else if (access(str_text(&folder), W_OK | X_OK) != 0)
		err_system(
			err, errno, "%s cannot be created: the folder %s", path, str_text(&folder));
	str_release(&folder);
	return err->code == ERR_NONE;
}

static int edit_new(const struct invocation *call, const char *path)
{
	struct str draft = {0};
	struct err err = {0};
	int status = EXIT_WRONG;

	if (!check_terminal(NULL))
		complain("%s does not exist; 'afterword new %s' creates it", path, path);
	else if (!check_new(path, &err) || !format_draft(call, path, &draft, &err))
		complain_err(&err);
	else
		status = edit(call, path, &draft);
	str_release(&draft);
	return status;
}

static int edit_missing(const struct invocation *call, const char *path)
{
	long process = find_open_session(call->io, path);

	if (process != 0) {
		complain("%s does not exist; process %ld has it open and can write it again", path,
			process);
	} else if (is_awaited(call->io, path)) {
		complain("%s does not exist, but an earlier session left its text", path);
		say_how_to_recover(path, true);
	} else {
		return edit_new(call, path);
	}
	return EXIT_WRONG;
}

static int run(const struct invocation *call)
{
	const char *path = call->arguments[0];
	struct err err = {0};

	if (is_missing(path))
		return edit_missing(call, path);
	if (check_terminal(&err))
		return edit(call, path, NULL);
	complain_err(&err);
	return EXIT_WRONG;
}

const struct command command_edit = {
	.name = "edit",
	.arguments = "FILE",
	.about = "Edit a postmortem, or start a new one; 'afterword FILE' does the same",
	.least = 1,
	.most = 1,
	.run = run,
};
