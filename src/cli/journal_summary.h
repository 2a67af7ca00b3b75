/* What journals hold, told to people. */
#ifndef AFTERWORD_CLI_JOURNAL_SUMMARY_H
#define AFTERWORD_CLI_JOURNAL_SUMMARY_H

#include "store/load.h"
#include "store/recovery.h"

struct journal_summary {
	struct form_shelf *shelf;
	struct recovery_reader *reader;
	const char *path;   /* of the document; NULL: where the journal says */
	bool merges;        /* compares with the file as it is now */
	bool shows_changes; /* place by place */
	bool is_complete;   /* also journals that hold nothing */
};

/* Appends some lines about a journal, none when it holds nothing. Returns whether somebody should
 * recover it, or look at it. */
bool journal_summary_append(
	const struct journal_summary *self, const struct journal_entry *entry, struct str *out);

#endif
