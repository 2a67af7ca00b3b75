/* afterword review: a document as its readers see it. */
#include "internal.h"
#include "review_plain.h"

#include <sys/stat.h>

static bool is_folder(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static int run(const struct invocation *call)
{
	const char *path = call->arguments[0];

	if (is_folder(path)) {
		complain("%s is a folder; 'review' needs one document, such as %s/FILE.yaml", path,
			path);
		return EXIT_WRONG;
	}
	return review_plain(call, path);
}

const struct command command_review = {
	.name = "review",
	.arguments = "FILE",
	.about = "Read a document as a reader does, with what was found",
	.least = 1,
	.most = 1,
	.options =
		{
			{"plain", 0, NULL, "print it as text; so it is without a terminal"},
		},
	.run = run,
};
