/* afterword review --list: the threads and sign-offs of documents. */
#include "review_call.h"

#include "base/mem.h"
#include "report/threads.h"
#include "review/signoffs.h"
#include "review_since.h"

#include <stdlib.h>
#include <string.h>

struct listed {
	const char *path;
	struct loaded loaded;
	struct threads threads;
	struct signoffs signoffs;
	struct version since; /* with --since */
	struct str name;      /* whom --mine means there */
	struct err failure;
};

struct listing {
	const struct invocation *call;
	struct form_cache cache;
	struct listed *items;
	size_t n;
};

static void read_one(struct listing *self, struct listed *item, const char *path)
{
	item->path = path;
	if (self->call->values[REVIEW_MINE] &&
		!review_name(self->call, path, &item->name, &item->failure))
		return;
	if (!loaded_init(&item->loaded, &self->cache, path, &item->failure)) {
		err_locate(&item->failure, path, 0, 0);
		return;
	}
	if (self->call->values[REVIEW_SINCE] &&
		!review_find_since(
			self->call, path, &item->loaded.document, &item->since, &item->failure)) {
		err_locate(&item->failure, path, 0, 0);
		loaded_release(&item->loaded);
		return;
	}
	threads_init(&item->threads, &item->loaded.document, invocation_now(self->call));
	signoffs_init(&item->signoffs, &item->loaded.document, invocation_now(self->call));
}

static bool is_read(const struct listed *item)
{
	return item->failure.code == ERR_NONE;
}

static struct thread_filter filter_of(const struct listing *self, const struct listed *item)
{
	struct thread_filter filter = {
		.with_closed = self->call->values[REVIEW_ALL] != NULL,
		.waits_for = self->call->values[REVIEW_MINE] ? str_text(&item->name) : NULL,
	};

	if (self->call->values[REVIEW_SINCE] && is_read(item))
		filter.since = &item->since.document;
	return filter;
}

static void listing_init(struct listing *self, const struct invocation *call)
{
	*self = (struct listing){.call = call, .n = (size_t)call->n_arguments};
	form_cache_init(&self->cache, call->io);
	self->items = mem_zalloc(self->n + 1, sizeof(*self->items));
	for (size_t i = 0; i < self->n; i++) {
		read_one(self, &self->items[i], call->arguments[i]);
		if (!is_read(&self->items[i]))
			complain_err(&self->items[i].failure);
	}
}

static void listing_release(struct listing *self)
{
	for (size_t i = 0; i < self->n; i++) {
		threads_release(&self->items[i].threads);
		signoffs_release(&self->items[i].signoffs);
		version_release(&self->items[i].since);
		str_release(&self->items[i].name);
		if (is_read(&self->items[i]))
			loaded_release(&self->items[i].loaded);
	}
	free(self->items);
	form_cache_release(&self->cache);
}

static bool print_text(const struct listing *self)
{
	struct str text = {0};

	for (size_t i = 0; i < self->n; i++) {
		const struct listed *item = &self->items[i];
		struct thread_filter filter = filter_of(self, item);

		threads_format_text(&item->threads, item->path, &filter, &text);
		if (is_read(item))
			signoffs_format_text(&item->signoffs, &item->loaded.document, item->path,
				&filter, &text);
	}

	bool done = print(&text);

	str_release(&text);
	return done;
}

static bool print_json(const struct listing *self)
{
	struct reviewed_file *files = mem_zalloc(self->n + 1, sizeof(*files));
	struct str text = {0};
	struct err err = {0};

	for (size_t i = 0; i < self->n; i++) {
		const struct listed *item = &self->items[i];

		files[i] = (struct reviewed_file){item->path, &item->threads,
			is_read(item) ? NULL : &item->failure, filter_of(self, item),
			invocation_now(self->call)};
	}

	bool done = threads_format_json(files, self->n, &text, &err);

	if (!done)
		complain_err(&err);
	else
		done = print(&text);
	str_release(&text);
	free(files);
	return done;
}

/* Is a thread open, or a sign-off due, among those that are listed? */
static bool has_open(const struct listing *self, const struct listed *item)
{
	struct thread_filter filter = filter_of(self, item);

	for (size_t i = 0; i < item->threads.n; i++)
		if (item->threads.items[i].state == THREAD_OPEN &&
			thread_filter_takes(&filter, &item->threads, &item->threads.items[i]))
			return true;
	for (size_t i = 0; i < item->signoffs.n; i++)
		if (signoff_is_open(&item->signoffs.items[i]) &&
			signoff_filter_takes(
				&filter, &item->loaded.document, &item->signoffs.items[i]))
			return true;
	return false;
}

static int exit_status(const struct listing *self)
{
	int status = EXIT_FINE;

	for (size_t i = 0; i < self->n; i++) {
		if (!is_read(&self->items[i]))
			return EXIT_WRONG;
		if (has_open(self, &self->items[i]))
			status = EXIT_FINDINGS;
	}
	return status;
}

int review_list(const struct invocation *call)
{
	const char *format = call->values[REVIEW_FORMAT];
	bool is_json = format && strcmp(format, "json") == 0;
	struct listing listing;

	if (format && !is_json && strcmp(format, "text") != 0) {
		complain("unknown format '%s'; use text or json", format);
		return EXIT_WRONG;
	}
	listing_init(&listing, call);

	bool done = is_json ? print_json(&listing) : print_text(&listing);
	int status = done ? exit_status(&listing) : EXIT_WRONG;

	listing_release(&listing);
	return status;
}
