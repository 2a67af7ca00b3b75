/*
 * What is there is only replaced when asked a second time. Of several reports those that can be
 * written are, whatever becomes of the others. What was chosen is remembered for the next report.
 */
#include "export_write.h"

#include "export_rows.h"
#include "internal.h"

#include <string.h>

/* What became of the files. */
struct outcome {
	unsigned written;  /* a bit for each */
	unsigned printing; /* only begun */
	size_t failed;     /* the first that was not; the number of files: none */
	struct err err;    /* why */
};

/* ----------------------------------------------------------------------- in words */

const char *export_target_words(enum export_target target)
{
	static const char *const words[] = {
		[EXPORT_NEW] = "a new file",
		[EXPORT_REPLACES] = "exists, will be replaced",
		[EXPORT_DOCUMENT] = "is the document itself: another name, please",
		[EXPORT_NO_FILE] = "is not a file: another name, please",
		[EXPORT_NO_FOLDER] = "there is no such folder: another name, please",
	};

	return words[target];
}

bool export_say_refusal(
	const struct screen *screen, const struct export_files *files, struct str *out)
{
	const struct exporter *meant = report_exporter_of_file(str_text(&files->paths[0]));
	const struct exporter *chosen = files->formats.items[0];

	if (screen->exporting.refusal.len > 0)
		str_append_text(out, "refused: no public report yet");
	else if (files->formats.n == 1 && meant && meant != chosen)
		str_appendf(out, "refused: the name says %s, not %s", meant->name, chosen->name);
	else
		return false;
	return true;
}

static void say_printing(const struct screen *screen, const char *path, struct str *out)
{
	const char *key = screen_action_key(screen, ACTION_CANCEL);

	str_appendf(out, "Printing %s; you can go on%s%s%s", path, key ? ", and " : "",
		key ? key : "", key ? " stops it" : "");
}

/* "The report was written to doc.md"; of several: "Written: doc.{md,html}. Printing doc.pdf; ..."
 */
static void say_written(const struct screen *screen, const struct export_files *files,
	const struct outcome *outcome, struct str *out)
{
	bool is_one = files->formats.n == 1;
	struct str names = {0};

	export_files_name(files, outcome->written, &names);
	if (names.len > 0)
		str_appendf(out, "%s%s",
			is_one ? "The report was written to " : "Written: ", str_text(&names));
	str_clear(&names);
	export_files_name(files, outcome->printing, &names);
	if (names.len > 0) {
		str_append_text(out, out->len > 0 ? ". " : "");
		say_printing(screen, str_text(&names), out);
	}
	str_release(&names);
}

static void say_outcome(
	struct screen *screen, const struct export_files *files, const struct outcome *outcome)
{
	struct str text = {0};
	bool is_failed = outcome->failed < files->formats.n;

	if (is_failed && (outcome->written | outcome->printing) != 0)
		str_appendf(&text, "No %s: %s. ", files->formats.items[outcome->failed]->name,
			outcome->err.message);
	else if (is_failed)
		str_appendf(&text, "Not written: %s", outcome->err.message);
	say_written(screen, files, outcome, &text);
	session_say(
		screen->session, is_failed ? MESSAGE_ERROR : MESSAGE_INFO, "%s", str_text(&text));
	str_release(&text);
}

/* ------------------------------------------------------------------------- writing */

/* For the next report, of this document or another one. */
static void remember(struct screen *screen, const char *path)
{
	const char *name = strrchr(path, '/');
	struct str folder = {0};

	if (name)
		str_append(&folder, path, name == path ? 1 : (size_t)(name - path));
	export_formats_remember(screen);
	setting_remember(
		screen, SETTING_EXPORT_FOR, screen->exporting.is_public ? "public" : "all");
	setting_remember(screen, SETTING_EXPORT_FOLDER, str_text(&folder));
	str_release(&folder);
}

/* A printed one only begins here. */
static bool make_report(struct screen *screen, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err)
{
	return wish->exporter->is_printed
		       ? session_print(screen->session, wish, path, replaces, err)
		       : session_export(screen->session, wish, path, replaces, err);
}

