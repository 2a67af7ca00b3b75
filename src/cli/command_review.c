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

static bool is_list(const struct invocation *call)
{
	return call->values[REVIEW_LIST] != NULL;
}

static bool is_checklist(const struct invocation *call)
{
	return call->values[REVIEW_CHECKLIST_LIST] != NULL;
}

static bool is_tick(const struct invocation *call)
{
	return call->values[REVIEW_TICK] != NULL;
}

/* With --list it says which threads are listed. */
static bool is_since(const struct invocation *call)
{
	return call->values[REVIEW_SINCE] != NULL && !is_list(call);
}

static bool is_mark(const struct invocation *call)
{
	return call->values[REVIEW_MARK] != NULL;
}

static bool is_verify(const struct invocation *call)
{
	return call->values[REVIEW_VERIFY] != NULL;
}

static bool is_plain(const struct invocation *call)
{
	return call->values[REVIEW_PLAIN] != NULL;
}

static int plain(const struct invocation *call)
{
	return review_plain(call, call->arguments[0]);
}

static bool is_presenting(const struct invocation *call)
{
	return call->values[REVIEW_PRESENT] != NULL;
}

static int present(const struct invocation *call)
{
	struct err err = {0};

	if (!check_terminal(&err))
		return complain_err(&err);
	return open_on_terminal(
		call, call->arguments[0], OPENED_TO_PRESENT, call->values[REVIEW_PLAN]);
}

/* What it does, one at a time. */
static const struct doing {
	bool (*is_asked)(const struct invocation *call);
	int (*run)(const struct invocation *call);
	bool takes_files; /* any number of them */
} doings[] = {
	{is_list, review_list, .takes_files = true},
	{is_checklist, review_checklist},
	{is_tick, review_tick},
	{is_since, review_since},
	{is_mark, review_mark},
	{is_verify, review_verify},
	{review_is_signing, review_sign},
	{review_is_write, review_write},
	{is_plain, plain},
	{is_presenting, present},
};

/* Options that belong to others. */
static bool check_parts(const struct invocation *call)
{
	if ((call->values[REVIEW_OPEN] || call->values[REVIEW_ALL] || call->values[REVIEW_MINE]) &&
		!is_list(call))
		complain("--open, --all and --mine are for --list");
	else if (call->values[REVIEW_OPEN] && call->values[REVIEW_ALL])
		complain("--open and --all do not go together");
	else if (call->values[REVIEW_FORMAT] && !is_list(call) && !is_checklist(call) &&
		 !is_since(call) && !is_verify(call))
		complain("--format is for --list, --checklist, --since and --verify");
	else if (call->values[REVIEW_ANSWER] && !is_tick(call))
		complain("--answer is for --tick");
	else if (call->values[REVIEW_PLAN] && !is_presenting(call))
		complain("--plan is for --present");
	else
		return true;
	return false;
}

static bool check_files(const struct invocation *call, bool takes_files)
{
	if (!takes_files && call->n_arguments > 1) {
		complain("'review' takes one FILE, except with --list");
		return false;
	}
	for (int i = 0; i < call->n_arguments; i++) {
		const char *path = call->arguments[i];

		if (is_folder(path)) {
			complain("%s is a folder; 'review' needs one document, such as "
				 "%s/FILE.yaml",
				path, path);
			return false;
		}
	}
	return true;
}

/* Two were asked for: one of them may be so only by an option that belongs to another. */
static void complain_two(const struct invocation *call)
{
	if (call->values[REVIEW_WHY] && !call->values[REVIEW_STATE] && !call->values[REVIEW_TICK])
		complain("--why is for --state and --tick");
	else if (call->values[REVIEW_WAIVE] && !call->values[REVIEW_STATE])
		complain("--waive is for --state");
	else if (review_is_write(call) && !review_is_begun(call))
		complain("--on, --quote, --nth, --kind and --instead are for comments");
	else
		complain("do one thing at a time: --list, a comment, a sign-off, --tick, --since, "
			 "--verify, --plain, --present");
}

