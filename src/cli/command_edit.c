/* afterword FILE: the editor on a terminal. */
#include "edit_terminal.h"
#include "internal.h"
#include "keys/keymap.h"
#include "pending_journals.h"
#include "session/session.h"
#include "store/journal.h"
#include "store/path.h"
#include "tui/app.h"
#include "tui/document_view.h"
#include "tui/unread_view.h"
#include "user_settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

bool check_terminal(struct err *err)
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
static void load_keys(const struct invocation *call, struct keymap *keymap, struct err *err)
{
	struct config_file file;
	struct str source = {0};
	bool is_there;

	keymap_init(keymap, "default");
	config_file_init(&file, call->io, &call->ids, "keys.yaml");
	if (config_file_read(&file, &source, &is_there, err) && is_there)
		keymap_load(keymap, str_text(&source), source.len, str_text(&file.path), err);
	str_release(&source);
	config_file_release(&file);
}

/* draft: the initial content of a new document; NULL for an existing one. */
static struct session *open_session(const struct invocation *call, const char *path,
	const struct str *draft, const struct settings *settings, struct err *err)
{
	struct str folder = {0};
	struct session *session = NULL;
	struct person person;

	user_settings_person(settings, call, path, &person);
	if (journal_folder(&folder, err)) {
		struct session_config config = {.path = path,
			.draft = draft,
			.skips_start = settings_number(settings, SETTING_START) == CHOICE_START_NO,
			.state_folder = str_text(&folder),
			.io = call->io,
			.time = call->time,
			.ids = call->ids,
			.watches = true,
			.person = &person,
			.has_input = app_has_input};

		session = session_open(&config, err);
	}
	str_release(&folder);
	return session;
}

/* The settings screen lists the others. */
static void say_settings_failed(struct session *session, const struct settings *settings)
{
	enum { MOST = 3 };
	struct str text = {0};

	settings_append_problems(settings, MOST, &text);
	session_say(session, MESSAGE_WARNING, "%s", str_text(&text));
	str_release(&text);
}

static void say_keys_failed(struct session *session, const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	session_say(session, MESSAGE_WARNING, "Your own keys are not used: %s", str_text(&text));
	str_release(&text);
}

/* A document on its way to the screen. */
struct opening {
	const struct invocation *call;
	const char *path;
	const struct str *draft; /* see open_session */
	struct settings *settings;
	const struct config_file *file;
	enum opened opened;
	struct keymap keymap;
	struct err keys_failed;
	struct session *session; /* once it is read */
	struct view *view;
};

static struct view *open_document(void *context, struct err *err)
{
	struct opening *self = context;
	struct session *session =
		open_session(self->call, self->path, self->draft, self->settings, err);

	if (!session)
		return NULL;
	if (self->settings->n_problems > 0)
		say_settings_failed(session, self->settings);
	if (self->keys_failed.code != ERR_NONE)
		say_keys_failed(session, &self->keys_failed);
	self->session = session;
	self->view = document_view_new(session, &self->keymap, self->settings, self->file);
	if (self->opened == OPENED_TO_READ)
		document_view_read(self->view);
	else if (self->opened == OPENED_TO_PRESENT)
		document_view_present(self->view);
	return self->view;
}

static int run_view(const struct opening *self, struct view *view)
{
	struct app_config config = {
		.view = view, .settings = self->settings, .time = self->call->time};
	struct err err = {0};
	int status = app_run(&config, &err);

	if (err.code != ERR_NONE)
		complain_err(&err);
	return status;
}

/* A journal may contain what the file no longer does. */
static void say_awaited(const struct opening *self)
{
	if (!is_awaited(self->call->io, self->path))
		return;
	complain("an earlier session left unsaved text of this document");
	say_how_to_recover(self->path, false);
}

/* What cannot be opened can be looked at by readers, until it is mended. */
static int run_unread(struct opening *self, const struct err *trouble)
{
	struct unread_view_config config = {.path = self->path,
		.keymap = &self->keymap,
		.io = self->call->io,
		.time = self->call->time,
		.open = open_document,
		.context = self};
	struct view *view =
		self->opened == OPENED_TO_EDIT ? NULL : unread_view_new(&config, trouble, NULL);
	int status = view ? run_view(self, view) : complain_err(trouble);

	if (!self->session)
		say_awaited(self);
	unread_view_free(view);
	return status;
}

