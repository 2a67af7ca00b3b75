/* Reactions to what somebody said: signs, and how many people chose them. */
#ifndef AFTERWORD_LOG_CHAT_SIGN_H
#define AFTERWORD_LOG_CHAT_SIGN_H

#include "scan.h"

/* ":eyes:", or emoji. */
bool scan_sign(struct scan *self);
/* Does a line consist of signs and counts only? */
bool reactions_read(struct slice line, bool *has_sign, bool *has_count);
/* "like 3", as Teams writes them. */
bool reactions_are_counted(struct slice line);
/* "2 Heart reactions.", which newer versions of it have above the number. */
bool reactions_are_words(struct slice line);

#endif
