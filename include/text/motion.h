/*
 * Where the cursor goes: pure functions from text and offset to offset, shared by moving,
 * selecting and deleting.
 */
#ifndef AFTERWORD_TEXT_MOTION_H
#define AFTERWORD_TEXT_MOTION_H

#include <stddef.h>

typedef size_t motion(const char *text, size_t len, size_t at);

size_t motion_left(const char *text, size_t len, size_t at);
size_t motion_right(const char *text, size_t len, size_t at);
/* Words as in UAX 29, skipping spaces and punctuation: right to a word's end, left to its start. */
size_t motion_word_left(const char *text, size_t len, size_t at);
size_t motion_word_right(const char *text, size_t len, size_t at);
/* Start and end of the hard line. */
size_t motion_line_start(const char *text, size_t len, size_t at);
size_t motion_line_end(const char *text, size_t len, size_t at);
/* Start of the text. */
size_t motion_text_start(const char *text, size_t len, size_t at);

#endif
