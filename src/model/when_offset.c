/* Which offsets from UTC are in use. */
#include "when_offset.h"

#include <stddef.h>

/*
 * The offsets in use somewhere since the year 2000, in minutes, and a zone that has
 * each. Source: tzdata 2025b, every zone asked every twenty days from 2000 to 2037.
 */
static const struct offset_in_use {
	int minutes;
	const char *zone;
} in_use[] = {
	{-720, "Etc/GMT+12"},
	{-660, "Pacific/Pago_Pago"},
	{-600, "Pacific/Honolulu"},
	{-570, "Pacific/Marquesas"},
	{-540, "America/Anchorage"},
	{-480, "America/Los_Angeles"},
	{-420, "America/Denver"},
	{-360, "America/Chicago"},
	{-300, "America/New_York"},
	{-270, "America/Caracas"},
	{-240, "America/Halifax"},
	{-210, "America/St_Johns"},
	{-180, "America/Sao_Paulo"},
	{-150, "America/St_Johns"},
	{-120, "America/Noronha"},
	{-60, "Atlantic/Cape_Verde"},
	{0, "UTC"},
	{60, "Africa/Lagos"},
	{120, "Africa/Johannesburg"},
	{180, "Africa/Nairobi"},
	{210, "Asia/Tehran"},
	{240, "Asia/Dubai"},
	{270, "Asia/Kabul"},
	{300, "Asia/Karachi"},
	{330, "Asia/Kolkata"},
	{345, "Asia/Kathmandu"},
	{360, "Asia/Dhaka"},
	{390, "Asia/Yangon"},
	{420, "Asia/Bangkok"},
	{480, "Asia/Singapore"},
	{510, "Asia/Pyongyang"},
	{525, "Australia/Eucla"},
	{540, "Asia/Tokyo"},
	{570, "Australia/Darwin"},
	{585, "Australia/Eucla"},
	{600, "Australia/Brisbane"},
	{630, "Australia/Adelaide"},
	{660, "Pacific/Guadalcanal"},
	{690, "Pacific/Norfolk"},
	{720, "Pacific/Fiji"},
	{765, "Pacific/Chatham"},
	{780, "Pacific/Tongatapu"},
	{825, "Pacific/Chatham"},
	{840, "Pacific/Kiritimati"},
};

const char *offset_zone(int minutes)
{
	for (size_t i = 0; i < sizeof in_use / sizeof *in_use; i++)
		if (in_use[i].minutes == minutes)
			return in_use[i].zone;
	return NULL;
}