static int edit(const struct invocation *call, const char *path, const struct str *draft,
	struct settings *settings, const struct config_file *file, enum opened opened)
{
	struct opening self = {call, path, draft, settings, file, opened};
	struct err err = {0};
	int status;

	load_keys(call, &self.keymap, &self.keys_failed);
	status = open_document(&self, &err) ? run_view(&self, self.view) : run_unread(&self, &err);
	document_view_free(self.view);
	session_free(self.session);
	keymap_release(&self.keymap);
	return status;
}

/* Only if it certainly does not exist; other problems are reported on opening. */
static bool is_missing(const char *path)
{
	return access(path, F_OK) != 0 && errno == ENOENT;
}

/* The bytes of a new document, as written by 'afterword new', with the user as its author: here
 * they see who that is. */
static bool format_draft(const struct invocation *call, const char *path,
	const struct settings *settings, struct str *out, struct err *err)
{
	struct form_cache cache;
	const struct form *form;
	struct str name = {0};
	bool done = false;

	user_settings_name(settings, call->io, path, &name);
	form_cache_init(&cache, call->io);
	form = form_cache_find(&cache, user_settings_form(settings), path, err);
	if (form) {
		struct document document;

		document_init_new(&document, form);
		done = document_begin(&document, NULL, user_settings_zone(settings), err);
		document_sign(&document, str_text(&name));
		done = done && document_format(&document, out, err);
		document_release(&document);
	}
	form_cache_release(&cache);
	str_release(&name);
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

/* Can a file of this name be created there? Better to say so now than after an hour of typing. */
static bool check_new(const char *path, struct err *err)
{
	struct str folder = {0};
	struct stat what;

	path_folder(path, &folder);
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

static int edit_new(const struct invocation *call, const char *path, struct settings *settings,
	const struct config_file *file)
{
	struct str draft = {0};
	struct err err = {0};
	int status = EXIT_WRONG;

	if (!check_terminal(NULL))
		complain("%s does not exist; 'afterword new %s' creates it", path, path);
	else if (!check_new(path, &err) || !format_draft(call, path, settings, &draft, &err))
		complain_err(&err);
	else
		status = edit(call, path, &draft, settings, file, OPENED_TO_EDIT);
	str_release(&draft);
	return status;
}

static int edit_missing(const struct invocation *call, const char *path, struct settings *settings,
	const struct config_file *file)
{
	long process = find_open_session(call->io, path);

	if (process != 0) {
		complain("%s does not exist; process %ld has it open and can write it again", path,
			process);
	} else if (is_awaited(call->io, path)) {
		complain("%s does not exist, but an earlier session left its text", path);
		say_how_to_recover(path, true);
	} else {
		return edit_new(call, path, settings, file);
	}
	return EXIT_WRONG;
}

int open_on_terminal(
	const struct invocation *call, const char *path, enum opened opened, const char *plan)
{
	struct settings settings;
	struct config_file file;
	struct err err = {0};
	int status;

	user_settings_read(call, &settings, &file);
	if (plan && !settings_set(&settings, SETTING_MEETING, plan, &err))
		status = complain_err(&err);
	else
		status = edit(call, path, NULL, &settings, &file, opened);
	settings_release(&settings);
	config_file_release(&file);
	return status;
}

static int run(const struct invocation *call)
{
	const char *path = call->arguments[0];
	struct settings settings;
	struct config_file file;
	struct err err = {0};
	int status = EXIT_WRONG;

	user_settings_read(call, &settings, &file);
	if (is_missing(path))
		status = edit_missing(call, path, &settings, &file);
	else if (check_terminal(&err))
		status = edit(call, path, NULL, &settings, &file, OPENED_TO_EDIT);
	else
		complain_err(&err);
	settings_release(&settings);
	config_file_release(&file);
	return status;
}

const struct command command_edit = {
	.name = "edit",
	.arguments = "FILE",
	.about = "Edit a postmortem, or start a new one; 'afterword FILE' does the same",
	.least = 1,
	.most = 1,
	.run = run,
};
