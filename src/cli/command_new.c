/* afterword new: an empty document of a form. */
#include "form_place.h"
#include "internal.h"
#include "pending_journals.h"
#include "user_settings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OPTION_FORM, OPTION_TITLE, OPTION_ZONE };

#define LOCAL_TIME "/etc/localtime"

/* The machine's zone; UTC if it has no name. */
static void machine_zone(struct zone *zone)
{
	if (zone_of_machine(zone))
		return;
	zone_init(zone, "UTC", NULL);
	if (access(LOCAL_TIME, F_OK) == 0)
		complain("%s does not have the name of this machine's time zone; the document uses "
			 "UTC, --zone sets another",
			LOCAL_TIME);
}

/* The user's zone: TZ, else the machine's. An invalid TZ is not ignored. */
static bool local_zone(struct zone *zone, struct err *err)
{
	const char *name = getenv("TZ");
	struct str note = {0};
	struct err why = {0};

	if (!name || strcmp(name + (*name == ':'), LOCAL_TIME) == 0) {
		machine_zone(zone);
		return true;
	}
	bool done = zone_of_environment(zone, name, &note, &why);
	if (!done)
		err_set(err, ERR_VALUE, "TZ: %s; --zone sets one for the document", why.message);
	else if (note.len)
		complain("TZ: %s", str_text(&note));
	str_release(&note);
	return done;
}

/* The zone that --zone or the environment names. */
static bool find_zone(struct zone *zone, const char *name, struct err *err)
{
	struct str note = {0};

	if (!name)
		return local_zone(zone, err);
	bool done = zone_find(zone, name, &note, err);
	if (done && note.len)
		complain("%s", str_text(&note));
	str_release(&note);
	return done;
}

static bool set_role(struct document *document, enum role role, const char *text, struct err *err)
{
	struct place place = {.field = form_find_role(document->form, role)};
	struct op op = {0};

	if (place.field == FORM_NONE || !text)
		return true;
	document_op_set(document, &place, text, strlen(text), &op);

	bool done = document_apply(document, &op, err);

	op_release(&op);
	return done;
}

bool document_begin(
	struct document *document, const char *title, const char *zone_name, struct err *err)
{
	struct zone zone;

	return find_zone(&zone, zone_name, err) && set_role(document, ROLE_TITLE, title, err) &&
	       set_role(document, ROLE_STATUS, status_name(STATUS_DRAFT), err) &&
	       set_role(document, ROLE_ZONE, zone.name, err);
}

void document_sign(struct document *document, const char *name)
{
	if (*name)
		set_role(document, ROLE_AUTHORS, name, NULL);
}

/* An empty file would be merged with that text as if somebody had deleted it all. */
static bool is_wanted_back(const struct invocation *call, const char *path)
{
	long process;

	if (access(path, F_OK) == 0)
		return false;
	process = find_open_session(call->io, path);
	if (process != 0) {
		complain("%s: process %ld has this document open and can write it again; nothing "
			 "was written",
			path, process);
		return true;
	}
	if (!is_awaited(call->io, path))
		return false;
	complain("%s: an earlier session left unsaved text of this document; nothing was written",
		path);
	say_how_to_recover(path, true);
	say_how_to_forget(path);
	return true;
}

/* A title, and a form and a zone: what the options say, else the settings. */
static enum file_result write_new(
	const struct invocation *call, const struct settings *settings, struct err *err)
{
	const char *path = call->arguments[0];
	const char *name = call->values[OPTION_FORM];
	const char *zone = call->values[OPTION_ZONE];
	struct form_cache cache;
	struct document document = {0};
	enum file_result result = FILE_FAILED;

	if (!name)
		name = user_settings_form(settings);
	if (!zone)
		zone = user_settings_zone(settings);
	form_cache_init(&cache, call->io);

	const struct form *form = form_cache_find(&cache, name, path, err);

	if (form) {
		document_init_new(&document, form);
		if (access(path, F_OK) == 0)
			result = FILE_CHANGED;
		else if (document_begin(&document, call->values[OPTION_TITLE], zone, err) &&
			 form_place(call, form, name, path, err))
			result = document_save(&document, call->io, path, NULL, &call->ids, err);
		document_release(&document);
	}
	form_cache_release(&cache);
	return result;
}

static int run(const struct invocation *call)
{
	const char *path = call->arguments[0];
	struct settings settings;
	struct config_file file;
	struct err err = {0};
	enum file_result result;

	if (is_wanted_back(call, path))
		return EXIT_WRONG;
	user_settings_read(call, &settings, &file);
	user_settings_complain(&settings);
	result = write_new(call, &settings, &err);
	settings_release(&settings);
	config_file_release(&file);
	if (result == FILE_CHANGED)
		complain("%s: already exists; nothing was written", path);
	else if (err.code != ERR_NONE)
		complain_err(&err);
	return result == FILE_SAVED ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_new = {
	.name = "new",
	.arguments = "FILE",
	.about = "Write a new, empty postmortem",
	.least = 1,
	.most = 1,
	.options =
		{
			[OPTION_FORM] = {"form", 0, "FORM", "the form to use: a name or a path"},
			[OPTION_TITLE] = {"title", 0, "TITLE", "its title"},
			[OPTION_ZONE] = {"zone", 0, "ZONE",
				"its time zone, such as Europe/Berlin; by default this machine's"},
		},
	.run = run,
};
