/* The axis of an incident's picture: hours, midnights and dates. */
#ifndef AFTERWORD_REPORT_PICTURE_TICKS_H
#define AFTERWORD_REPORT_PICTURE_TICKS_H

#include "picture.h"

void picture_ticks_place(struct picture *self, const struct zone *zone);

#endif
