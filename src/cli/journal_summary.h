/* Describes the contents of journals. */
#ifndef AFTERWORD_CLI_JOURNAL_SUMMARY_H
#define AFTERWORD_CLI_JOURNAL_SUMMARY_H

#include "store/load.h"
#include "store/recovery.h"

struct journal_summary {
	struct form_cache *cache;
	struct recovery_reader *reader;
	const char *path;   /* of the document; NULL: as in the journal */
	bool merges;        /* compare with the present file */
	bool shows_changes; /* place by place */
	bool is_complete;   /* include journals without content */
};

/* Appends some lines about a journal, none if it is empty. Returns whether somebody should recover
 * it, or look at it. */
bool journal_summary_append(
	const struct journal_summary *self, const struct journal_entry *entry, struct str *out);

/* Appends a time in UTC. */
void journal_summary_append_time(int64_t seconds, struct str *out);

#endif
