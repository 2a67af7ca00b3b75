/* Reading the comments of a document as threads. */
#include "internal.h"

#include "base/mem.h"
#include "base/visible.h"

#include <stdlib.h>
#include <string.h>

/* A row of the table on its way into a thread. */
struct entry {
	size_t row;
	size_t root;
	struct comment comment;
};

struct builder {
	struct threads *threads;
	const struct rows *rows;
	struct entry *entries; /* by thread, oldest first */
	size_t n;
};

/* --- entries --- */

static struct comment read_comment(const struct builder *self, size_t row, int64_t now)
{
	const struct row *item = &self->rows->items[row];
	struct comment comment = {.row = item,
		.by = review_text(item, COMMENT_BY),
		.text = review_text(item, COMMENT_TEXT)};

	comment.at = review_seconds(item, COMMENT_AT, now, &comment.is_ahead);
	comment.does = (enum comment_does)review_choice(
		self->threads->document, REVIEW_COMMENTS, item, COMMENT_DOES);
	return comment;
}

/* The first comment of a thread, then the others by time, then by id: the same on every machine. */
static int compare_entries(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;

	if (left->root != right->root)
		return left->root < right->root ? -1 : 1;
	if ((left->row == left->root) != (right->row == right->root))
		return left->row == left->root ? -1 : 1;
	if (left->comment.at != right->comment.at)
		return left->comment.at < right->comment.at ? -1 : 1;
	return strcmp(left->comment.row->id, right->comment.row->id);
}

static void collect(struct builder *self, int64_t now)
{
	size_t *roots = thread_find_roots(self->threads->document);

	self->n = self->rows->n;
	self->entries = mem_zalloc(self->n + 1, sizeof *self->entries);
	for (size_t i = 0; i < self->n; i++) {
		self->entries[i] = (struct entry){
			.row = i, .root = roots[i], .comment = read_comment(self, i, now)};
		if (roots[i] == i)
			self->entries[i].comment.does = COMMENT_SAYS;
	}
	qsort(self->entries, self->n, sizeof *self->entries, compare_entries);
	free(roots);
}

/* --- what rows do to their thread --- */

static void set_state(struct thread *thread, const struct comment *comment)
{
	static const enum thread_state states[] = {
		[COMMENT_RESOLVES] = THREAD_RESOLVED,
		[COMMENT_REOPENS] = THREAD_OPEN,
		[COMMENT_ACCEPTS] = THREAD_ACCEPTED,
		[COMMENT_DECLINES] = THREAD_DECLINED,
	};

	if (comment->does <= COMMENT_DECLINES)
		thread->state = states[comment->does];
}

static void set_place(struct builder *self, struct thread *thread, const char *path)
{
	thread->path = path;
	thread->is_gone = thread_find_place(self->threads->document, path, &thread->on);
}

/* A move is to other words, and perhaps to another place. */
static void set_words(struct builder *self, struct thread *thread, const struct comment *comment)
{
	const char *path = review_text(comment->row, COMMENT_ABOUT);

	if (comment->does != COMMENT_MOVES && comment->row != thread->row)
		return;
	if (path[0] != '\0' || comment->row == thread->row)
		set_place(self, thread, path);
	thread->row_words = review_text(comment->row, COMMENT_ROW);
	thread->quote = review_text(comment->row, COMMENT_QUOTE);
	thread->before = review_text(comment->row, COMMENT_BEFORE);
	thread->after = review_text(comment->row, COMMENT_AFTER);
	thread->anchor = comment->row;
	thread->anchored_at = comment->at;
}

/* What is decided about the words of a suggestion stays about those that there were. */
static void amend_comment(
	struct thread *thread, struct comment *comment, const struct comment *amendment)
{
	const char *instead = review_text(amendment->row, COMMENT_INSTEAD);

	if (amendment->text[0] != '\0')
		comment->text = amendment->text;
	if (instead[0] != '\0' && comment->row == thread->row && thread->state == THREAD_OPEN)
		thread->instead = instead;
	comment->is_amended = true;
	comment->amended_at = amendment->at;
}

