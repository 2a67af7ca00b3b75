/*
 * The comments of a document as threads. All of it may have been written by anybody in any program:
 * replies to nothing, circles and times to come give threads, too, so that nothing is hidden.
 */
#ifndef AFTERWORD_REVIEW_THREADS_H
#define AFTERWORD_REVIEW_THREADS_H

#include "review/anchor.h"
#include "review/review_tables.h"

struct carried_words;

/* In the order of the form's choices. A thread of another kind is a remark. */
enum thread_kind { THREAD_QUESTION, THREAD_REMARK, THREAD_SUGGESTION, THREAD_IDEA, N_THREAD_KINDS };

/* In the order of the form's choices; a comment without one of them says something. */
enum comment_does {
	COMMENT_RESOLVES,
	COMMENT_REOPENS,
	COMMENT_ACCEPTS,
	COMMENT_DECLINES,
	COMMENT_MOVES,
	COMMENT_AMENDS,
	COMMENT_SAYS,
	N_COMMENT_DOES,
};

enum thread_state { THREAD_OPEN, THREAD_RESOLVED, THREAD_ACCEPTED, THREAD_DECLINED };

/* Bytes of a name and of a quote that a line of text has room for. */
enum { NAME_SHOWN = 80, QUOTE_SHOWN = 160 };

struct comment {
	const struct row *row;
	const char *by;
	const char *text; /* the newest, if the author amended it */
	int64_t at;       /* seconds since 1970; INT64_MIN: it does not say */
	enum comment_does does;
	bool is_amended;
	int64_t amended_at; /* of that; see at */
	bool is_ahead;      /* see review_seconds */
};

struct thread {
	const struct row *row; /* its first comment */
	enum thread_kind kind;
	enum thread_state state;
	struct place on;       /* column FORM_NONE: a row; field FORM_NONE: the whole document */
	bool is_gone;          /* what it was about is not there: on is the nearest thing that is */
	const char *path;      /* as the comment has it */
	const char *row_words; /* of all of a row or cell: see row_append_words, as it was then */
	const char *quote, *before, *after; /* where the words were last seen, */
	const struct row *anchor;           /* by which comment, */
	int64_t anchored_at;                /* and when; INT64_MIN: it does not say */
	const char *instead; /* of a suggestion: the words to put there, as they were amended */
	size_t first, n;     /* its comments in those of struct threads, oldest first */
	size_t first_amendment, n_amendments; /* the same of them */
};

/* Texts and rows are the document's: valid until its next op. */
struct threads {
	const struct document *document;
	struct thread *items; /* by their place in the document */
	size_t n;
	struct comment *comments; /* moves and amendments are not among them */
	size_t n_comments;
	struct comment *amendments; /* each is another text of the comment that it belongs to */
	size_t n_amendments;
	const struct carried_words *words; /* where they are, if that is known; else NULL */
	struct last_text *last;            /* private to thread_find_words */
};

/* now in seconds since 1970. */
void threads_init(struct threads *self, const struct document *document, int64_t now);
void threads_release(struct threads *self);

/* The thread that a comment with this id belongs to; NULL if there is none. */
const struct thread *threads_find(const struct threads *self, const char *id);
/* The comment itself; NULL if there is none. */
const struct comment *threads_find_comment(const struct threads *self, const char *id);
size_t threads_count_open(const struct threads *self);

/* As the form has it; "say" for one that it has no word for. */
const char *comment_does_name(enum comment_does does);
const char *thread_kind_name(enum thread_kind kind);
const char *thread_state_name(enum thread_state state);
/* What it says first: of a suggestion without words about it, the words that it suggests. */
const char *thread_text(const struct threads *self, const struct thread *thread);
/* Who wrote it, in a sentence: "nobody" if it does not say. */
const char *comment_by(const struct comment *comment);
/* Appends " (2 replies, last by Geda Siraj)"; nothing if there are none. */
void thread_append_replies(
	const struct threads *self, const struct thread *thread, struct str *out);
const struct comment *thread_last(const struct threads *self, const struct thread *thread);
/* The last one of somebody; NULL if they have said nothing there. */
const struct comment *thread_last_by(
	const struct threads *self, const struct thread *thread, const char *by);
/* Can that be done to it, as it is now? Fails with a sentence. */
bool thread_takes(const struct thread *thread, enum comment_does does, struct err *err);

/* What a comment with such a path is about; true if that is not there any more, and on is the
 * nearest thing. */
bool thread_find_place(const struct document *document, const char *path, struct place *on);

/* The field or cell that stands for what it is about: of a row, its first. */
struct place thread_cell(const struct thread *thread);

/* Where its words are now, in the text at its place. Exact, with both ends 0, if it is not about
 * words; lost, too, if there is no such text. Near, too, if they are other words than at first. */
struct anchor_place thread_find_words(const struct threads *self, const struct thread *thread);
/* Is it a suggestion whose words can be put in as things are? */
bool thread_is_acceptable(const struct threads *self, const struct thread *thread);
/* Is its place gone, or are its words? Nothing in the document leads to it then. */
bool thread_is_lost(const struct threads *self, const struct thread *thread);
/* Appends, visible-safe, "its words are gone: WORDS", or "its place is gone: " and what that was
 * known by. False if it has lost nothing. */
bool thread_append_loss(const struct threads *self, const struct thread *thread, struct str *out);
/* Appends what a row is known by: its time and its first words, in one line. */
void row_append_words(const struct document *document, const struct place *place, struct str *out);
/* Appends what a place is called in a sentence: "Cause" in quotes, event "The alarm fired". */
void place_append_name(const struct document *document, const struct place *place, struct str *out);

/* Has the user changed the text so that its words would be found elsewhere, or nowhere, when it is
 * opened again, and would be found by this anchor? The caller releases it then. */
bool thread_find_anchor(
	const struct threads *self, const struct thread *thread, struct anchor *out);

/* --- writing --- */

/* A comment to be written. What is empty or NULL is left out. */
struct new_comment {
	const struct place *on; /* of one that begins a thread: NULL: the whole document; of one
				   that moves it: NULL: where it was */
	const char *quote, *before, *after;
	enum thread_kind kind;
	const char *to;         /* the thread's id; NULL: it begins one */
	enum comment_does does; /* of one with to */
	const char *by;
	const char *text;
	const char *instead; /* of a suggestion */
};

/* Can somebody give a comment another text? Fails with a sentence: only who wrote it can, and not
 * the words of a suggestion that is settled. */
bool comment_may_be_amended(const struct threads *self, const char *id, const char *by,
	const struct new_comment *amendment, struct err *err);

/* Can words of this field be replaced by others in a suggestion? Fails with a sentence. */
bool suggestion_fits(const struct form_field *field, const char *quote, struct slice words,
	const char *instead, struct err *err);

/*
 * The op that puts the words of a suggestion into the text. Fails if it is no suggestion, or if its
 * words cannot be found for certain, with a sentence.
 */
bool thread_accept_op(
	const struct threads *self, const struct thread *thread, struct op *out, struct err *err);

/* The op that adds it: a first comment behind those on earlier places, any other behind its
 * thread. */
void comment_op(const struct threads *self, const struct new_comment *comment, const char *id,
	int64_t now, struct op *out);

#endif
