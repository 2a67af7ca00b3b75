/* afterword review: a document as its readers see it. */
#include "edit_terminal.h"
#include "internal.h"
#include "review_call.h"
#include "review_plain.h"

#include <sys/stat.h>

static bool is_folder(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

/* Listing, comments and signing do not go together. */
static bool check_together(const struct invocation *call)
{
	bool is_list = call->values[REVIEW_LIST] != NULL;
	bool is_of_list = call->values[REVIEW_ALL] || call->values[REVIEW_MINE] ||
			  call->values[REVIEW_FORMAT];
	int n = is_list + review_is_write(call) + review_is_signing(call) +
		(call->values[REVIEW_PLAIN] != NULL);

	if (is_of_list && !is_list)
		complain("--all, --mine and --format are for --list");
	else if (n > 1)
		complain("do one thing at a time: --list, a comment, a sign-off, --plain");
	return n <= 1 && (is_list || !is_of_list);
}

static int run(const struct invocation *call)
{
	bool is_list = call->values[REVIEW_LIST] != NULL;

	if (!check_together(call))
		return EXIT_WRONG;

	if (!is_list && call->n_arguments > 1) {
		complain("'review' takes one FILE, except with --list");
		return EXIT_WRONG;
	}
	for (int i = 0; i < call->n_arguments; i++) {
		const char *path = call->arguments[i];

		if (is_folder(path)) {
			complain("%s is a folder; 'review' needs one document, such as "
				 "%s/FILE.yaml",
				path, path);
			return EXIT_WRONG;
		}
	}
	if (is_list)
		return review_list(call);
	if (review_is_signing(call))
		return review_sign(call);
	if (review_is_write(call))
		return review_write(call);
	if (call->values[REVIEW_PLAIN] || !check_terminal(NULL))
		return review_plain(call, call->arguments[0]);
	return read_on_terminal(call, call->arguments[0]);
}

const struct command command_review = {
	.name = "review",
	.arguments = "FILE",
	.about = "Read a document as a reader does, with what was found, and comment on it",
	.least = 1,
	.most = -1,
	.options =
		{
			[REVIEW_PLAIN] = {"plain", 0, NULL,
				"print it as text; so it is without a terminal"},
			[REVIEW_LIST] = {"list", 0, NULL, "print the open threads of FILE..."},
			[REVIEW_ALL] = {"all", 0, NULL, "those that are closed, too"},
			[REVIEW_MINE] = {"mine", 0, NULL, "only those that wait for you"},
			[REVIEW_FORMAT] = {"format", 0, "FORMAT", "text or json"},
			[REVIEW_COMMENT] = {"comment", 0, "TEXT", "write a comment"},
			[REVIEW_ON] = {"on", 0, "PATH", "what it is about, as for 'get'"},
			[REVIEW_QUOTE] = {"quote", 0, "WORDS", "the words there that it is about"},
			[REVIEW_KIND] = {"kind", 0, "KIND", "question, remark, suggestion or idea"},
			[REVIEW_INSTEAD] = {"instead", 0, "WORDS",
				"suggest these for the quoted words"},
			[REVIEW_REPLY] = {"reply", 0, "ID", "reply to a comment, with --comment"},
			[REVIEW_RESOLVE] = {"resolve", 0, "ID", "resolve its thread"},
			[REVIEW_REOPEN] = {"reopen", 0, "ID", "open its thread again"},
			[REVIEW_ACCEPT] = {"accept", 0, "ID",
				"accept a suggestion: put its words in"},
			[REVIEW_DECLINE] = {"decline", 0, "ID", "decline a suggestion or an idea"},
			[REVIEW_ASK] = {"ask", 0, "NAME", "ask somebody to sign off"},
			[REVIEW_AGREE] = {"agree", 0, NULL, "sign off on the document as it is"},
			[REVIEW_OBJECT] = {"object", 0, "WHY", "object to it"},
			[REVIEW_WITHDRAW] = {"withdraw", 0, NULL, "take back what you said"},
			[REVIEW_STATE] = {"state", 0, "STATUS",
				"set the status, and write down who did"},
			[REVIEW_WAIVE] = {"waive", 0, "FINDINGS",
				"accept findings, such as 'missing impact.affected'"},
			[REVIEW_WHY] = {"why", 0, "TEXT", "the reason"},
		},
	.run = run,
};
