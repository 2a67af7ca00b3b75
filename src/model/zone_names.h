/* The names of all zones, and where their files are. */
#ifndef AFTERWORD_MODEL_ZONE_NAMES_H
#define AFTERWORD_MODEL_ZONE_NAMES_H

#include "base/str.h"

#include <stdbool.h>

/* The folder of the zone database. */
const char *zone_folder(void);

/* The name of the user's own zone if the database has none for it. */
#define ZONE_WITHOUT_NAME "this machine's zone"

/* Appends TZ as the program found it. */
void zone_append_original(struct str *out, bool *is_set);

#endif
