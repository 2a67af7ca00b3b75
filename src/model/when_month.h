/* Shared by days in numbers and days with the name of a month. */
#ifndef AFTERWORD_MODEL_WHEN_MONTH_H
#define AFTERWORD_MODEL_WHEN_MONTH_H

#include "when_reading.h"

#define YEAR_FIRST 1970 /* four digits next to a month are a year from here on, else a clock */
#define YEAR_LAST 2099

/* The year in four digits, or in two of this century. */
int64_t full_year(const struct token *self);

/* A day in numbers: "2023-10-15", "10/15", "31.12.". */
enum part reading_numbers(struct reading *self);

#endif
