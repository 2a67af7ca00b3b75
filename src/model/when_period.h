/* Calendar periods, which have a first and a last day. */
#ifndef AFTERWORD_MODEL_WHEN_PERIOD_H
#define AFTERWORD_MODEL_WHEN_PERIOD_H

#include "when_month.h"

#define YEAR_MONTHS 12

enum period {
	PERIOD_DAY,
	PERIOD_WEEK,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_HALF,
	PERIOD_YEAR,
	N_PERIODS
};

/* A month, a quarter or the like, by name. */
struct named {
	enum period period;
	struct civil first; /* its first day */
	int number;         /* of Q1 and H2 */
};

/* Its length in months; 0 for a day and a week. */
int period_months(enum period period);

/* "Q1 2027", "2027-Q1", "1Q27", "H2"; false if none begins here. The number is not checked. */
bool reading_part_of_year(struct reading *self, const struct civil *today, struct named *out);
/* The same, and "January", "January 2027" and "2027". */
bool reading_named(struct reading *self, const struct civil *today, struct named *out);

#endif
