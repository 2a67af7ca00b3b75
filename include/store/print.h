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

/* A report that is being printed. */
struct print;

/*
 * Begins to print it.
 *
 * NULL with ERR_MISSING if neither program is installed.
 */
struct print *print_begin(const struct str *html, unsigned seconds, struct err *err);

enum print_state { PRINT_RUNS, PRINT_MADE, PRINT_LOST };

/*
 * Waits for at most so many milliseconds. PRINT_MADE appends the PDF; PRINT_LOST tells the
 * program's own words if it failed, took longer than its seconds, or made something that is not a
 * whole PDF.
 */
enum print_state print_wait(struct print *self, int milliseconds, struct str *pdf, struct err *err);

/* Ends the program if it runs; neither it nor its folder is left. NULL is allowed. */
void print_end(struct print *self);

/* Begins and waits. Appends the PDF, or fails like these. */
bool print_pdf(const struct str *html, unsigned seconds, struct str *pdf, struct err *err);

#endif
