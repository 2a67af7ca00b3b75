/* The names of all zones, and where their files are. */
#ifndef AFTERWORD_MODEL_ZONE_NAMES_H
#define AFTERWORD_MODEL_ZONE_NAMES_H

#include <stddef.h>

/* The folder of the zone database. */
const char *zone_folder(void);

#endif
