/*
 * Sessions and other programs on one real file, in one process: a schedule from a seed
 * says who does what next. Time is simulated and passes only when the schedule says so.
 * Others also act between any two file calls of a session's saver.
 */
#ifndef TESTS_TWO_STAGE_H
#define TESTS_TWO_STAGE_H

#include "folder.h"
#include "ledger.h"
#include "session/session.h"
#include "writers.h"

#include <pthread.h>

enum { ACTORS_MAX = 3, VERSIONS_MAX = 8 };

struct stage;

/* An editor and its user. */
struct actor {
	struct stage *stage;
	char name[8];
	struct session *session;
	struct session_config config;
	pthread_mutex_t mutex; /* of the ids, which two threads request */
	uint64_t ids;
	struct str message; /* as last logged */
	ino_t backup;       /* the file that its saver keeps under a second name */
	struct str gap;     /* words that its saver overwrote unseen */
	size_t calls_left;  /* of the saver's thread until others act; 0: never */
};

struct plan {
	unsigned n_actors;
	bool shares_state;    /* one user with several windows, not several users */
	bool is_apart;        /* everybody writes in fields of their own */
	bool has_no_exchange; /* as on NFS */
	bool has_renaming;    /* a program like vim */
	bool has_truncating;  /* one like nano */
	bool has_checkout;    /* and git */
	bool steps_in;        /* others act during saves */
	bool races;           /* nobody waits for a saver */
	bool restarts;        /* editors are closed, crash and are started again */
	unsigned n_steps;
};

struct stage {
	struct plan plan;
	uint64_t random;
	int64_t clock; /* milliseconds ahead of the system's steady one */
	struct folder folder;
	struct folder states[ACTORS_MAX];
	char path[128];
	pthread_t main;
	pthread_mutex_t turn; /* held by the schedule's thread, except while it waits for a saver */
	struct actor actors[ACTORS_MAX];
	struct ledger ledger;
	struct in_place filling; /* a file that is being written in place; fd -1: none */
	bool is_cut_in_race;     /* it was emptied while nobody waited for a saver */
	bool is_checking_out;    /* the file is away, to be another version */
	struct str versions[VERSIONS_MAX];
	size_t n_versions;
	struct str log; /* what was done, for people */
};

void stage_init(struct stage *self, const struct plan *plan, uint64_t seed);
void stage_release(struct stage *self);

/* The next step of the schedule. */
void stage_step(struct stage *self);
/* Lets time pass for everybody until nothing changes. */
void stage_rest(struct stage *self);
/* Do all that have it open show the content of the file? */
bool stage_agrees(struct stage *self);
/* Closes all editors, and recovers what they left behind. */
void stage_close(struct stage *self);
/* Looks for every word; returns the worst place of any. */
enum where stage_search(struct stage *self);

void stage_log(struct stage *self, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
