/* Describes comments that were not posted. */
#ifndef AFTERWORD_CLI_DRAFT_SUMMARY_H
#define AFTERWORD_CLI_DRAFT_SUMMARY_H

#include "journal_summary.h"

/*
 * Appends some lines about each file of drafts: their first words, or all of them if the summary
 * shows changes. Complains if there is no reading them. Returns EXIT_FINE if there are only such
 * that the editor finds, too.
 */
int draft_summary_append(const struct journal_summary *summary, struct str *out);

#endif
