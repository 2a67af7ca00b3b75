/* Text that must not go into the document's file is saved to a new one in the same folder. */
#include "internal.h"

#include "store/load.h"

#include <string.h>

/* "a/postmortem.yaml" with "mine", 14:03:07 and 2 is "a/postmortem.mine-140307-2.yaml". */
static void name_beside(
	const struct session *self, const char *word, unsigned number, struct str *path)
{
	size_t len = strlen(session_path(self));
	const char *extension = "";
	struct civil now;

	if (len > 5 && strcmp(session_path(self) + len - 5, ".yaml") == 0)
		extension = ".yaml";
	else if (len > 4 && strcmp(session_path(self) + len - 4, ".yml") == 0)
		extension = ".yml";
	zone_civil_own(session_seconds(self), &now);
	str_clear(path);
	str_append(path, session_path(self), len - strlen(extension));
	str_appendf(path, ".%s-%02d%02d%02d", word, now.hour, now.minute, now.second);
	if (number > 1)
		str_appendf(path, "-%u", number);
	str_append_text(path, extension[0] != '\0' ? extension : ".yaml");
}

bool save_copy_write(struct session *self, const char *word, const struct str *bytes,
	struct str *path, struct err *err)
{

	for (unsigned number = 1; number < 1000; number++) {
		name_beside(self, word, number, path);
		struct file_save save = {.path = str_text(path), .bytes = bytes, .ids = &self->ids};
		struct err why = {0};
		enum file_result result = file_replace(self->io, &save, NULL, &why);
		if (result == FILE_SAVED)
			return true;
		if (result == FILE_FAILED)
			return err_set(err, why.code, "%s", why.message);
	}
	return err_set(err, ERR_LIMIT, "there are a thousand such files already");
}

/* Our text as bytes, read back to verify it. */
static bool format_ours(
	struct session *self, struct str *bytes, struct document *saved, struct err *err)
{
	struct str dump = {0};
	bool is_good;

	document_dump(session_document(self), &dump);
	is_good = document_format(session_document(self), bytes, err) &&
		  document_read_back(saved, self->form, bytes, &dump, err);
	str_release(&dump);
	return is_good;
}

bool save_copy_save(struct session *self, struct str *bytes, struct document *saved,
	struct str *path, struct err *err)
{
	return format_ours(self, bytes, saved, err) &&
	       save_copy_write(self, "mine", bytes, path, err);
}
