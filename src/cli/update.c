/* Changes a file from the shell: load, change, save, and retry if it changed meanwhile. */
#include "internal.h"

/* Each failure means another writer has succeeded; this many in a row are no accident. */
enum { TRIES = 100 };

int64_t invocation_now(const struct invocation *call)
{
	return time_source_wall(&call->time) / 1000;
}

static bool check_writable(const struct document *document, struct err *err)
{
	const struct yaml_tree *source = &document->source;

	if (!document->is_read_only)
		return true;
	if (source->n_problems == 0)
		return err_set(err, ERR_REFUSED,
			"it was written by a newer Afterword, so it was not changed");
	err_set(err, ERR_REFUSED, "%s; repair this by hand first", source->problems[0].message);
	return err_locate(err, NULL, source->problems[0].line, source->problems[0].column);
}

static bool apply_at(struct document *document, const struct op *ops, size_t n, struct err *err)
{
	size_t done = document_apply_all(document, ops, n, err);
	unsigned line, column;

	if (done == n)
		return true;
	document_locate(document, &ops[done].place, &line, &column);
	return err_locate(err, NULL, line, column);
}

bool document_apply_at(struct document *document, const struct op *op, struct err *err)
{
	return apply_at(document, op, 1, err);
}

bool document_apply_all_at(struct document *document, const struct ops *ops, struct err *err)
{
	return apply_at(document, ops->items, ops->n, err);
}

static enum file_result try_update(const struct invocation *call, struct form_cache *cache,
	const char *path, change_function *change, void *data, struct err *err)
{
	struct loaded loaded;
	enum file_result result = FILE_FAILED;

	if (!loaded_init(&loaded, cache, path, err))
		return FILE_FAILED;
	if (check_writable(&loaded.document, err) && change(&loaded.document, call, data, err))
		result = document_save(&loaded.document, call->io, path,
			&loaded.document.source.source, &call->ids, err);
	loaded_release(&loaded);
	return result;
}

bool document_update(const struct invocation *call, const char *path, change_function *change,
	void *data, struct err *err)
{
	struct form_cache cache;
	enum file_result result = FILE_CHANGED;
	struct err last = {0};

	form_cache_init(&cache, call->io);
	for (int i = 0; i < TRIES && result == FILE_CHANGED; i++) {
		last = (struct err){0};
		result = try_update(call, &cache, path, change, data, &last);
	}
	form_cache_release(&cache);
	if (result == FILE_SAVED)
		return true;
	if (result == FILE_CHANGED)
		last.code = ERR_NONE;
	err_set(&last, ERR_CHANGED, "somebody else keeps changing it; nothing was changed");
	if (err && err->code == ERR_NONE)
		*err = last;
	return err_locate(err, path, 0, 0);
}
