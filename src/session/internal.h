/*
 * What the session layer shares inside. One private struct, in parts that belong to
 * one file each; functions are named after the part they work on.
 */
#ifndef AFTERWORD_SESSION_INTERNAL_H
#define AFTERWORD_SESSION_INTERNAL_H

#include "merge/merge.h"
#include "session/session.h"
#include "store/file.h"
#include "store/file_probe.h"
#include "store/journal.h"
#include "store/saver.h"

/* --- the private part of a session --- */

#define NEVER INT64_MAX /* of a time that something is due */

struct saving {
	unsigned saved_revision; /* the document as the file holds it */
	unsigned revision;       /* the document as the running save has it */
	int64_t first_edit_at;   /* the oldest one the file does not hold; NEVER: none */
	int64_t last_edit_at;
	int64_t next_edit_at; /* the oldest one since the running save began */
	int64_t retry_at;
	unsigned n_failures;
	unsigned n_outrun;     /* times that somebody else wrote before this save could */
	bool is_unsynced;      /* the file holds a text that may not last: write it anew */
	bool is_doubtful;      /* a sync of the file failed: a second one of it would lie */
	bool is_refused;       /* saved_revision cannot be written; wait for another edit */
	bool is_wanted;        /* once more when the running one is done */
	bool is_announced;     /* the user asked: say when it is done */
	int64_t sync_at;       /* of the journal */
	bool is_folder_synced; /* the journal has its name there, also after a power loss */
	int64_t look_at;       /* at the file on disk */
	bool reads_next;       /* the stamp is another one: the next look reads */
	bool is_tried;         /* leaving, a save was started */
	bool is_seeing;        /* the last look, before leaving, is under way */
	bool is_outseen;       /* it brought a document without what was on the screen */
	bool is_ending;        /* nobody is there any more to see what is brought */
	bool is_seen;          /* it was taken: what we know is what is there */
	int64_t company_until; /* somebody else wrote a while ago and may again */
	bool is_gone;          /* there is no file: the next save makes it */
	bool is_unborn;        /* nor was there one; nothing of the session is on the disk */
};

/* Both versions whole, as they were before a merge with conflicts. */
struct parted {
	bool is_there;
	struct str mine;
	struct str theirs;
};

/* Meeting others at the document. */
struct meeting {
	int64_t due_at;
	int64_t asked_at;
	unsigned page;   /* as it was shown to them */
	bool is_put_off; /* until there is a file */
};

/* What becomes of a journal that an earlier session left. */
enum journal_fate {
	FATE_LEFT,   /* it is not ours to touch, or could not be used */
	FATE_IN_IT,  /* the document holds its text: goes when the file durably does */
	FATE_TAKEN,  /* another one holds its text, as far as that one's session could take it */
	FATE_IN_PART /* all but what could not be brought back or is damaged: is set aside then */
};

struct session_private {
	char *state_folder;
	struct io io;
	struct time_source time;
	struct id_source ids;
	struct file_stamp stamp;
	struct saver *saver;
	struct journal *journal;
	bool is_journal_behind; /* it lacks ops that could not be written yet */
	struct journal_list old_journals;
	enum journal_fate *fates; /* per old journal */
	struct ops recovered;     /* what recovery did to the document as it was opened */
	struct str opened;        /* its bytes, when no journal has them */
	struct document *opening; /* the same with what others changed since; NULL: they did not */
	struct saving saving;
	struct parted parted;
	struct person person; /* us */
	struct meeting meeting;
};

/* --- session.c --- */

int64_t session_now(const struct session *self);     /* steady, milliseconds */
int64_t session_seconds(const struct session *self); /* wall, since 1970 */
/* The file is only shown: says why. */
void session_note_read_only(struct session *self);

#endif
