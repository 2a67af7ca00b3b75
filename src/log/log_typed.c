/* What somebody types about a log: when it was, and by how much its clock was wrong. */
#include "log/log.h"

#include "base/slice.h"

bool log_moment_parse(const char *typed, const struct log_dating *dating, int64_t now,
	struct when *out, struct err *err)
{
	const struct when_context context = {
		.zone = dating->zone,
		.now = now,
		.before = dating->start,
		.tense = WHEN_PAST,
		.order = WHEN_LOOSE,
	};

	if (!when_parse_loose(out, typed, &context, NULL, err))
		return false;
	return out->kind == WHEN_INSTANT || out->kind == WHEN_DATE ||
	       err_set(err, ERR_VALUE, "this is no time");
}

bool log_shift_parse(const char *typed, int64_t *seconds, struct err *err)
{
	const struct zone utc = {"UTC"};
	const struct when_context context = {.zone = &utc, .tense = WHEN_EITHER};
	struct when when;

	*seconds = 0;
	if (typed[0] == '\0')
		return true;
	if (ascii_is_one_of(typed[0], "+-") &&
		when_parse_loose(&when, typed, &context, NULL, NULL) && when.kind == WHEN_INSTANT) {
		*seconds = when.seconds;
		return true;
	}
	return err_set(
		err, ERR_USAGE, "\"%s\" is no span to add; type one such as +2h or -30m", typed);
}
