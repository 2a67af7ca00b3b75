/* review --comment and its like: what they write, what they refuse, what --list says. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MANY "alarm alarm alarm alarm alarm alarm alarm alarm "

static const char kept[] = "# kept by hand\n"
			   "afterword: 1\n"
			   "form: postmortem   # ours\n"
			   "title: 'Old title'\n"
			   "authors:\n"
			   "  - Geda Siraj\n"
			   "impact:\n"
			   "    service: |\n"
			   "        Payments were down, and refunds were down.\n"
			   "timeline:\n"
			   "    events:\n"
			   "        - id: aaaaaaaa\n"
			   "          what: The alarm fired.\n"
			   "          kind: " MANY MANY MANY "alarm\n"
			   "        - what: Rolled back.\n"
			   "# the end\n";

#define NAME "AFTERWORD_NAME='Ida Nyman' "

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", kept);
	return 0;
}

/* Comments by the shell; the id is in $1 of the next command's file. */
static void comment(struct program *program, const char *options)
{
	program_shell(program, NAME "$AFTERWORD review ", options, " a.yaml >id");
	assert_int_equal(program->status, 0);
}

static void assert_listed(struct program *program, const char *options, const char *part)
{
	program_shell(program, NAME "$AFTERWORD review --list ", options, " a.yaml");
	if (!has(&program->out, part))
		fail_msg("\"%s\" is not in:\n%s%s", part, str_text(&program->out),
			str_text(&program->err));
}

static void test_a_thread(void **state)
{
	struct program *program = *state;
	struct str file = {0};

	comment(program, "--comment 'Since when?' --on impact.service --quote 'refunds were'");
	folder_get(&program->folder, "a.yaml", &file);
	assert_true(strncmp(str_text(&file), kept, strlen(kept) - strlen("# the end\n")) == 0);
	assert_true(has(&file, "# the end\n"));
	assert_true(has(&file, "    quote: refunds were\n"));
	assert_true(has(&file, "    before: Payments were down, and\n"));
	assert_true(has(&file, "    by: Ida Nyman\n"));
	assert_listed(program, "", "a.yaml:9:33: open remark by Ida Nyman [");
	assert_int_equal(program->status, 1);
	program_shell(program, "AFTERWORD_NAME=Tom ",
		"$AFTERWORD review --reply $(cat id) --comment 'Since May' a.yaml", "");
	assert_listed(program, "", "Since when? (1 reply, last by Tom)\n");
	comment(program, "--resolve $(cat id)");
	assert_listed(program, "", "");
	assert_int_equal(program->status, 0);
	assert_int_equal(program->out.len, 0);
	assert_listed(program, "--all", ": resolved remark by Ida Nyman [");
	assert_listed(program, "--all --format json", "\"state\": \"resolved\"");
	comment(program, "--reopen $(cat id) --comment again");
	assert_listed(program, "", ": open remark by");
	str_release(&file);
}

/* The words of a comment are where both say, else its place. */
static void test_where(void **state)
{
	struct program *program = *state;
	static const struct {
		const char *options, *where;
	} comments[] = {
		{"--on impact.service --quote 'refunds were'", "a.yaml:9:33: "},
		{"--on impact.service --quote 'were down' --nth 2", "a.yaml:9:41: "},
		{"--on impact.service --quote 'and  refunds '", "a.yaml:9:29: "},
		{"--on impact.service", "a.yaml:8:14: "},
		{"--on timeline.events[aaaaaaaa].what --quote alarm", "a.yaml:13:21: "},
		{"--on timeline.events[aaaaaaaa]", "a.yaml:12:11: "},
		{"--on authors --quote Siraj", "a.yaml:6:10: "},
	};

	for (size_t i = 0; i < sizeof(comments) / sizeof(*comments); i++) {
		folder_put_text(&program->folder, "a.yaml", kept);
		program_shell(program, NAME "$AFTERWORD review --comment x ", comments[i].options,
			" a.yaml");
		assert_int_equal(program->status, 0);
		assert_listed(program, "", comments[i].where);
		program_shell(program, "$AFTERWORD check a.yaml | grep open-thread", "", "");
		if (!has(&program->out, comments[i].where))
			fail_msg("%s is not in: %s", comments[i].where, str_text(&program->out));
	}
}

