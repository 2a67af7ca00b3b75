/* Clocks that count to twelve: Slack has "2:41 PM" beside a name, and "2:45" where she goes on. */
#include "halves.h"

#include "stamp.h"

#include <string.h>

#define HOUR INT64_C(3600)

bool has_half(const char *stamp)
{
	size_t len = strlen(stamp);

	while (len > 0 && stamp[len - 1] == '.')
		len--;
	return len > 1 && ascii_lower(stamp[len - 1]) == 'm' &&
	       (ascii_is_one_of(ascii_lower(stamp[len - 2]), "ap") || stamp[len - 2] == '.');
}

bool read_clock(const char *stamp, int64_t *seconds)
{
	struct scan scan = scan_of(slice_of_text(stamp));

	return scan_clock(&scan, seconds) && scan_is_at_end(&scan);
}

bool leaves_out_halves(const struct log *log)
{
	bool has = false, leaves = false;
	int64_t clock;

	for (size_t i = 0; i < log->n; i++) {
		const char *stamp = log->entries[i].stamp;

		if (has_half(stamp)) {
			has = true;
		} else if (read_clock(stamp, &clock)) {
			leaves = true;
			if (clock < HOUR || clock >= HALF_DAY + HOUR)
				return false;
		}
	}
	return has && leaves;
}

int64_t clock_after(int64_t clock, int64_t before)
{
	clock %= HALF_DAY;
	return clock < before - before % 60 ? clock + HALF_DAY : clock;
}
