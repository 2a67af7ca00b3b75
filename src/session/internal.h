/*
 * What the session layer shares inside. One private struct, in parts that belong to
 * one file each; functions are named after the part they work on. What actions do is in
 * editing.h, what has to do with the disk in disk.h, keys in keys.h.
 */
#ifndef AFTERWORD_SESSION_INTERNAL_H
#define AFTERWORD_SESSION_INTERNAL_H

#include "merge/diff.h"
#include "merge/merge.h"
#include "session/session.h"
#include "store/file.h"
#include "store/journal.h"
#include "store/look.h"
#include "store/saver.h"
#include "text/motion.h"

/* --- the private part of a session --- */

#define NEVER INT64_MAX /* of a time that something is due */

/* Where the user stands: what undo goes back to. */
struct standing {
	struct focus focus;
	bool is_typed; /* as in struct entry */
};

enum step_kind {
	STEP_TYPE,   /* grows while words are typed */
	STEP_DELETE, /* grows while deleting */
	STEP_WHOLE,  /* one thing; nothing joins it */
};

/* One undo step: ops that go and come together. */
struct step {
	struct ops ops;
	struct standing before;
	struct standing after;
	bool is_void; /* others changed the same since: it can neither be undone nor redone */
};

struct undo {
	struct step *items;
	size_t n;
	size_t cap;
	size_t done;  /* steps that stand; those above were undone */
	bool is_open; /* the last one may still grow, */
	enum step_kind kind;
	int64_t last_at;
	bool is_begun;          /* a step was announced: the next op starts it */
	struct standing before; /* of the announced one */
};

/* A time, number or percent between its first edit and leaving it: the value is what was typed. */
struct entry {
	bool is_typed;
	struct str stored; /* the value before the first edit, and what was shown of it */
	struct str shown;
	bool is_outrun;  /* somebody else changed the value meanwhile: stored is theirs, */
	struct str base; /* and this is what it was before */
};

/* Where the cursor last was in a text. */
struct memory {
	struct place place;
	size_t cursor; /* SIZE_MAX: at the end */
};

#define N_MEMORIES 64

struct memories {
	struct memory items[N_MEMORIES];
	size_t n;
	size_t next;      /* to be overwritten */
	unsigned *fields; /* per page: the field last focused */
	size_t *rows;     /* per field: the row last focused */
};

struct laid_out {
	struct place place;
	struct wrap wrap;
	bool is_plain;     /* of the value's own text, as of its revision */
	unsigned revision; /* of the value */
};

#define N_LAID_OUT 128

struct layouts {
	struct laid_out items[N_LAID_OUT];
	size_t n;
	size_t next;
	unsigned columns;
	unsigned lines;
};

/* The rows a filter lets through, kept while nothing changes. */
struct filtered {
	bool is_valid;
	unsigned field;
	unsigned revision;
	bool shows_utc;
	size_t *rows;
	size_t n;
	size_t cap;
};

/* What the last search led to. */
struct found {
	bool is_there;
	struct place place;
	struct match match;
};

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

struct checking {
	int64_t due_at;
	unsigned revision; /* of the document as it was checked */
	int64_t cost;      /* milliseconds the last run took */
	bool is_typed_in;  /* the focused text was changed since it was entered */
};

/* What becomes of a journal that an earlier session left. */
enum journal_fate {
	FATE_LEFT,   /* it is not ours to touch, or could not be used */
	FATE_IN_IT,  /* the document holds its text: goes when the file durably does */
	FATE_TAKEN,  /* another one holds its text, as far as that one's session could take it */
	FATE_IN_PART /* all but what could not be brought back or is damaged: is set aside then */
};

/* What a message is about: others, or the disk, may settle it before the user acts. */
enum topic { TOPIC_NONE, TOPIC_MERGE, TOPIC_FILE };

struct session_private {
	enum topic topic; /* of the message */
	char *state_folder;
	struct io io;
	struct time_source time;
	struct id_source ids;
	struct file_stamp stamp;
	struct saver *saver;
	const struct keymap *keymap; /* NULL: no keys are named */
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
	struct str user;      /* what our versions are called in conflicts */
	struct str other;     /* the same for those of the one other who is here; "" */
	struct checking checking;
	struct meeting meeting;
	struct undo undo;
	struct entry entry;
	struct memories memories;
	struct layouts layouts;
	struct filtered filtered;
	char added[ROW_ID_SIZE]; /* the row added last, while it may be an empty one */
	struct zone utc;
	struct str scratch; /* shown text of the focused place */
	struct str deed;    /* what was just done and how to undo it, until the next action; "" */
	size_t n_deleted;   /* rows that the deed is about */
	struct str needle;  /* of the last find */
	struct found found;
	bool is_browsing;      /* Esc was pressed: moving does not enter texts */
	int64_t refuses_until; /* characters type nothing and mean nothing: see typing.c */
	size_t marked_at; /* the new line began an item by itself, whose text begins here; 0: not */
	size_t mark_len;
	bool is_marking; /* moves select */
	bool is_cutting; /* the last action was a cut: the next one adds to the clip */
	bool has_goal;
	unsigned goal; /* column that up and down keep to */
};