static void test_whose_turn(void **state)
{
	struct program *program = *state;

	comment(program, "--comment 'Why?' --kind question --on timeline.events[aaaaaaaa].what");
	assert_listed(program, "--mine", "");
	assert_int_equal(program->status, 0);
	program_shell(program, "AFTERWORD_NAME='geda siraj' ",
		"$AFTERWORD review --list --mine a.yaml", "");
	assert_int_equal(program->status, 1);
	assert_true(has(&program->out, "open question by Ida Nyman"));
}

/* As `set` does; a name of spaces is none. */
static void test_standard_input(void **state)
{
	struct program *program = *state;
	struct str file = {0};

	program_shell(program, "printf 'Since\\nwhen?\\n' | AFTERWORD_NAME=' ' ",
		"$AFTERWORD review --comment - a.yaml >id", "");
	assert_int_equal(program->status, 0);
	program_shell(program, "printf 'In May' | " NAME,
		"$AFTERWORD review --reply $(cat id) --comment - a.yaml", "");
	assert_int_equal(program->status, 0);
	assert_true(folder_get(&program->folder, "a.yaml", &file));
	assert_true(has(&file, "      text: |\n        Since\n        when?\n"));
	assert_true(has(&file, "In May\n"));
	assert_false(has(&file, "by: \" \""));
	program_shell(program, "printf '\\n' | " NAME, "$AFTERWORD review --comment - a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "says what the comment says"));
	str_release(&file);
}

static const struct {
	const char *options, *message;
} refused[] = {
	{"--comment x --on impact.service --quote 'were down'", "2 times"},
	{"--comment x --on impact.service --quote 'were down' --nth 3", "only 2 times"},
	{"--comment x --on impact.service --quote 'were down' --nth 0", "number from 1"},
	{"--comment x --on impact.service --quote 'were down' --nth -1", "number from 1"},
	{"--comment x --on impact.service --quote 'were down' --nth 1st", "number from 1"},
	{"--comment x --on timeline.events[aaaaaaaa].kind --quote alarm --nth 13",
		"several places"},
	{"--comment x --on impact.service --nth 1", "--nth needs --quote"},
	{"--comment x --on impact.service --quote 'payments WERE'", "it has \"Payments were\""},
	{"--comment x --on impact.service --quote 'were up'", "not in impact.service"},
	{"--comment x --on impact.service --quote ''", "not in impact.service"},
	{"--comment x --on impact.nothing", "has no field 'impact.nothing'"},
	{"--comment x --on timeline.events[2].what", "no id"},
	{"--comment x --on review.comments", "the review itself"},
	{"--comment x --on timeline.events[1] --quote alarm", "one of its columns"},
	{"--comment x --quote alarm", "--quote needs --on"},
	{"--on impact.service --quote 'ayments were d' --instead y",
		"whole words, such as \"Payments were down\""},
	{"--comment x --kind joke", "unknown kind 'joke'"},
	{"--comment x --kind suggestion", "--instead"},
	{"--comment x --on impact.service --instead y", "--instead needs --quote"},
	{"--comment x --on impact.service --quote down, --instead y --kind idea", "nothing else"},
	{"--comment ' '", "what the comment says"},
	{"--amend a", "what the comment says"},
	{"--amend nobody --comment x", "no comment 'nobody'"},
	{"--amend a --comment x --on title", "first comment of a thread"},
	{"--move a", "--quote WORDS"},
	{"--move a --quote x --comment y", "a move has no text"},
	{"--move nobody --quote x", "no comment 'nobody'"},
	{"--on impact.service", "what the comment says"},
	{"--reply nobody --comment x", "no comment 'nobody'"},
	{"--resolve nobody", "no comment 'nobody'"},
	{"--resolve a --reply b", "one thing at a time"},
	{"--resolve a --on impact.service", "first comment of a thread"},
	{"--comment x b.yaml", "one FILE"},
	{"--list --format yaml", "use text or json"},
	{"--agree --object no", "one thing at a time"},
	{"--object ''", "--object a reason"},
	{"--ask ''", "--ask needs a name"},
	{"--ask ' '", "--ask needs a name"},
	{"--object ' '", "--object a reason"},
	{"--state final --waive '' --why x", "--waive needs findings"},
	{"--state final --waive ' , ' --why x", "--waive needs findings"},
	{"--list --why x", "--why is for --state and --tick"},
	{"--plain --waive missing", "--waive is for --state"},
	{"--list --quote x", "are for comments"},
	{"--agree --kind idea", "are for comments"},
	{"--list --reply x --quote x", "one thing at a time"},
	{"--withdraw", "nothing to withdraw"},
	{"--state done", "unknown status 'done'"},
	{"--state final --waive 'missing impact.affected'", "needs --why"},
	{"--state final --waive nothing --why x", "no rule 'nothing'"},
	{"--state final --waive end-before-start --why x", "so correct it"},
	{"--state final --waive open-thread --why x", "settle it by an answer"},
	{"--ask 'Ida\nNyman'", "--ask has to be one line"},
	{"--why x", "belong to --state"},
	{"--state final --waive 'missing impact.nothing' --why x", "no field 'impact.nothing'"},
	{"--state final --waive 'missing impact.affected' --why ' '", "needs --why"},
	{"--comment lost --agree", "one thing at a time"},
	{"--list --comment c", "one thing at a time"},
	{"--list --plain", "one thing at a time"},
	{"--plain --agree", "one thing at a time"},
	{"--mine", "for --list"},
	{"--open", "for --list"},
	{"--list --open --all", "do not go together"},
	{"--format json", "for --list"},
	{"--answer no", "--answer is for --tick"},
	{"--tick nothing", "no question 'nothing'"},
	{"--tick users-told --answer maybe", "use yes, no or n/a"},
	{"--tick users-told --answer n/a", "needs --why"},
	{"--tick users-told --answer n/a --why ' '", "needs --why"},
	{"--tick users-told --agree", "one thing at a time"},
	{"--checklist --list", "one thing at a time"},
	{"--checklist --format yaml", "use text or json"},
	{"--comment x --on title --quote 'Old title' --instead 'a\nb'", "on one line"},
	{"--comment x --on timeline.events[1].what --quote 'The alarm' --instead y --kind idea",
		"nothing else"},
};

/* Each says why, and leaves the file as it was. */
static void test_refused(void **state)
{
	struct program *program = *state;
	struct str file = {0};

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		program_shell(program, NAME "$AFTERWORD review ", refused[i].options, " a.yaml");
		if (program->status != 2 || !has(&program->err, refused[i].message))
			fail_msg("%s: %d, %s", refused[i].options, program->status,
				str_text(&program->err));
	}
	folder_get(&program->folder, "a.yaml", &file);
	assert_string_equal(str_text(&file), kept);
	str_release(&file);
}

