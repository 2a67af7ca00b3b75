/* afterword FILE: the editor on a terminal. */
#include "internal.h"
#include "session/keymap.h"
#include "session/session.h"
#include "store/journal.h"
#include "tui/app.h"
#include "waiting.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool check_terminal(struct err *err)
{
	const char *type = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE,
			"the editor needs a terminal for its input and output; the commands of "
			"'afterword help' do not");
	if (!type || !*type || strcmp(type, "dumb") == 0)
		return err_set(err, ERR_USAGE,
			"the editor cannot draw on this terminal (TERM is '%s'); the commands of "
			"'afterword help' need none",
			type ? type : "");
	return true;
}

/* The user's keys over the preset's; with a mistake in the file, the preset's alone. */
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

static struct session *open_session(
	const struct invocation *call, const char *path, struct err *err)
{
	struct str folder = {0};
	struct session *session = NULL;
	struct person person;

	person_init(&person, &call->time);
	if (journal_folder(&folder, err)) {
		struct session_config config = {.path = path,
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

/* What the file was, a journal may have. */
static int say_not_open(const struct invocation *call, const char *path, const struct err *err)
{
	complain_err(err);
	if (is_awaited(call->io, path)) {
		complain("an earlier session left text of this document");
		say_how_to_recover(path, false);
	}
	return EXIT_WRONG;
}

static int edit(const struct invocation *call, const char *path)
{
	struct err err = {0};
	struct session *session = open_session(call, path, &err);
	struct keymap keymap = {0};
	struct err keys_err = {0};

	if (!session)
		return say_not_open(call, path, &err);
	load_keys(call->io, &keymap, &keys_err);
	if (keys_err.code != ERR_NONE)
		say_keys_failed(session, &keys_err);

	struct app_config config = {.session = session, .keymap = &keymap, .time = call->time};
	int status = app_run(&config, &err);

	keymap_release(&keymap);
	session_free(session);
	if (err.code != ERR_NONE)
		complain_err(&err);
	return status;
}

/* Only what is certainly not there; everything else tells more when it is opened. */
static bool is_missing(const char *path)
{
	return access(path, F_OK) != 0 && errno == ENOENT;
}

static int say_missing(const struct invocation *call, const char *path)
{
	long process = find_open_session(call->io, path);

	if (process != 0) {
		complain("%s does not exist; process %ld has it open and can write it again", path,
			process);
	} else if (is_awaited(call->io, path)) {
		complain("%s does not exist, but an earlier session left its text", path);
		say_how_to_recover(path, true);
	} else {
		complain("%s does not exist; 'afterword new %s' makes it", path, path);
	}
	return EXIT_WRONG;
}

static int run(const struct invocation *call)
{
	const char *path = call->arguments[0];
	struct err err = {0};

	if (is_missing(path))
		return say_missing(call, path);
	if (check_terminal(&err))
		return edit(call, path);
	complain_err(&err);
	return EXIT_WRONG;
}

const struct command command_edit = {
	.name = "edit",
	.arguments = "FILE",
	.about = "Edit a postmortem; 'afterword FILE' does the same",
	.least = 1,
	.most = 1,
	.run = run,
};
