/* afterword review --comment and the like: one row more in the review of a document. */
#include "review_call.h"

#include "model/place_path.h"
#include "review/anchor.h"
#include "review/quoted.h"
#include "review/threads.h"
#include "store/git_hint.h"

#include <stdlib.h>
#include <string.h>

/* A comment being written. The texts of new are borrowed from the call, or kept here. */
struct writing {
	const struct invocation *call;
	struct threads threads; /* as the document is now */
	struct new_comment new;
	struct place on;
	struct anchor anchor;
	struct str by;
	struct str text; /* of the comment */
	char id[ID_SIZE];
};

/* --- what a first comment is about --- */

/* Which of several; 0: not said. */
static bool read_nth(const struct invocation *call, size_t *out, struct err *err)
{
	const char *text = call->values[REVIEW_NTH];
	char *end;

	*out = 0;
	if (text == NULL)
		return true;
	if (ascii_is_digit(text[0]))
		*out = (size_t)strtoul(text, &end, 10);
	return (*out > 0 && *end == '\0') ||
	       err_set(err, ERR_USAGE, "--nth is a number from 1, such as 2");
}

/* How they are written there, shortened. */
static bool refuse_other(
	struct slice text, const struct quoted *found, const char *path, struct err *err)
{
	struct anchor anchor;

	anchor_make(&anchor, text, found->start, found->end);
	err_set(err, ERR_MISSING, "these words are not in %s; it has \"%s\"", path,
		str_text(&anchor.quote));
	anchor_release(&anchor);
	return false;
}

/* Where the quoted words are in the text. */
static bool find_words(const struct invocation *call, struct slice text, const char *path,
	struct quoted *out, struct err *err)
{
	size_t nth;

	if (!read_nth(call, &nth, err))
		return false;
	*out = quoted_find(text, slice_of_text(call->values[REVIEW_QUOTE]), nth > 0 ? nth : 1);
	if (out->is_other)
		return refuse_other(text, out, path, err);
	if (out->n == 0)
		return err_set(err, ERR_MISSING, "these words are not in %s", path);
	if (nth > out->n)
		return err_set(err, ERR_USAGE, "these words are in %s only %zu time%s", path,
			out->n, out->n == 1 ? "" : "s");
	if (nth == 0 && out->n > 1)
		return err_set(err, ERR_USAGE,
			"these words are in %s %zu times; quote some of those around them, too, or "
			"say which with --nth, such as --nth 2",
			path, out->n);
	return true;
}

static bool set_words(struct writing *self, const char *path, struct err *err)
{
	const struct value *value = document_value(self->threads.document, &self->on);
	struct slice text, words;
	struct quoted found;

	if (!value)
		return err_set(
			err, ERR_USAGE, "%s is a whole row; words are in one of its columns", path);
	text = slice_of(&value->text);
	if (!find_words(self->call, text, path, &found, err))
		return false;
	words = (struct slice){text.data + found.start, found.end - found.start};
	anchor_make(&self->anchor, text, found.start, found.end);
	/* Else it would be lost at once. */
	if (found.n > 1 && !anchor_is_certain(&self->anchor, text, err))
		return false;
	if (self->call->values[REVIEW_INSTEAD] &&
		!suggestion_fits(document_field(self->threads.document, &self->on),
			str_text(&self->anchor.quote), words, self->call->values[REVIEW_INSTEAD],
			err))
		return false;
	self->new.quote = str_text(&self->anchor.quote);
	self->new.before = str_text(&self->anchor.before);
	self->new.after = str_text(&self->anchor.after);
	return true;
}

/* Else it would be lost at once. */
static bool moved_is_found(const struct writing *self, struct err *err)
{
	const struct value *value = document_value(self->threads.document, &self->on);

	return self->new.quote == NULL ||
	       anchor_is_certain(&self->anchor, slice_of(&value->text), err);
}

static bool set_place(struct writing *self, struct err *err)
{
	const struct document *document = self->threads.document;
	const char *path = self->call->values[REVIEW_ON];

	if (!path)
		return self->call->values[REVIEW_QUOTE] == NULL ||
		       err_set(err, ERR_USAGE,
			       "--quote needs --on, which says where the words are");
	if (!place_parse(&self->on, document, path, err))
		return false;
	if (self->on.field >= document->form->n_answers)
		return err_set(err, ERR_USAGE, "a comment cannot be about the review itself");
	if (self->on.row[0] == '~')
		return err_set(err, ERR_MISSING,
			"this row has no id in the file, so a comment cannot name it; give it one, or "
			"comment on the table");
	self->new.on = &self->on;
	return self->call->values[REVIEW_QUOTE] == NULL || set_words(self, path, err);
}

