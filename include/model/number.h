/* Numbers and percentages as people write them: "1,300", "99,5", "80 %", "80 percent". */
#ifndef AFTERWORD_MODEL_NUMBER_H
#define AFTERWORD_MODEL_NUMBER_H

#include "base/slice.h"

/*
 * Bytes of the number that a text begins with; 0 if it does not begin with one. Appends the number
 * in its stored form: digits, a point, perhaps a minus. A comma is a decimal one unless it can only
 * part thousands: "1,300" is 1300, "99,5" and "0,125" have decimals.
 */
size_t number_read(struct slice text, struct str *plain);

/* Bytes of a percent sign or word after a number, with the space before it; 0 if there is none. */
size_t number_percent_length(struct slice text);

#endif