static void write_files(
	struct screen *screen, const struct export_files *files, struct outcome *outcome)
{
	outcome->failed = files->formats.n;
	for (size_t i = 0; i < files->formats.n; i++) {
		struct export_wish wish = {files->formats.items[i], screen->exporting.is_public};
		struct err err = {0};

		if (make_report(screen, &wish, str_text(&files->paths[i]), files->stamps[i] != 0,
			    &err)) {
			*(wish.exporter->is_printed ? &outcome->printing : &outcome->written) |=
				1U << i;
		} else if (outcome->failed == files->formats.n) {
			outcome->failed = i;
			outcome->err = err;
		}
	}
}

/* The one that an editor is to open: the chosen one if it is among them, else the first. */
static void note_opened(
	struct screen *screen, const struct export_files *files, const struct outcome *outcome)
{
	size_t opened = files->formats.n;

	for (size_t i = 0; i < files->formats.n; i++)
		if ((outcome->written >> i & 1) &&
			(opened == files->formats.n ||
				files->formats.items[i] == export_chosen(screen)))
			opened = i;
	str_clear(&screen->exporting.written);
	if (opened < files->formats.n)
		session_export_path(screen->session, str_text(&files->paths[opened]),
			&screen->exporting.written);
}

/* Nothing is written if one of them cannot be. */
static bool may_write(struct screen *screen, const struct export_files *files)
{
	const struct str *path = &files->paths[files->worst_at];

	if (files->worst <= EXPORT_REPLACES || files->formats.n == 1)
		return true;
	session_say(screen->session, MESSAGE_ERROR, "Not written: %s: %s", str_text(path),
		export_target_words(files->worst));
	return false;
}

static bool write_all(struct screen *screen, const struct export_files *files)
{
	struct outcome outcome = {0};
	bool is_done;

	if (!may_write(screen, files))
		return false;
	write_files(screen, files, &outcome);
	note_opened(screen, files, &outcome);
	is_done = outcome.failed == files->formats.n;
	if (is_done) {
		remember(screen, str_text(&files->paths[0]));
		popup_dismiss(screen);
	}
	say_outcome(screen, files, &outcome);
	return is_done && outcome.written != 0;
}

/* Were all that are there asked about, as they are now? */
static bool is_answered(const struct exporting *asked, const struct export_files *files)
{
	for (size_t i = 0; i < files->formats.n; i++)
		if (files->stamps[i] != 0 && files->stamps[i] != asked->asked_stamps[i])
			return false;
	return true;
}

static void ask(struct exporting *self, const struct export_files *files, enum action how)
{
	self->asked = how;
	memcpy(self->asked_stamps, files->stamps, sizeof self->asked_stamps);
}

/* "reports/ " would be a file that nobody finds. */
static bool has_name(const struct str *input)
{
	struct slice name = slice_of(input);

	while (name.len > 0 && name.data[name.len - 1] == ' ')
		name.len--;
	return name.len > 0 && (name.len == input->len || name.data[name.len - 1] != '/');
}

bool export_write(struct screen *screen, struct popup *popup, enum action how)
{
	bool is_ready = false;
	struct str why = {0};
	struct export_files files;

	export_files_init(&files, screen, &popup->prompt.input);
	bool replaces = screen->exporting.asked == how && is_answered(&screen->exporting, &files);

	screen->exporting.asked = ACTION_NONE;
	if (!has_name(&popup->prompt.input))
		session_say(screen->session, MESSAGE_WARNING, "A report needs the name of a file");
	else if (!replaces && files.worst <= EXPORT_REPLACES && files.there != 0 &&
		 !export_say_refusal(screen, &files, &why))
		ask(&screen->exporting, &files, how);
	else
		is_ready = write_all(screen, &files);
	str_release(&why);
	export_files_release(&files);
	return is_ready;
}

/* ------------------------------------------------------------------------- copying */

void export_copy(struct screen *screen, struct popup *popup)
{
	struct export_wish wish = {export_chosen(screen), screen->exporting.is_public};
	struct err err = {0};

	str_clear(&screen->exporting.outgoing);
	if (wish.exporter->is_printed)
		session_say(screen->session, MESSAGE_WARNING, "A %s cannot be copied",
			wish.exporter->name);
	else if (session_report(screen->session, &wish, &screen->exporting.outgoing, &err)) {
		popup->request = REQUEST_COPY;
		session_say(screen->session, MESSAGE_INFO, "The report was copied%s%s",
			export_has_ticks(screen) ? " as " : "",
			export_has_ticks(screen) ? wish.exporter->name : "");
	} else {
		session_say(screen->session, MESSAGE_ERROR, "Not copied: %s", err.message);
	}
}
