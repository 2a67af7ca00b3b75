/* A text in capital letters. */
#ifndef AFTERWORD_TEXT_CAPITALS_H
#define AFTERWORD_TEXT_CAPITALS_H

#include "base/slice.h"
#include "base/str.h"

/* Appends it, in any script that has capitals: "bestätigt" is "BESTÄTIGT". */
void capitals_append(struct slice text, struct str *out);

#endif