/* What is closed is not closed again. */
static void test_closed_once(void **state)
{
	struct program *program = *state;

	comment(program, "--comment idea --kind idea");
	program_shell(
		program, "cp id thread; ", NAME, "$AFTERWORD review --decline $(cat id) a.yaml");
	assert_int_equal(program->status, 0);
	program_shell(program, NAME, "$AFTERWORD review --resolve $(cat thread) a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "is declined already"));
}

/* The words are found in a text that has changed around them; changed words are left alone. */
static void test_accept(void **state)
{
	struct program *program = *state;

	comment(program, "--comment better --on impact.service --quote 'refunds were down' "
			 "--instead 'refunds were late'");
	program_shell(program, "cp id thread; ",
		"$AFTERWORD set a.yaml impact.service "
		"'In May payments were down, and refunds were down. All day.'",
		"");
	comment(program, "--accept $(cat thread)");
	RUN(program, 0, "get", "a.yaml", "impact.service");
	assert_string_equal(str_text(&program->out),
		"In May payments were down, and refunds were late. All day.\n");
	assert_listed(program, "--all", ": accepted suggestion by Ida Nyman [");
	comment(program,
		"--comment better --on impact.service --quote 'All day' --instead 'A day'");
	program_shell(program, "cp id thread; ",
		"$AFTERWORD set a.yaml impact.service 'Nothing of that'", "");
	program_shell(program, NAME, "$AFTERWORD review --accept $(cat thread) a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "the words are gone"));
	assert_listed(program, "", ": open suggestion by Ida Nyman [");
	comment(program, "--comment x --kind idea");
	program_shell(program, NAME, "$AFTERWORD review --accept $(cat id) a.yaml", "");
	assert_true(has(&program->err, "suggests no other words"));
}

/* Words that are gone come first, and are told. */
static void test_lost_first(void **state)
{
	struct program *program = *state;
	const char *lost, *other;

	comment(program, "--comment 'Who says?' --on title --quote 'Old'");
	comment(program, "--comment 'Which ones?' --on impact.service --quote 'refunds were'");
	program_shell(program, "$AFTERWORD set a.yaml impact.service 'Nothing of that'", "", "");
	assert_listed(program, "", "(its words are gone: refunds were) Which ones?");
	lost = strstr(str_text(&program->out), "Which ones?");
	other = strstr(str_text(&program->out), "Who says?");
	assert_true(lost != NULL && other != NULL && lost < other);
	assert_listed(program, "--format json", "\"words\": \"lost\"");
}

/* One that is dated in the future does not count, and says so. */
static void test_ahead(void **state)
{
	struct program *program = *state;

	comment(program, "--comment 'Which ones?' --on impact.service");
	program_shell(program, "sed -i 's/at: .*/at: \"2100-01-01T00:00:00Z\"/' a.yaml", "", "");
	assert_listed(program, "", "(dated in the future) Which ones?");
}

/* A suggestion says enough by its words. */
static void test_words_alone(void **state)
{
	struct program *program = *state;

	comment(program, "--on impact.service --quote 'refunds were' --instead 'they were'");
	RUN(program, 0, "get", "a.yaml", "review.comments[1].instead");
	assert_string_equal(str_text(&program->out), "they were\n");
	RUN(program, 0, "get", "a.yaml", "review.comments[1].text");
	assert_string_equal(str_text(&program->out), "\n");
}

static void test_amend(void **state)
{
	struct program *program = *state;

	comment(program, "--comment 'Sinse when?' --on impact.service");
	program_shell(program, "cp id first; AFTERWORD_NAME=Tom ",
		"$AFTERWORD review --amend $(cat first) --comment no a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "is by Ida Nyman: only they can amend it"));
	comment(program, "--amend $(cat first) --comment 'Since when?'");
	assert_listed(program, "", ": Since when?\n");
	assert_listed(program, "--format json", "\"Sinse when?\"");
	assert_listed(program, "--format json", "\"amended\": true");
	comment(program, "--amend $(cat first) --comment 'Since May?'");
	assert_listed(
		program, "--format json", "\"Sinse when?\",\n                \"Since when?\"\n");
}

/* Words that are gone are found again where somebody says that they are. */
static void test_move(void **state)
{
	struct program *program = *state;

	comment(program, "--comment 'Which ones?' --on impact.service --quote 'refunds were'");
	program_shell(program, "cp id first; ",
		"$AFTERWORD set a.yaml impact.service 'Nobody got money back, or nobody did.'", "");
	assert_listed(program, "", "words are gone");
	program_shell(
		program, NAME, "$AFTERWORD review --move $(cat first) --quote 'gone' a.yaml", "");
	assert_true(has(&program->err, "these words are not in impact.service"));
	comment(program, "--move $(cat first) --quote 'money back'");
	assert_listed(program, "", "]: Which ones?\n");
	assert_listed(program, "--format json", "\"words\": \"near\"");
	RUN(program, 0, "get", "a.yaml", "review.comments[2].about");
	assert_string_equal(str_text(&program->out), "\n");
	comment(program, "--move $(cat first) --on title --quote Old");
	assert_listed(program, "--format json", "\"about\": \"title\"");
	assert_listed(program, "", "]: Which ones?\n");
}

/* So is what was said of a row that somebody has removed. */
static void test_lost_row(void **state)
{
	struct program *program = *state;

	comment(program, "--comment 'Which?' --on 'timeline.events[aaaaaaaa].what' "
			 "--quote 'The alarm'");
	comment(program, "--comment 'Why?' --on 'timeline.events[aaaaaaaa]'");
	program_shell(program, "sed -i 's/aaaaaaaa$/bbbbbbbb/' a.yaml", "", "");
	assert_listed(program, "", "(its place is gone: The alarm) Which?");
	assert_listed(program, "", "(its place is gone: The alarm fired.) Why?");
	program_shell(program, "$AFTERWORD check a.yaml", "", "");
	assert_true(has(&program->out, "its place is gone: The alarm fired."));
	/* one of an earlier version */
	program_shell(program, "sed -i '/^ *row: The alarm fired/d' a.yaml", "", "");
	assert_listed(program, "", "(its place is gone: timeline.events[aaaaaaaa]) Why?");
	assert_listed(program, "--format json", "\"quote\": \"The alarm\"");
}

/* A name or a quote of a megabyte is only begun, but for programs. */
static void test_long_texts(void **state)
{
	struct program *program = *state;

	comment(program, "--comment x --on impact.service --quote 'refunds were'");
	program_shell(program,
		"$AFTERWORD set a.yaml impact.service gone && sed -i "
		"\"s/quote: .*/quote: $(printf %01000d 8)/; s/by: .*/by: '$(printf %01000d 7)'/\" ",
		"a.yaml", "");
	assert_int_equal(program->status, 0);
	assert_listed(program, "", "0000\xe2\x80\xa6 [");
	assert_true(program->out.len < 500);
	assert_listed(program, "--format json", "00000007\"");
	assert_listed(program, "--format json", "00000008\"");
	program_shell(program, "$AFTERWORD review --plain a.yaml", "", "");
	assert_false(has(&program->out, "00000007"));
	assert_false(has(&program->out, "00000008"));
	program_shell(program, "$AFTERWORD check a.yaml", "", "");
	assert_false(has(&program->out, "00000007"));
}

/* --- sign-offs and the status --- */

static void assert_checked(struct program *program, const char *part)
{
	program_shell(program, "$AFTERWORD check a.yaml", "", "");
	if (!has(&program->out, part))
		fail_msg("\"%s\" is not in:\n%s", part, str_text(&program->out));
}

static void assert_not_checked(struct program *program, const char *part)
{
	program_shell(program, "$AFTERWORD check a.yaml", "", "");
	if (has(&program->out, part))
		fail_msg("\"%s\" is in:\n%s", part, str_text(&program->out));
}

/* Stale when values change, not when the layout does. */
static void test_signoffs(void **state)
{
	struct program *program = *state;

	program_shell(program, "$AFTERWORD review --ask 'Ida Nyman' a.yaml", "", "");
	assert_checked(
		program, "Ida Nyman was asked to sign off and has not yet [sign-off-missing]");
	comment(program, "--agree");
	assert_not_checked(program, "sign-off-");
	program_shell(program,
		"sed -i 's/# kept by hand//; s/Old title.*/Old title\\x27  # quoted/' ", "a.yaml",
		"");
	assert_not_checked(program, "sign-off-");
	program_shell(program, "$AFTERWORD set a.yaml root_cause.cause 'A lock'", "", "");
	assert_checked(program, "changed since Ida Nyman agreed: Root Cause [sign-off-stale]");
	assert_listed(program, "--open", "]: agreed, stale: Root Cause\n");
	assert_int_equal(program->status, 1);
	assert_listed(program, "--format json", "\"stale\": \"Root Cause\"");
	assert_listed(program, "--mine --format json", "\"does\": \"agree\"");
	program_shell(program, "AFTERWORD_NAME=Olu $AFTERWORD review --agree a.yaml", "", "");
	assert_int_equal(program->status, 0);
	assert_listed(program, "--mine --format json", "Ida Nyman");
	assert_true(!has(&program->out, "Olu"));
	assert_listed(program, "--all --format json", "Olu");
	comment(program, "--object 'The cause is another'");
	assert_checked(program, "Ida Nyman objects: The cause is another [sign-off-missing]");
	comment(program, "--withdraw");
	/* but still asked */
	assert_checked(program, "Ida Nyman was asked to sign off");
}

#define TEN "Ida Nyman "
#define NINETY TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND NINETY NINETY NINETY NINETY NINETY NINETY NINETY NINETY NINETY NINETY NINETY NINETY

/* A name that would be cut or left out is refused, wherever it is from. */
static void test_names(void **state)
{
	static const char *const given[] = {
		"AFTERWORD_NAME='" NINETY "' ",
		"AFTERWORD_NAME='" THOUSAND "' ",
		"AFTERWORD_NAME=$(printf 'Ida\\033[31m') ",
		"AFTERWORD_NAME=$(printf 'Ida\\302\\233') ",
		"GIT_AUTHOR_NAME='" NINETY "' ",
		"XDG_CONFIG_HOME=$PWD/long ",
	};
	static const char *const options[] = {"--comment x --on title", "--agree",
		"--tick users-told", "--state review", "--list --mine", "--since read"};
	struct program *program = *state;
	struct str file = {0};

	program_shell(program, "mkdir -p long/afterword; ",
		"echo 'name: " NINETY "' >long/afterword/config.yaml", "");
	for (size_t i = 0; i < sizeof(given) / sizeof(*given); i++) {
		for (size_t k = 0; k < sizeof(options) / sizeof(*options); k++) {
			struct str call = {0};

			str_appendf(&call, "%s$AFTERWORD review %s a.yaml", given[i], options[k]);
			program_shell(program, str_text(&call), "", "");
			if (program->status != 2 ||
				(!has(&program->err, "one line of at most 64") &&
					!has(&program->err, "config.yaml")))
				fail_msg("%s: %d, %s", str_text(&call), program->status,
					str_text(&program->err));
			str_release(&call);
		}
	}
	folder_get(&program->folder, "a.yaml", &file);
	assert_string_equal(str_text(&file), kept);
	str_release(&file);
}

/* A tick is a new row, and the newest counts; one finding tells of all questions. */
static void test_checklist(void **state)
{
	struct program *program = *state;

	assert_not_checked(program, "unanswered-question");
	program_shell(program, "$AFTERWORD review --checklist a.yaml", "", "");
	assert_int_equal(program->status, 1);
	assert_true(
		has(&program->out, "[ ] users-told: Have those who were affected been told?\n"));
	comment(program, "--tick users-told");
	comment(program, "--tick first-sign --answer no --why 'A log is missing'");
	assert_checked(program, "note: 11 of 12 questions of the checklist are open");
	program_shell(program, "$AFTERWORD check --as final a.yaml", "", "");
	assert_true(has(&program->out, "error: 11 of 12 questions of the checklist are open"));
	comment(program, "--tick users-told --answer n/a --why 'Nobody saw it'");
	program_shell(program, "$AFTERWORD review --checklist a.yaml", "", "");
	assert_true(has(&program->out, "been told?  (n/a, Ida Nyman: Nobody saw it)\n"));
	assert_true(has(&program->out, "[-] users-told"));
	assert_true(has(&program->out, "first alert?  (no, Ida Nyman: A log is missing)\n"));
	program_shell(program, "$AFTERWORD review --checklist --format json a.yaml", "", "");
	assert_true(has(&program->out, "\"settled\": 1"));
	assert_true(has(&program->out, "\"answer\": \"n/a\""));
}

/* A form may have neither a status nor a checklist, and none of what the default form has. */
static void test_bare_form(void **state)
{
	static const char bare[] = "form: bare\ntitle: Bare\npages:\n  - key: facts\n"
				   "    title: Facts\n    fields:\n      - key: what\n"
				   "        label: What happened\n        kind: text\n";
	struct program *program = *state;

	program_shell(program, "mkdir -p forms", "", "");
	folder_put_text(&program->folder, "forms/bare.yaml", bare);
	folder_put_text(&program->folder, "a.yaml",
		"afterword: 1\nform: bare\nfacts:\n  what: A lock was taken.\n");
	program_shell(program, "$AFTERWORD review --checklist a.yaml", "", "");
	assert_int_equal(program->status, 0);
	assert_true(has(&program->err, "a.yaml: form 'bare' has no checklist"));
	program_shell(program, NAME, "$AFTERWORD review --tick users-told a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "form 'bare' has no checklist\n"));
	program_shell(program, NAME, "$AFTERWORD review --state final a.yaml", "");
	assert_int_equal(program->status, 2);
	assert_true(has(&program->err, "form 'bare' has no status"));
	comment(program, "--agree");
	comment(program, "--comment 'Which?' --on facts.what --quote lock");
	program_shell(program, "$AFTERWORD export --with-review -o - a.yaml", "", "");
	assert_true(has(&program->out, "Review\n\nSign-offs\n"));
	assert_false(has(&program->out, "Status"));
}

static void test_state(void **state)
{
	struct program *program = *state;

	comment(program, "--state final --waive 'missing impact.affected' --why 'Nobody counted'");
	RUN(program, 0, "get", "a.yaml", "status");
	assert_string_equal(str_text(&program->out), "final\n");
	RUN(program, 0, "get", "a.yaml", "review.states[1].by");
	assert_string_equal(str_text(&program->out), "Ida Nyman\n");
	comment(program, "--state final"); /* is said already */
	RUN(program, 2, "get", "a.yaml", "review.states[2].to");
	assert_checked(program, "; accepted by Ida Nyman: Nobody counted [waived]");
	assert_checked(program, "error: \"How was the issue detected?\" is missing");
	program_shell(program, "sed -i 's/^status: .*/status: draft/' a.yaml", "", "");
	assert_checked(program, "[state-by-hand]");
}

/* Whoever sets the status in the program is written down, once. */
static void test_status_is_signed(void **state)
{
	struct program *program = *state;

	program_shell(program, NAME "$AFTERWORD set a.yaml status review", "", "");
	RUN(program, 0, "get", "a.yaml", "review.states[1].to");
	assert_string_equal(str_text(&program->out), "review\n");
	RUN(program, 0, "get", "a.yaml", "review.states[1].by");
	assert_string_equal(str_text(&program->out), "Ida Nyman\n");
	program_shell(program, NAME "$AFTERWORD set a.yaml status review", "", "");
	RUN(program, 2, "get", "a.yaml", "review.states[2].to");
	assert_not_checked(program, "[state-by-hand]");
	program_shell(program, NAME "$AFTERWORD set a.yaml status ''", "", "");
	RUN(program, 2, "get", "a.yaml", "review.states[2].to");
	program_shell(program, NAME "$AFTERWORD set a.yaml title 'Another'", "", "");
	RUN(program, 2, "get", "a.yaml", "review.states[2].to");
}

/* A waiver of the rule alone is for findings about the document; a state needs none. */
static void test_state_without_place(void **state)
{
	struct program *program = *state;

	comment(program, "--state review");
	RUN(program, 0, "get", "a.yaml", "status");
	assert_string_equal(str_text(&program->out), "review\n");
	comment(program, "--state review --waive 'missing' --why 'None'");
	assert_checked(program, "[missing]");
	assert_not_checked(program, "[waived]");
}

/* Agreeing and then setting the status leaves the agreement as it is. */
static void test_agreed_then_final(void **state)
{
	struct program *program = *state;

	comment(program, "--agree");
	comment(program, "--state final");
	assert_not_checked(program, "sign-off-");
}

static const char *const formats[] = {
	"text", "markdown", "html", "json", "json --findings", "tasks-csv", "ics"};
static const char *const words[] = {"Flamingo", "Pelican", "Heron", "Ibis", "Nyman"};

/* No word of a review is in any report. */
static void test_not_in_reports(void **state)
{
	struct program *program = *state;

	comment(program, "--comment Flamingo --on impact.service --quote 'refunds were down.' "
			 "--instead Pelican");
	program_shell(program, "AFTERWORD_NAME=Heron ",
		"$AFTERWORD review --reply $(cat id) --comment Ibis a.yaml", "");
	comment(program, "--object Ibis");
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		program_shell(program, "$AFTERWORD export a.yaml --to ", formats[i], "");
		assert_int_equal(program->status, 0);
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			if (has(&program->out, words[k]))
				fail_msg("%s has %s:\n%s", formats[i], words[k],
					str_text(&program->out));
	}
}

/* One word in each cell that the program does not write itself. */
static const char planted[] =
	"review:\n"
	"  comments:\n"
	"    - {id: c8x2k4qm, about: impact.service, quote: Flamingo, before: Avocet, after: Bittern,\n"
	"       kind: suggestion, by: Curlew, at: \"2023-10-27T11:12:00Z\", text: Dunlin, instead: Egret}\n"
	"    - {id: r4m9w2ab, to: c8x2k4qm, does: resolve, by: Fulmar, text: Gannet}\n"
	"  signoffs:\n"
	"    - {id: a5k2m8qd, by: Heron, does: ask, who: Ibis}\n"
	"    - {id: o5k2m8qd, by: Ibis, does: object, of: Jabiru 77fqm1, text: Knot}\n"
	"  states:\n"
	"    - {id: t9f3c2wx, by: Lapwing, to: draft, waives: missing impact.Merlin, why: Nightjar}\n"
	"  checklist:\n"
	"    - {id: h5k2w8pa, of: first-sign, by: Osprey, at: \"2023-10-27T11:12:00Z\", answer: n/a, why: Pelican}\n";
static const char *const birds[] = {"Flamingo", "Curlew", "Dunlin", "Egret", "Fulmar", "Gannet",
	"Heron", "Ibis", "Knot", "Lapwing", "Merlin", "Nightjar", "Osprey", "Pelican"};

static void export_to(struct program *program, const char *name, const char *options)
{
	program_shell(program, "$AFTERWORD export --as-of 2023-11-01T09:00:00Z ", options, name);
	assert_int_equal(program->status, 0);
}

/* Reports of a document are the same with a review and without, unless it is asked for. */
static void test_with_review(void **state)
{
	struct program *program = *state;
	struct str without = {0};
	struct str text = {0};

	str_appendf(&text, "%s%s", kept, planted);
	folder_put_text(&program->folder, "b.yaml", str_text(&text));
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		str_clear(&text);
		str_appendf(&text, "--to %s ", formats[i]);
		export_to(program, "a.yaml", str_text(&text));
		str_set(&without, str_text(&program->out), program->out.len);
		export_to(program, "b.yaml", str_text(&text));
		assert_string_equal(str_text(&program->out), str_text(&without));
	}
	for (size_t i = 0; i < 4; i++) {
		str_clear(&text);
		str_appendf(&text, "--with-review --to %s ", formats[i]);
		export_to(program, "b.yaml", str_text(&text));
		for (size_t k = 0; k < sizeof(birds) / sizeof(*birds); k++)
			if (!has(&program->out, birds[k]))
				fail_msg("%s lacks %s:\n%s", formats[i], birds[k],
					str_text(&program->out));
	}
	RUN(program, 2, "export", "--with-review", "--public", "b.yaml");
	assert_true(has(&program->err, "a public report has no review"));
	assert_int_equal(program->out.len, 0);
	RUN(program, 2, "export", "--with-review", "--to", "tasks-csv", "b.yaml");
	assert_int_equal(program->out.len, 0);
	assert_true(has(&program->err, "--with-review is for reports as text, markdown, html"));
	str_release(&without);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_thread, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_standard_input, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_where, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_whose_turn, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_refused, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_closed_once, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_lost_first, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_ahead, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_words_alone, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_amend, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_move, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_accept, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_lost_row, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_long_texts, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_signoffs, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_names, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_checklist, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_bare_form, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_state, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_status_is_signed, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_state_without_place, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_agreed_then_final, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_not_in_reports, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_with_review, set_up, program_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
