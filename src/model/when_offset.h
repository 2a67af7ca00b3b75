/* Which offsets from UTC exist. */
#ifndef AFTERWORD_MODEL_WHEN_OFFSET_H
#define AFTERWORD_MODEL_WHEN_OFFSET_H

/* A zone that has had this offset, in minutes east of UTC, since 2000; NULL: none. */
const char *offset_zone(int minutes);

#endif
