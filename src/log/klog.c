/*
 * What Kubernetes and everything else with klog or glog writes: level, month and day, no year:
 *
 *     E0503 09:41:02.123456   12345 controller.go:120] sync failed
 */
#include "formats.h"
#include "stamp.h"

size_t klog_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	struct slice thread, place;
	const char *from;
	int64_t day;

	if (!scan_any(&scan, "IWEF"))
		return 0;
	from = scan.at;
	if (scan_digits(&scan, 8, 8, &day)) /* with the year, as newer ones write it */
		day %= 10000;
	else if (!scan_digits(&scan, 4, 4, &day))
		return 0;
	if (day < 101 || day > 1231 || !scan_blank(&scan) ||
		!(scan_clock(&scan, NULL) & STAMP_SECONDS))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (!scan_blank(&scan) || !scan_token(&scan, &thread) || !scan_char(&scan, ' ') ||
		!scan_until(&scan, ']', &place))
		return 0;
	(void)scan_char(&scan, ' ');
	head->what = scan_rest(&scan);
	return used;
}
