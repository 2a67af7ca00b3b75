/* What 'afterword' alone offers on a terminal. */
#ifndef AFTERWORD_CLI_OFFER_H
#define AFTERWORD_CLI_OFFER_H

#include "base/str.h"

#include <stdbool.h>

/* Asks which document to open, an existing or a new one; false: none. */
bool offer_document(struct str *path);

#endif
