/* An incident of which only days are known, as the picture draws it. */
#ifndef AFTERWORD_REPORT_PICTURE_DAYS_H
#define AFTERWORD_REPORT_PICTURE_DAYS_H

#include "incident.h"

struct picture_days {
	struct incident incident; /* its moments and entries are noons of their days, in UTC */
	struct report_plan plan;
	struct report_options options;
};

/* False if it is to be drawn by its times, or if its days are not at least two. Release it if
 * true. */
bool picture_days_init(struct picture_days *self, const struct incident *incident);
void picture_days_release(struct picture_days *self);

#endif
