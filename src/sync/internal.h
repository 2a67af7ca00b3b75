/* The parts of an autosave, one file each; internal to the sync layer. */
#ifndef AFTERWORD_SYNC_INTERNAL_H
#define AFTERWORD_SYNC_INTERNAL_H

#include "store/drafts.h"
#include "store/journal.h"
#include "sync/autosave.h"

#define NEVER INT64_MAX /* for due times */
#define SYNC 800        /* milliseconds: within a second including the sync itself */

/* The earlier of two due times. */
static inline int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- journal_writer.c --- */

struct journal_writer {
	char *folder;
	struct journal *journal; /* NULL: there is none */
	struct journal *former;  /* of the previous path, until the new file is saved */
	bool is_behind;          /* some ops could not be written yet */
	bool is_folder_synced;   /* the folder is synced, so its name survives a power loss */
	int64_t sync_at;
};

void journal_writer_init(struct journal_writer *self, const char *folder);
void journal_writer_release(struct journal_writer *self);
bool journal_writer_start(struct journal_writer *self, const struct autosave *autosave,
	const struct str *base, struct err *err);
/* What fails to be written is written with the next op. */
bool journal_writer_append(struct journal_writer *self, const struct op *op,
	const struct form *form, int64_t now, struct err *err);
/* Starts over on bytes, with ops on them. */
bool journal_writer_rebase(struct journal_writer *self, const struct str *bytes,
	const struct ops *own, const struct form *form, int64_t now, struct err *err);
bool journal_writer_saved(
	struct journal_writer *self, uint64_t sequence, const struct str *base, struct err *err);
/* It could not be synced: writes what is in memory to a new one. */
bool journal_writer_renew(struct journal_writer *self, struct err *err);
bool journal_writer_sync(struct journal_writer *self, struct saver *saver, struct err *err);
uint64_t journal_writer_sequence(const struct journal_writer *self);
bool journal_writer_is_kept(const struct journal_writer *self);
/* Removes the journal of the former path. */
void journal_writer_drop_former(struct journal_writer *self);

/* --- draft_writer.c --- */

struct draft_writer {
	struct drafts *drafts;
	bool is_folder_synced; /* the folder is synced, so the file's name survives a power loss */
	int64_t sync_at;
};

void draft_writer_init(struct draft_writer *self, const struct autosave_config *config);
void draft_writer_release(struct draft_writer *self);
/* Has them synced if that is due, and written anew if that has failed. */
void draft_writer_sync(struct draft_writer *self, struct saver *saver, int64_t now);
void draft_writer_move_to(struct draft_writer *self, const char *path, int64_t now);

/* --- saving.c: what the file holds, and when the next save is due --- */

struct saving {
	int64_t pause; /* milliseconds without a change before a save is due */
	enum save_state state;
	unsigned saved_revision; /* the document as it is in the file */
	unsigned revision;       /* the document as the running save has it */
	int64_t first_edit_at;   /* the oldest edit that is not in the file; NEVER: none */
	int64_t last_edit_at;
	int64_t next_edit_at; /* the oldest edit since the running save began */
	int64_t left_at;      /* when a field with edits was left; NEVER: it was saved since */
	int64_t retry_at;
	unsigned n_failures;
	unsigned n_overtaken; /* how often somebody else wrote before this save could */
	bool is_unsynced;     /* the file's text may not last: write it again */
	bool is_refused;      /* saved_revision cannot be written; wait for another edit */
	bool is_wanted;       /* save again when the running one is done */
	bool is_gone;         /* there is no file: the next save creates it */
	bool is_unborn;       /* nor was there ever one; nothing is on the disk */
};

void saving_init(struct saving *self, unsigned revision, bool is_unborn);
void saving_note_edit(struct saving *self, int64_t now);
/* The user has left a field, and a save is due as soon as keys pause. */
void saving_note_left(struct saving *self, int64_t now);
void saving_note_started(struct saving *self, unsigned revision);
void saving_note_failed(struct saving *self, const struct err *err, int64_t now);
/* The file has the document as of revision; the document is at present. */
void saving_note_held(struct saving *self, unsigned revision, unsigned present);
/* The file is another one; the document differs from it if it has changes of our own. */
void saving_note_rebased(
	struct saving *self, unsigned present, bool has_own, bool is_held_back, int64_t now);
/* Somebody else has changed the file. */
void saving_note_overtaken(struct saving *self);
/* When the next autosave is due; is_kept: the journal has what the file does not. */
int64_t saving_due_at(const struct saving *self, bool is_quick, bool is_kept);

/* --- watch.c: when to check the file --- */

struct watch {
	struct file_stamp stamp; /* of the file as known */
	int64_t look_at;
	bool is_told;          /* the saver says when a look is due */
	bool reads_next;       /* the stamp has changed: the next look reads */
	bool is_last;          /* the look in progress is the last one before leaving */
	int64_t company_until; /* somebody else wrote recently and may write again */
};

bool watch_is_quick(const struct watch *self, bool has_company, int64_t now);
void watch_note_asked(struct watch *self, bool is_quick, int64_t now);
/* The saver has found another file. */
void watch_note_stirred(struct watch *self, int64_t now);
void watch_note_company(struct watch *self, int64_t now);
/* Notes the current state, so that the next difference is a change. */
void watch_note_stamp(struct watch *self, const struct file_probe *look);
/* Is the result of a look worth an event? Notes what to look at again. */
bool watch_note_found(struct watch *self, const struct file_probe *look, int64_t now);

/* --- presence_poll.c: when to check who else is here --- */

struct presence_poll {
	int64_t due_at;
	int64_t asked_at;
	unsigned page;   /* as shown to others */
	bool is_put_off; /* until there is a file */
	bool is_joined;
	bool is_once; /* the saver goes on by itself */
};

void presence_poll_join(struct presence_poll *self, int64_t now);

/* --- autosave.c --- */

struct autosave {
	char *path;
	const struct form *form;
	struct io io;
	struct time_source time;
	struct id_source ids;
	struct saver *saver;
	struct journal_writer writer;
	struct draft_writer drafts;
	struct saving saving;
	struct watch watch;
	struct presence_poll poll;
	int64_t saved_at;
	struct err loss; /* why the journal cannot be written, until a step reports it */
};

static inline int64_t autosave_now(const struct autosave *self)
{
	return time_source_steady(&self->time);
}

/* The journal cannot be written: the next step reports it, and saves. */
void autosave_note_loss(
	struct autosave *self, const struct document *document, const struct err *err);

#endif
