/* The user's own files: where they are, reading and replacing them. */
#include "store/config.h"

#include "internal.h"

void config_file_init(
	struct config_file *self, struct io io, const struct id_source *ids, const char *name)
{
	*self = (struct config_file){.io = io, .ids = *ids};
	if (path_xdg("XDG_CONFIG_HOME", ".config", &self->path))
		str_appendf(&self->path, "/%s", name);
}

void config_file_release(struct config_file *self)
{
	str_release(&self->path);
}

bool config_file_read(
	const struct config_file *self, struct str *bytes, bool *is_there, struct err *err)
{
	struct err why = {0};

	*is_there =
		self->path.len > 0 && file_load(self->io, str_text(&self->path), bytes, NULL, &why);
	if (*is_there || self->path.len == 0 || why.code == ERR_MISSING)
		return true;
	if (err)
		*err = why;
	return false;
}

bool config_file_write(const struct config_file *self, const struct str *base,
	const struct str *bytes, struct err *err)
{
	struct file_save save = {
		.path = str_text(&self->path), .base = base, .bytes = bytes, .ids = &self->ids};
	struct str folder = {0};
	struct file_stamp stamp;
	enum file_result result = FILE_FAILED;

	if (self->path.len == 0)
		return err_set(err, ERR_USAGE, "set HOME or XDG_CONFIG_HOME");
	path_folder(str_text(&self->path), &folder);
	if (base || path_make_folder(self->io, str_text(&folder), err))
		result = file_replace(self->io, &save, &stamp, err);
	str_release(&folder);
	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "somebody else is writing it");
	return result == FILE_SAVED;
}
