/*
 * Text that comes all at once, as a terminal without bracketed paste hands it over: it is
 * told from typed keys by what one read brings.
 */
#ifndef AFTERWORD_TUI_BURST_H
#define AFTERWORD_TUI_BURST_H

#include <stdbool.h>
#include <stddef.h>

/* How many of the bytes are a run of text: characters, Tab, Enter, and what is never typed inside a
 * text (NUL, BEL). An unfinished character at the end is none of it. */
size_t burst_run(const char *bytes, size_t len);

/* Is a run too much to have been typed since the last read? */
bool burst_is_paste(const char *bytes, size_t len);

#endif
