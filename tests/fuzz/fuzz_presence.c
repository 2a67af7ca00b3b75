/* Any bytes as another session's presence: refused, or written the same as read. */
#include "../../src/store/presence_file.h"
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {0};
	struct str again = {0};
	struct person person, read;

	str_set(&bytes, (const char *)data, size);
	if (person_parse(&person, &bytes)) {
		REQUIRE(strlen(person.user) <= PERSON_TEXT && strlen(person.host) <= PERSON_TEXT);
		REQUIRE(strlen(person.page) <= PERSON_TEXT && person.process > 0);
		person_format(&person, &again);
		REQUIRE(person_parse(&read, &again));
		REQUIRE(person_is(&person, &read) && strcmp(person.page, read.page) == 0);
	}
	str_release(&bytes);
	str_release(&again);
	return 0;
}
