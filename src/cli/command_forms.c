/* afterword forms [FOLDER]: which forms there are and where they come from. */
#include "internal.h"
#include "store/forms.h"

static void describe(const struct form_entry *entry, struct str *out)
{
	str_appendf(out, "%-16s %-32s %s%s\n", entry->name, entry->title, entry->origin,
		entry->is_shadowed ? " (hidden by an earlier one)" : "");
}

static int run(const struct invocation *call)
{
	const char *folder = call->n_arguments ? call->arguments[0] : NULL;
	struct form_list list = {0};
	struct str text = {0};
	int status = EXIT_FINE;

	forms_list(call->io, folder, &list);
	for (size_t i = 0; i < list.n; i++) {
		if (list.items[i].problem) {
			complain("%s", list.items[i].problem);
			status = EXIT_WRONG;
		} else {
			describe(&list.items[i], &text);
		}
	}
	if (!print_shown(&text))
		status = EXIT_WRONG;
	str_release(&text);
	form_list_release(&list);
	return status;
}

const struct command command_forms = {
	.name = "forms",
	.arguments = "[FOLDER]",
	.about = "List the forms that documents in a folder can use",
	.most = 1,
	.run = run,
};
