/* Tables as entries: which column is the time, who, what and the kind. */
#ifndef AFTERWORD_LOG_TABLE_READ_H
#define AFTERWORD_LOG_TABLE_READ_H

#include "internal.h"

/* Reads a table with this sign between its cells; false if no column of it has times. */
bool table_read(struct log *log, struct slice text, char sign);
/* How many of its first rows have as many cells as the first, and a time; 0: it is no table. */
size_t table_count(struct slice text, char sign);

#endif