static bool set_kind(struct writing *self, struct err *err)
{
	const char *name = self->call->values[REVIEW_KIND];

	self->new.instead = self->call->values[REVIEW_INSTEAD];
	self->new.kind = self->new.instead ? THREAD_SUGGESTION : THREAD_REMARK;
	for (unsigned i = 0; name && i < N_THREAD_KINDS; i++) {
		if (strcmp(thread_kind_name((enum thread_kind)i), name) == 0) {
			self->new.kind = (enum thread_kind)i;
			name = NULL;
		}
	}
	if (name)
		return err_set(err, ERR_USAGE,
			"unknown kind '%s'; use question, remark, suggestion or idea", name);
	if ((self->new.kind == THREAD_SUGGESTION) != (self->new.instead != NULL))
		return err_set(err, ERR_USAGE,
			"a suggestion has --instead, the words to put there, and nothing else has");
	if (self->new.instead && !self->call->values[REVIEW_QUOTE])
		return err_set(err, ERR_USAGE, "--instead needs --quote, the words to be replaced");
	return true;
}

/* --- what belongs to a thread --- */

/* What else an act may have. */
enum { WITH_PLACE = 1, WITH_INSTEAD = 2, NEEDS_TEXT = 4 };

static const struct act {
	enum review_option option;
	enum comment_does does;
	unsigned with;
} acts[] = {
	{REVIEW_REPLY, COMMENT_SAYS, NEEDS_TEXT},
	{REVIEW_RESOLVE, COMMENT_RESOLVES, 0},
	{REVIEW_REOPEN, COMMENT_REOPENS, 0},
	{REVIEW_ACCEPT, COMMENT_ACCEPTS, 0},
	{REVIEW_DECLINE, COMMENT_DECLINES, 0},
	{REVIEW_AMEND, COMMENT_AMENDS, NEEDS_TEXT | WITH_INSTEAD},
	{REVIEW_MOVE, COMMENT_MOVES, WITH_PLACE},
};

static const struct act *find_act(const struct invocation *call)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (call->values[acts[i].option])
			return &acts[i];
	return NULL;
}

/* The comment itself gets another text, not its thread. */
static bool set_amended(struct writing *self, const char *id, struct err *err)
{
	self->new.instead = self->call->values[REVIEW_INSTEAD];
	if (!comment_may_be_amended(&self->threads, id, self->new.by, &self->new, err))
		return false;
	self->new.to = threads_find_comment(&self->threads, id)->row->id;
	return true;
}

/* To these words of its place, or of another one. */
static bool set_moved(struct writing *self, const struct thread *thread, struct err *err)
{
	const char *path = self->call->values[REVIEW_ON];

	if (path) {
		bool is_found = set_place(self, err) && moved_is_found(self, err);

		if (is_found && !thread->is_gone && place_is_equal(&self->on, &thread->on))
			self->new.on = NULL; /* it stays there */
		return is_found;
	}
	if (thread->is_gone || thread->on.field == FORM_NONE)
		return err_set(err, ERR_USAGE, "--move needs --on, which says where it goes");
	self->on = thread->on;
	return set_words(self, thread->path, err) && moved_is_found(self, err);
}

static bool set_thread(struct writing *self, const struct act *act, struct err *err)
{
	const char *id = self->call->values[act->option];
	const struct thread *thread = threads_find(&self->threads, id);

	if (!thread)
		return err_set(err, ERR_MISSING,
			"there is no comment '%s'; 'afterword review --list --all' shows those there "
			"are",
			id);
	if (!thread_takes(thread, act->does, err))
		return false;
	self->new.to = thread->row->id;
	self->new.does = act->does;
	if (act->does == COMMENT_AMENDS)
		return set_amended(self, id, err);
	return act->does != COMMENT_MOVES || set_moved(self, thread, err);
}

/* --- the row --- */

static bool set_comment(struct writing *self, struct err *err)
{
	const struct act *act = find_act(self->call);

	self->new = (struct new_comment){.by = str_text(&self->by),
		.text = self->call->values[REVIEW_COMMENT] ? str_text(&self->text) : NULL};
	anchor_release(&self->anchor);
	return act ? set_thread(self, act, err) : set_place(self, err) && set_kind(self, err);
}