/* An amendment is another text for the comment that it names, from the same author. False if there
 * is none such. */
static bool amend(struct builder *self, struct thread *thread, const struct comment *amendment)
{
	const char *to = review_text(amendment->row, COMMENT_TO);
	struct threads *threads = self->threads;

	for (size_t i = thread->first; i < threads->n_comments; i++) {
		struct comment *comment = &threads->comments[i];

		if (strcmp(comment->row->id, to) != 0 || strcmp(comment->by, amendment->by) != 0)
			continue;
		amend_comment(thread, comment, amendment);
		threads->amendments[threads->n_amendments++] = *amendment;
		thread->n_amendments++;
		return true;
	}
	return false;
}

/* --- threads --- */

static void begin_thread(struct builder *self, const struct entry *root)
{
	struct threads *threads = self->threads;
	struct thread *thread = &threads->items[threads->n++];
	unsigned kind =
		review_choice(threads->document, REVIEW_COMMENTS, root->comment.row, COMMENT_KIND);

	*thread = (struct thread){.row = root->comment.row,
		.kind = kind < N_THREAD_KINDS ? (enum thread_kind)kind : THREAD_REMARK,
		.instead = review_text(root->comment.row, COMMENT_INSTEAD),
		.first = threads->n_comments,
		.first_amendment = threads->n_amendments};
}

/* Is it to be seen by itself? What somebody amends that is not theirs is a reply. */
static bool is_said(struct builder *self, struct thread *thread, const struct comment *comment)
{
	if (comment->does == COMMENT_AMENDS)
		return comment->is_ahead || !amend(self, thread, comment);
	return comment->does != COMMENT_MOVES;
}

static void add_comment(struct builder *self, const struct entry *entry)
{
	struct threads *threads = self->threads;
	struct thread *thread = &threads->items[threads->n - 1];
	const struct comment *comment = &entry->comment;

	if (is_said(self, thread, comment)) {
		threads->comments[threads->n_comments] = *comment;
		if (comment->does == COMMENT_AMENDS)
			threads->comments[threads->n_comments].does = COMMENT_SAYS;
		threads->n_comments++;
		thread->n++;
	}
	if (comment->is_ahead && entry->row != entry->root)
		return;
	set_state(thread, comment);
	set_words(self, thread, comment);
}

/* --- their order --- */

struct ranked {
	struct place_rank rank;
	struct thread thread;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a;
	const struct ranked *right = b;
	int order = place_rank_compare(&left->rank, &right->rank);

	return order != 0 ? order
			  : (left->thread.row > right->thread.row) -
				    (left->thread.row < right->thread.row);
}

static void sort(struct threads *self)
{
	struct ranked *ranked = mem_alloc((self->n + 1) * sizeof *ranked);

	for (size_t i = 0; i < self->n; i++)
		ranked[i] = (struct ranked){
			place_rank(self->document, &self->items[i].on), self->items[i]};
	qsort(ranked, self->n, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < self->n; i++)
		self->items[i] = ranked[i].thread;
	free(ranked);
}

void threads_init(struct threads *self, const struct document *document, int64_t now)
{
	struct builder builder = {.threads = self, .rows = review_rows(document, REVIEW_COMMENTS)};

	*self = (struct threads){.document = document};
	if (builder.rows->n == 0)
		return;
	collect(&builder, now);
	self->items = mem_alloc(builder.n * sizeof *self->items);
	self->comments = mem_alloc(builder.n * sizeof *self->comments);
	self->amendments = mem_alloc(builder.n * sizeof *self->amendments);
	for (size_t i = 0; i < builder.n; i++) {
		if (builder.entries[i].row == builder.entries[i].root)
			begin_thread(&builder, &builder.entries[i]);
		add_comment(&builder, &builder.entries[i]);
	}
	free(builder.entries);
	sort(self);
	self->last = mem_zalloc(1, sizeof *self->last);
}

