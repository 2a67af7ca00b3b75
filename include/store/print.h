/*
 * HTML to PDF by a program that can print: WeasyPrint, or else Chromium. It is found by its name in
 * PATH and run without a shell, in an empty temporary folder, for a limited time.
 */
#ifndef AFTERWORD_STORE_PRINT_H
#define AFTERWORD_STORE_PRINT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum { PRINT_SECONDS = 120 }; /* far more than a long report takes on a slow machine */

/*
 * Appends the PDF.
 *
 * Fails with ERR_MISSING if neither program is installed, and with the program's own words if it
 * fails, takes longer than so many seconds, or makes something that is not a whole PDF.
 */
bool print_pdf(const struct str *html, unsigned seconds, struct str *out, struct err *err);

#endif
