/*
 * A complete editing session as a story: open, type, autosave, save, rows, undo, finish,
 * on a disk in memory, recording after every key what was on the screen. Whatever
 * happened to the disk, the story knows what must still be there.
 */
#ifndef FAULT_STORY_H
#define FAULT_STORY_H

#include "crash_fs.h"
#include "session/session.h"

#define STORY_FILE "/d/doc.yaml"
#define STORY_STATE "/home/state/afterword"

/* The ways of saving a file. */
struct story_way {
	const char *name;
	bool without_exchange;
	bool without_links;
	bool has_second_name; /* it is written in place */
	bool is_first;        /* the folder for journals is not there yet */
};

extern const struct story_way story_ways[];
extern const size_t n_story_ways;

/* The state after a key. */
struct story_mark {
	size_t n_changes; /* of the disk by then */
	int64_t at;
	size_t painted; /* the state on the screen */
	size_t kept;    /* the last one not reported as being only in memory */
	size_t saved;   /* the state last reported as saved, */
	size_t version; /* and the file's bytes then */
};

struct story {
	const struct story_way *way;
	struct crash_fs *fs;
	struct io io; /* the disk's own, or one over it */
	int64_t clock;
	unsigned counter;
	struct session *session;
	bool is_opened;
	bool is_finished; /* by session_finish, with success */
	bool is_told;     /* of a failure, by a message or an error */
	struct err err;   /* of opening or finishing */

	struct str *states; /* dumps of the document, in order */
	size_t n_states;
	size_t cap_states;
	struct str *versions; /* bytes of the file, in order */
	size_t n_versions;
	size_t cap_versions;
	struct story_mark *marks;
	size_t n_marks;
	size_t cap_marks;
};

/* A disk with the document and its form; if io's ops are NULL: the disk's own. */
void story_init(struct story *self, const struct story_way *way);
void story_release(struct story *self);

/* Plays it to the end, or until the session cannot be opened. */
void story_tell(struct story *self);
/* The same step by step: opens, types keys without waiting for the disk, finishes. */
void story_begin(struct story *self);
void story_type(struct story *self, unsigned field, const char *text);
void story_end(struct story *self);
/* One that begins on a disk left by another and only opens and finishes; takes the disk. */
void story_go_on(struct story *self, const struct story *before, struct crash_fs *fs);

/* The last mark for which the first n changes had been made. */
const struct story_mark *story_mark_at(const struct story *self, size_t n);
/* The last one that is at least this old when change n is made; NULL: none. */
const struct story_mark *story_mark_before(const struct story *self, size_t n, int64_t age);

/* Bytes that the file may also have. */
void story_add_version(struct story *self, const struct str *bytes);

/* The last state that a document equals; SIZE_MAX: none. */
size_t story_find_state(const struct story *self, const struct document *document);
/* The last version of these bytes; SIZE_MAX: none. */
size_t story_find_version(const struct story *self, const struct str *bytes);

#endif
