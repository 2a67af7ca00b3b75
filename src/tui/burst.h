/*
 * Text that arrives all at once, as from a terminal without bracketed paste: it is
 * distinguished from typed keys by the contents of one read.
 */
#ifndef AFTERWORD_TUI_BURST_H
#define AFTERWORD_TUI_BURST_H

#include <stdbool.h>
#include <stddef.h>

/* How many of the bytes are a run of text: characters, Tab, Enter, and what is never typed inside a
 * text (NUL, BEL). Does not include an unfinished character at the end. */
size_t burst_run(const char *bytes, size_t len);

/* Is a run too long to have been typed since the last read? */
bool burst_is_paste(const char *bytes, size_t len);

#endif
