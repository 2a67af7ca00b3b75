/*
 * The saver: one thread that checks finished bytes by reading them back, makes them
 * durable and reports. No key ever waits for it. It also syncs the journal, finds out who
 * else has the document open, and checks the file for their changes.
 *
 * All functions are called from the one editing thread.
 */
#ifndef AFTERWORD_STORE_SAVER_H
#define AFTERWORD_STORE_SAVER_H

#include "model/document.h"
#include "store/file.h"
#include "store/file_probe.h"
#include "store/presence.h"

#include <stdbool.h>
#include <stdint.h>

struct saver;

struct save_request {
	char *path;
	bool has_base; /* false: the file must not exist yet */
	struct str base;
	struct str bytes;
	struct str dump; /* what document_dump of the re-read bytes must be */
	const struct form *form;
	bool is_anew;      /* as in struct file_save */
	uint64_t sequence; /* of the journal's last op in the bytes */
	bool has_journal;  /* which records this save, */
	int journal;       /* and is synced before the file is written in place */
};

struct save_outcome {
	enum file_result result;
	struct err err;           /* if not saved */
	uint64_t sequence;        /* the request's */
	struct str bytes;         /* moved over from the request */
	struct document document; /* parsed from the bytes, to be adopted; only if saved */
	struct file_stamp stamp;
	struct file_probe look; /* at the current file, if somebody else changed it */
	int64_t saved_at;       /* milliseconds, wall clock */
};

struct saver *saver_new(
	struct io io, struct id_source ids, struct time_source time, struct err *err);

/* Waits for work in progress, then ends the thread. */
void saver_free(struct saver *self);

/* Readable if an outcome is waiting. */
int saver_fd(const struct saver *self);

bool saver_is_busy(const struct saver *self);

/* Hands over a request, whose content is moved. Only if not busy. An earlier request for a look is
 * dropped, because it would report on a file that no longer exists; for the same reason, the file
 * is not watched until saver_watch says what is known after the save. */
void saver_start(struct saver *self, struct save_request *request);

/* Takes a document that is no longer needed, and releases it when there is nothing else to do: a
 * large one takes a while. */
void saver_discard(struct saver *self, struct document *document);

/* What is written while one types, and synced soon after that. */
enum saver_file { SAVER_JOURNAL, SAVER_DRAFTS, N_SAVER_FILES };

/*
 * Asks for an fdatasync of a descriptor soon, and for an fsync of the folder that the
 * file is new in (-1: none); several requests for a file become one. Done before any save that is
 * started later.
 */
void saver_sync(struct saver *self, enum saver_file file, int fd, int folder);

/*
 * The errno of a sync that failed since the last call; 0 if none did. saver_fd becomes
 * readable for it too. The file must then be rewritten: see journal_renew.
 */
int saver_take_sync_error(struct saver *self, enum saver_file file);

/* Sets who we are and takes it; others do not see it before the first saver_update_presence. Once.
 */
void saver_set_presence(struct saver *self, struct presence *presence);

/* Asks for a presence_update after the work in progress; several requests become one. */
void saver_update_presence(struct saver *self, const char *path, const char *page);

/* Moves to *out who else is there, if that has changed since the last call. saver_fd becomes
 * readable for it too. */
bool saver_take_company(struct saver *self, struct company *out);

/*
 * From now on the thread looks by itself, in real time, whether the file at a path still has this
 * stamp: when the system hints at a change, and regularly where it does not. It meets others by
 * itself, too. is_quick: others are likely to change it. Repeated with the same, it does nothing.
 */
void saver_watch(
	struct saver *self, const char *path, const struct file_stamp *known, bool is_quick);
/* Was it found to be another file? saver_fd becomes readable for it too. Then nothing is looked at
 * until saver_watch says what is known now. */
bool saver_take_stir(struct saver *self);

/* Waits until nothing is in progress; outcomes are not taken. */
void saver_settle(struct saver *self);

/* Takes an outcome if there is one, and empties saver_fd; with wait, blocks until the work in
 * progress is done. */
bool saver_take(struct saver *self, bool wait, struct save_outcome *outcome);
void save_outcome_release(struct save_outcome *self);

/* Asks for a look at the file; content is moved. Only if neither busy nor looking. */
void saver_look(struct saver *self, struct file_probe_request *request);
bool saver_is_looking(const struct saver *self);
/* Drops the requested look, because the document has changed to another one. */
void saver_forget_look(struct saver *self);
/* Takes the finished look; saver_fd becomes readable for it, wait blocks until then. The caller
 * owns the look. */
bool saver_take_look(struct saver *self, bool wait, struct file_probe *look);

#endif