/* --- session.c --- */

int64_t session_now(const struct session *self);     /* steady, milliseconds */
int64_t session_seconds(const struct session *self); /* wall, since 1970 */
/* Clears the message and what only lives from one action to the next. */
void session_begin(struct session *self);
/* As session_say, until what it is about is settled. */
void session_say_about(struct session *self, enum topic topic, enum message_level level,
	const char *format, ...) PRINTF_LIKE(4, 5);
/* Appends an action's best key; its name in quotes when none is known. */
void session_append_key(const struct session *self, enum action action, struct str *out);
/* It is: what was said about it goes. */
void session_unsay(struct session *self, enum topic topic);
/* The file is only shown: says why. */
void session_note_read_only(struct session *self);

/* --- change.c: the one way to change the document --- */

/* Applies, journals and makes part of the undo step begun. The op's content is taken. */
bool change_apply(struct session *self, struct op *op);
/* The same without undo: for undo itself. */
bool change_replay(struct session *self, const struct op *op);
/* An op of somebody else: neither journaled nor on the undo stack. */
bool change_adopt(struct session *self, const struct op *op, struct err *err);
/* Can a place be changed? If not, says why. */
bool change_is_allowed(struct session *self, const struct place *place);
/* Applies an OP_SET unless the text is the same. */
bool change_set(struct session *self, const struct place *place, const char *text, size_t len);

/* --- typing.c --- */

/* From now on what is typed is refused until the typist notices. */
void typing_interrupt(struct session *self);
/* A key that types nothing, or a text in which typing goes on: characters count again. */
void typing_resume(struct session *self);
/* On a field or choice, where no character types: says what to press. */
void typing_refuse(struct session *self);

/* --- undo.c --- */

void undo_begin(struct session *self, enum step_kind kind);
/* The step begun is done; notes where the user stands. */
void undo_end(struct session *self);
/* Nothing joins the last step any more. */
void undo_close(struct session *self);
void undo_record(struct session *self, struct op *op);
void undo_clear(struct session *self);
void undo_release(struct undo *self);
bool undo_back(struct session *self);
bool undo_forward(struct session *self);
/* Takes the last step back for good if all it did was to add this row. */
bool undo_take_row(struct session *self, unsigned field, const char *id);
/* Nothing takes the last step back. */
void undo_forbid_last(struct session *self);

/* --- undo_follow.c --- */

/* Rewrites the steps for a document that others' ops were applied to. */
void undo_follow(struct session *self, const struct ops *ops);

/* --- focus.c --- */

/* Typed loosely, stored strictly: times, numbers, the zone. */
bool field_is_entered(const struct form_field *field);
const struct form_field *focus_field(const struct session *self);
bool focus_is_table(const struct session *self);
/* Finishes with the focused place: before the focus goes anywhere else. */
void focus_leave(struct session *self);
/* Makes a focus just set a good one: cursor where it was, in the text if it has one. */
void focus_enter(struct session *self);
/* Enters the text of the focused place. */
void focus_open_text(struct session *self);
/* Brings a focus back into what is there. */
void focus_fix(struct session *self);
void focus_init(struct session *self);
void focus_release(struct session *self);
/* The next or previous field or column; over pages only when crosses says so. */
bool focus_step(struct session *self, int direction, bool crosses);
bool focus_step_page(struct session *self, int direction);
bool focus_close(struct session *self);
void focus_set_field(struct session *self, unsigned field);
void focus_set_row(struct session *self, size_t row);
/* Of the open row. */
void focus_set_column(struct session *self, unsigned column);
/* The first or last field of the page. */
void focus_go_edge(struct session *self, int direction);

/* --- focus_follow.c --- */

/* Before an op of somebody else is applied: the focus stays on what it is on. */
void focus_follow_live(struct session *self, const struct op *op);
/* The same for a focus of another time, which was in the text of a place. */
void focus_follow(struct focus *focus, const struct place *place, const struct op *op);

/* --- show.c, layout.c --- */

/* The shown text of the focused place; borrowed until the next change or call. */
const char *show_focused(const struct session *self, size_t *len);
const struct zone *show_zone(const struct session *self);
/* Does the place show its value's own text? */
bool show_is_plain(const struct session *self, const struct place *place);
/* Around an op: which layout can follow it, and the following. */
struct laid_out *layout_before(struct session *self, const struct op *op);
void layout_after(struct session *self, struct laid_out *layout, const struct op *op);
void layout_clear(struct session *self);
void layouts_release(struct session *self);

/* --- finding.c --- */

bool finding_step(struct session *self, int direction);
void finding_update(struct session *self);
/* After an op: in a while. */
void finding_postpone(struct session *self);
/* On leaving a field: now, unless that takes long. */
void finding_hurry(struct session *self);
/* After an edit by the user: the focused text is being typed in until one leaves it. */
void finding_note_typing(struct session *self);
/* Somebody else changed a place: what is found there is not about what is being typed. */
void finding_note_foreign(struct session *self, const struct place *place);

#endif
