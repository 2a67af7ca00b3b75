/*
 * One format is chosen by going to it. If one or more are ticked, these are written instead, and
 * the name is that of all of them, without an extension.
 */
#include "export_formats.h"

#include "internal.h"

#include <string.h>

/* ------------------------------------------------------------------------ which */

const struct exporter *export_chosen(const struct screen *screen)
{
	size_t n;
	const struct exporter *all = report_exporters(&n);

	return &all[screen->exporting.format % n];
}

bool export_has_ticks(const struct screen *screen)
{
	return screen->exporting.ticked.n > 0;
}

void export_formats(const struct screen *screen, struct exporter_list *out)
{
	size_t n;
	const struct exporter *all = report_exporters(&n);

	out->n = 0;
	for (size_t i = 0; i < n; i++)
		if (exporter_list_has(&screen->exporting.ticked, &all[i]))
			out->items[out->n++] = &all[i];
	if (out->n == 0)
		out->items[out->n++] = export_chosen(screen);
}

static void list_toggle(struct exporter_list *self, const struct exporter *exporter)
{
	size_t i = 0;

	while (i < self->n && self->items[i] != exporter)
		i++;
	if (i == self->n)
		self->items[self->n++] = exporter;
	else
		self->items[i] = self->items[--self->n];
}

/* ------------------------------------------------------------------------- names */

/* Cuts ".md" off the end; false if it is not there. */
static bool cut_extension(struct str *path, const char *extension)
{
	size_t len = strlen(extension);

	if (path->len <= len + 1 || path->data[path->len - len - 1] != '.' ||
		path->data[path->len - len - 2] == '/' ||
		strcmp(str_text(path) + path->len - len, extension) != 0)
		return false;
	str_splice(path, path->len - len - 1, len + 1, "", 0);
	return true;
}

static const char *only_extension(const struct screen *screen)
{
	struct exporter_list formats;

	export_formats(screen, &formats);
	return formats.n == 1 ? formats.items[0]->extension : NULL;
}

/* The name follows the format, unless it was given another ending; before is NULL for several. */
static void follow(struct screen *screen, struct popup *popup, const char *before)
{
	struct str *name = &popup->prompt.input;
	const char *now = only_extension(screen);

	if (now == before || (before && !cut_extension(name, before)))
		return;
	if (now && name->len > 0 && name->data[name->len - 1] != '/')
		str_appendf(name, ".%s", now);
	popup->prompt.cursor = name->len;
}

void export_formats_step(struct screen *screen, struct popup *popup, int direction)
{
	const char *before = only_extension(screen);
	size_t n;

	report_exporters(&n);
	screen->exporting.format =
		(screen->exporting.format + n + (size_t)(direction + (int)n)) % n;
	follow(screen, popup, before);
}

void export_formats_tick(struct screen *screen, struct popup *popup)
{
	const char *before = only_extension(screen);

	list_toggle(&screen->exporting.ticked, export_chosen(screen));
	follow(screen, popup, before);
}

void export_formats_propose(const struct screen *screen, struct str *name)
{
	static const char any[] = "x";
	const char *extension = only_extension(screen);

	session_export_name(screen->session, settings_text(screen->settings, SETTING_EXPORT_FOLDER),
		extension ? extension : any, name);
	if (!extension)
		cut_extension(name, any);
}

/* --------------------------------------------------------------- from report to report */

/* The first one is meant where nothing is set. */
static void read_kept(const struct screen *screen, struct exporter_list *out)
{
	struct err err = {0};
	size_t n;

	if (!exporter_list_get(out, settings_text(screen->settings, SETTING_EXPORT_FORMAT), &err)) {
		out->items[0] = report_exporters(&n);
		out->n = 1;
	}
}

void export_formats_recall(struct screen *screen)
{
	struct exporter_list *ticked = &screen->exporting.ticked;
	size_t n;

	read_kept(screen, ticked);
	screen->exporting.format = (size_t)(ticked->items[0] - report_exporters(&n));
	if (ticked->n == 1)
		ticked->n = 0;
}

void export_formats_remember(struct screen *screen)
{
	struct exporter_list formats;
	struct exporter_list kept;
	struct str names = {0};

	export_formats(screen, &formats);
	read_kept(screen, &kept);
	bool is_kept = kept.n == formats.n;

	for (size_t i = 0; i < formats.n; i++) {
		str_appendf(&names, "%s%s", i > 0 ? "," : "", formats.items[i]->name);
		is_kept = is_kept && exporter_list_has(&kept, formats.items[i]);
	}
	if (!is_kept)
		setting_remember(screen, SETTING_EXPORT_FORMAT, str_text(&names));
	str_release(&names);
}

/* ------------------------------------------------------------------------- files */

/* What the names of several files begin with; a folder alone gets the document's name. */
static void find_common(
	struct export_files *self, const struct screen *screen, const struct str *input)
{
	static const char any[] = "x";
	struct str *out = &self->common;
	bool is_cut = false;

	str_append(out, input->data, input->len);
	for (size_t i = 0; i < self->formats.n && !is_cut; i++)
		is_cut = cut_extension(out, self->formats.items[i]->extension);
	if (out->len > 0 && out->data[out->len - 1] == '/') {
		session_export_name(screen->session, "", any, out);
		cut_extension(out, any);
	}
}

static void add_file(
	struct export_files *self, const struct screen *screen, size_t i, const struct str *input)
{
	struct str *path = &self->paths[i];

	if (self->formats.n == 1)
		str_append(path, input->data, input->len);
	else
		str_appendf(
			path, "%s.%s", str_text(&self->common), self->formats.items[i]->extension);

	enum export_target target = session_export_target(screen->session, str_text(path));

	if (target == EXPORT_REPLACES) {
		self->stamps[i] = session_export_stamp(screen->session, str_text(path));
		self->there |= 1U << i;
	}
	if (i == 0 || target > self->worst) {
		self->worst = target;
		self->worst_at = i;
	}
}

void export_files_init(
	struct export_files *self, const struct screen *screen, const struct str *input)
{
	*self = (struct export_files){0};
	export_formats(screen, &self->formats);
	if (self->formats.n > 1)
		find_common(self, screen, input);
	for (size_t i = 0; i < self->formats.n; i++)
		add_file(self, screen, i, input);
}

void export_files_release(struct export_files *self)
{
	for (size_t i = 0; i < self->formats.n; i++)
		str_release(&self->paths[i]);
	str_release(&self->common);
}

void export_files_name(const struct export_files *self, unsigned which, struct str *out)
{
	struct str extensions = {0};
	size_t first = 0;
	size_t n = 0;

	for (size_t i = 0; i < self->formats.n; i++) {
		if (!(which >> i & 1))
			continue;
		first = n == 0 ? i : first;
		str_appendf(
			&extensions, "%s%s", n++ > 0 ? "," : "", self->formats.items[i]->extension);
	}
	if (n == 1)
		str_append_text(out, str_text(&self->paths[first]));
	else if (n > 1)
		str_appendf(out, "%s.{%s}", str_text(&self->common), str_text(&extensions));
	str_release(&extensions);
}