static int run(const struct invocation *call)
{
	const struct doing *asked = NULL;

	if (!check_parts(call))
		return EXIT_WRONG;
	for (size_t i = 0; i < sizeof(doings) / sizeof(doings[0]); i++) {
		if (!doings[i].is_asked(call))
			continue;
		if (asked) {
			complain_two(call);
			return EXIT_WRONG;
		}
		asked = &doings[i];
	}
	if (!check_files(call, asked && asked->takes_files))
		return EXIT_WRONG;
	if (asked)
		return asked->run(call);
	return check_terminal(NULL)
		       ? open_on_terminal(call, call->arguments[0], OPENED_TO_READ, NULL)
		       : plain(call);
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
			[REVIEW_PRESENT] = {"present", 0, NULL,
				"present it in a meeting, step by step"},
			[REVIEW_PLAN] = {"plan", 0, "MINUTES", "how long that may take"},
			[REVIEW_LIST] = {"list", 0, NULL, "print the open threads of FILE..."},
			[REVIEW_OPEN] = {"open", 0, NULL,
				"only those that are open, as without it"},
			[REVIEW_ALL] = {"all", 0, NULL, "those that are closed, too"},
			[REVIEW_MINE] = {"mine", 0, NULL, "only those that wait for you"},
			[REVIEW_FORMAT] = {"format", 0, "FORMAT", "text or json"},
			[REVIEW_COMMENT] = {"comment", 0, "TEXT", "write a comment"},
			[REVIEW_ON] = {"on", 0, "PATH", "what it is about, as for 'get'"},
			[REVIEW_QUOTE] = {"quote", 0, "WORDS", "the words there that it is about"},
			[REVIEW_NTH] = {"nth", 0, "N",
				"which of them, if they are there more than once"},
			[REVIEW_KIND] = {"kind", 0, "KIND", "question, remark, suggestion or idea"},
			[REVIEW_INSTEAD] = {"instead", 0, "WORDS",
				"suggest these for the quoted words"},
			[REVIEW_REPLY] = {"reply", 0, "ID", "reply to a comment, with --comment"},
			[REVIEW_RESOLVE] = {"resolve", 0, "ID", "resolve its thread"},
			[REVIEW_REOPEN] = {"reopen", 0, "ID", "open its thread again"},
			[REVIEW_ACCEPT] = {"accept", 0, "ID",
				"accept a suggestion: put its words in"},
			[REVIEW_DECLINE] = {"decline", 0, "ID", "decline a suggestion or an idea"},
			[REVIEW_AMEND] = {"amend", 0, "ID",
				"give your own comment another text, with --comment"},
			[REVIEW_MOVE] = {"move", 0, "ID",
				"put its thread on other words, with --quote"},
			[REVIEW_ASK] = {"ask", 0, "NAME", "ask somebody to sign off"},
			[REVIEW_AGREE] = {"agree", 0, NULL, "sign off on the document as it is"},
			[REVIEW_OBJECT] = {"object", 0, "WHY", "object to it"},
			[REVIEW_WITHDRAW] = {"withdraw", 0, NULL, "take back what you said"},
			[REVIEW_STATE] = {"state", 0, "STATUS",
				"set the status, and write down who did"},
			[REVIEW_WAIVE] = {"waive", 0, "FINDINGS",
				"accept findings, such as 'missing impact.affected'"},
			[REVIEW_WHY] = {"why", 0, "TEXT", "the reason"},
			[REVIEW_CHECKLIST_LIST] = {"checklist", 0, NULL,
				"print the questions of the form, and who answered them"},
			[REVIEW_TICK] = {"tick", 0, "KEY", "answer the question with this key"},
			[REVIEW_ANSWER] = {"answer", 0, "ANSWER",
				"yes, no or n/a; yes unless given"},
			[REVIEW_SINCE] = {"since", 0, "WHAT",
				"what changed since: read, sign-off, present, REVISION, FILE"},
			[REVIEW_MARK] = {"mark", 0, "WHAT",
				"keep it as it is for --since: read or present"},
			[REVIEW_VERIFY] = {"verify", 0, NULL,
				"compare who is named with the authors of the commits"},
		},
	.run = run,
};
