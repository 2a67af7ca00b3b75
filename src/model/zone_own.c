/* The user's own zone: TZ as the program found it, else the machine's. */
#include "zone_names.h"

#include "model/when.h"

#include <string.h>
#include <unistd.h>

#define LOCAL_TIME "/etc/localtime"

bool zone_of_machine(struct zone *self)
{
	static const char folder[] = "zoneinfo/";
	char target[256];
	ssize_t len = readlink(LOCAL_TIME, target, sizeof(target) - 1);
	const char *tail;

	if (len < 0)
		return false;
	target[len] = '\0';
	tail = strstr(target, folder);
	return tail != NULL && zone_init(self, tail + strlen(folder), NULL);
}

void zone_own(struct zone *self)
{
	struct str tz = {0};
	bool is_set;
	bool is_found;

	zone_append_original(&tz, &is_set);
	if (is_set && strcmp(str_text(&tz) + (*str_text(&tz) == ':'), LOCAL_TIME) != 0)
		is_found = zone_of_environment(self, str_text(&tz), NULL, NULL);
	else
		is_found = zone_of_machine(self) ||
			   (access(LOCAL_TIME, F_OK) != 0 && zone_init(self, "UTC", NULL));
	if (!is_found)
		strcpy(self->name, ZONE_WITHOUT_NAME);
	str_release(&tz);
}
