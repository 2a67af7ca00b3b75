/*
 * The saver: one thread that checks finished bytes by reading them back, makes them
 * durable and reports. No key ever waits for it. It also syncs the journal, sees who else
 * has the document open, and looks at the file for what they write.
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
	struct str dump; /* what document_dump of the bytes read back must be */
	const struct form *form;
	bool is_anew;      /* as in struct file_save */
	uint64_t sequence; /* of the journal's last op in the bytes */
	bool has_journal;  /* which tells of this save, */
	int journal;       /* and is synced before the file is written in place */
};

struct save_outcome {
	enum file_result result;
	struct err err;           /* when not saved */
	uint64_t sequence;        /* the request's */
	struct str bytes;         /* moved over from the request */
	struct document document; /* parsed from the bytes, to be adopted; only when saved */
	struct file_stamp stamp;
	struct file_probe look; /* at what is there, when it is somebody else's */
	int64_t saved_at;       /* milliseconds, wall clock */
};

struct saver *saver_new(
	struct io io, struct id_source ids, struct time_source time, struct err *err);

/* Waits for what is under way, then ends the thread. */
void saver_free(struct saver *self);

/* Readable when an outcome waits. */
int saver_fd(const struct saver *self);

bool saver_is_busy(const struct saver *self);

/* Hands over a request, whose content is moved. Only when not busy. A look that was asked for
 * before is forgotten: it would tell of a file that is no more. */
void saver_start(struct saver *self, struct save_request *request);

/*
 * Asks for an fdatasync of a descriptor soon, and for an fsync of the folder the file is
 * new in (-1: it is not); several requests become one. Done before a save that is
 * started later.
 */
void saver_sync(struct saver *self, int fd, int folder);

/*
 * The errno of a sync that failed since the last call, 0 when none did. saver_fd becomes
 * readable for it too. The journal is then to be written anew: see journal_renew.
 */
int saver_take_sync_error(struct saver *self);

/* Who we are at the document; taken, and shown to nobody before the first saver_meet. Once. */
void saver_set_presence(struct saver *self, struct presence *presence);

/* Asks for a presence_meet after what is under way; several requests become one. */
void saver_meet(struct saver *self, const char *path, const char *page);

/* Moves to *out who else is there, when that has changed since the last call. saver_fd becomes
 * readable for it too. */
bool saver_take_company(struct saver *self, struct company *out);

/* Waits until nothing is under way; outcomes are not taken. */
void saver_settle(struct saver *self);

/* Takes an outcome if there is one, and empties saver_fd; wait blocks until what is under way is
 * done. */
bool saver_take(struct saver *self, bool wait, struct save_outcome *outcome);
void save_outcome_release(struct save_outcome *self);

/* Asks for a look at the file; content is moved. Only when neither busy nor looking. */
void saver_look(struct saver *self, struct file_probe_request *request);
bool saver_is_looking(const struct saver *self);
/* Forgets the look that was asked for, since the document it is meant for is another one. */
void saver_forget_look(struct saver *self);
/* Takes the look if it was made; saver_fd becomes readable for it, wait blocks until then. The look
 * is the caller's. */
bool saver_take_look(struct saver *self, bool wait, struct file_probe *look);

#endif