/* Puts the words of a suggestion into the text. */
static bool put_suggestion(struct document *document, struct writing *self, struct err *err)
{
	const struct thread *thread = threads_find(&self->threads, self->new.to);
	struct op op = {0};
	bool done = thread_accept_op(&self->threads, thread, &op, err) &&
		    document_apply_at(document, &op, err);

	op_release(&op);
	return done;
}

static bool add_row(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct writing *self = data;
	struct op op = {0};
	bool done;

	threads_init(&self->threads, document, invocation_now(call));
	done = set_comment(self, err);
	if (done)
		comment_op(&self->threads, &self->new, self->id, invocation_now(call), &op);
	if (done && self->new.does == COMMENT_ACCEPTS && self->new.to)
		done = put_suggestion(document, self, err);
	done = done && document_apply_at(document, &op, err);
	op_release(&op);
	threads_release(&self->threads);
	return done;
}

/* Options that belong to the first comment of a thread. */
static bool check_parts(const struct invocation *call, const struct act *act, struct err *err)
{
	bool has_place = call->values[REVIEW_ON] || call->values[REVIEW_QUOTE];

	if (call->values[REVIEW_NTH] && !call->values[REVIEW_QUOTE])
		return err_set(err, ERR_USAGE, "--nth needs --quote, which it is one of");
	if (act && ((has_place && !(act->with & WITH_PLACE)) || call->values[REVIEW_KIND] ||
			   (call->values[REVIEW_INSTEAD] && !(act->with & WITH_INSTEAD))))
		return err_set(err, ERR_USAGE,
			"--on, --quote, --kind and --instead are for the first comment of a thread");
	if (act && (act->with & WITH_PLACE) && !has_place)
		return err_set(err, ERR_USAGE, "--quote WORDS says which words it is moved to");
	return true;
}

/* A suggestion says enough by its words. */
static bool check_text(const struct invocation *call, const struct act *act, const struct str *text,
	struct err *err)
{
	bool needs_text = !act || (act->with & NEEDS_TEXT);

	if (needs_text && slice_trim(slice_of(text)).len == 0 && !call->values[REVIEW_INSTEAD])
		return err_set(err, ERR_USAGE, "--comment TEXT says what the comment says");
	if (act && act->does == COMMENT_MOVES && call->values[REVIEW_COMMENT])
		return err_set(
			err, ERR_USAGE, "a move has no text; say it with --reply and --comment");
	return true;
}

static bool check_call(const struct invocation *call, const struct str *text, struct err *err)
{
	const struct act *act = find_act(call);
	size_t n = 0;

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		n += call->values[acts[i].option] != NULL;
	if (n > 1)
		return err_set(err, ERR_USAGE, "say one thing at a time: --reply, --resolve, ...");
	return check_parts(call, act, err) && check_text(call, act, text, err);
}

bool review_is_write(const struct invocation *call)
{
	for (size_t i = REVIEW_COMMENT; i <= REVIEW_MOVE; i++)
		if (call->values[i])
			return true;
	return false;
}

bool review_is_begun(const struct invocation *call)
{
	return call->values[REVIEW_COMMENT] || find_act(call);
}

void review_say_git_setup(const struct invocation *call)
{
	if (git_hint_take(call->io, call->arguments[0]))
		complain(
			"so that git can merge what several people say, run once in this clone: " GIT_HINT_COMMAND);
}

int review_write(const struct invocation *call)
{
	struct writing writing = {.call = call};
	struct str id = {0};
	struct err err = {0};
	const char *text = call->values[REVIEW_COMMENT];
	bool done = (!text || input_read_value(call->io, text, &writing.text, &err)) &&
		    check_call(call, &writing.text, &err) &&
		    review_name(call, call->arguments[0], &writing.by, &err);

	if (done) {
		id_source_next(&call->ids, writing.id);
		done = document_update(call, call->arguments[0], add_row, &writing, &err);
	}
	str_appendf(&id, "%s\n", writing.id);
	if (done)
		review_say_git_setup(call);
	if (done)
		done = print(&id);
	else
		complain_err(&err);
	anchor_release(&writing.anchor);
	str_release(&writing.by);
	str_release(&writing.text);
	str_release(&id);
	return done ? EXIT_FINE : EXIT_WRONG;
}