void threads_release(struct threads *self)
{
	free(self->items);
	free(self->comments);
	free(self->amendments);
	if (self->last != NULL)
		anchor_text_free(self->last->text);
	free(self->last);
	*self = (struct threads){0};
}

/* --- questions --- */

const struct thread *threads_find(const struct threads *self, const char *id)
{
	for (size_t i = 0; i < self->n; i++) {
		const struct thread *thread = &self->items[i];

		for (size_t k = 0; k < thread->n; k++)
			if (strcmp(self->comments[thread->first + k].row->id, id) == 0)
				return thread;
	}
	return NULL;
}

size_t threads_count_open(const struct threads *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++)
		n += self->items[i].state == THREAD_OPEN;
	return n;
}

const char *comment_does_name(enum comment_does does)
{
	static const char *const names[N_COMMENT_DOES] = {
		[COMMENT_RESOLVES] = "resolve",
		[COMMENT_REOPENS] = "reopen",
		[COMMENT_ACCEPTS] = "accept",
		[COMMENT_DECLINES] = "decline",
		[COMMENT_MOVES] = "move",
		[COMMENT_AMENDS] = "amend",
		[COMMENT_SAYS] = "say",
	};

	return names[does];
}

const char *thread_kind_name(enum thread_kind kind)
{
	static const char *const names[N_THREAD_KINDS] = {
		[THREAD_QUESTION] = "question",
		[THREAD_REMARK] = "remark",
		[THREAD_SUGGESTION] = "suggestion",
		[THREAD_IDEA] = "idea",
	};

	return names[kind];
}

const char *thread_state_name(enum thread_state state)
{
	static const char *const names[] = {
		[THREAD_OPEN] = "open",
		[THREAD_RESOLVED] = "resolved",
		[THREAD_ACCEPTED] = "accepted",
		[THREAD_DECLINED] = "declined",
	};

	return names[state];
}

const char *thread_text(const struct threads *self, const struct thread *thread)
{
	const char *text = self->comments[thread->first].text;

	return text[0] != '\0' ? text : thread->instead;
}

bool thread_takes(const struct thread *thread, enum comment_does does, struct err *err)
{
	static const struct {
		bool open, closed;
	} takes[N_COMMENT_DOES] = {
		[COMMENT_RESOLVES] = {.open = true},
		[COMMENT_REOPENS] = {.closed = true},
		[COMMENT_ACCEPTS] = {.open = true},
		[COMMENT_DECLINES] = {.open = true},
		[COMMENT_MOVES] = {.open = true},
		[COMMENT_AMENDS] = {.open = true, .closed = true},
		[COMMENT_SAYS] = {.open = true, .closed = true},
	};

	if (does == COMMENT_DECLINES && thread->kind != THREAD_SUGGESTION &&
		thread->kind != THREAD_IDEA)
		return err_set(err, ERR_USAGE,
			"a %s cannot be declined, only a suggestion or an idea; resolve it",
			thread_kind_name(thread->kind));
	if (thread->state == THREAD_OPEN ? !takes[does].open : !takes[does].closed)
		return err_set(
			err, ERR_USAGE, "it is %s already", thread_state_name(thread->state));
	return true;
}

const char *comment_by(const struct comment *comment)
{
	return comment->by[0] != '\0' ? comment->by : "nobody";
}

void thread_append_replies(const struct threads *self, const struct thread *thread, struct str *out)
{
	const char *by = comment_by(thread_last(self, thread));

	if (thread->n == 1)
		return;
	str_appendf(out, " (%zu %s, last by ", thread->n - 1, thread->n == 2 ? "reply" : "replies");
	visible_append_start(out, by, NAME_SHOWN);
	str_append_char(out, ')');
}

const struct comment *thread_last(const struct threads *self, const struct thread *thread)
{
	return &self->comments[thread->first + thread->n - 1];
}
