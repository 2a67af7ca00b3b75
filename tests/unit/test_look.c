/* Looks at a file: what is believed of it, and when. */
#include "document_fixture.h"
#include "folder.h"
#include "store/look.h"

#include <fcntl.h>
#include <stdint.h>

#define OLD HEAD "title: Before\n"

static const struct {
	const char *base;
	const char *bytes;
	int64_t age; /* milliseconds since it was written */
	enum look_result result;
} cases[] = {
	{OLD, OLD, 0, LOOK_BUSY},
	{OLD, OLD, 150, LOOK_EQUAL},
	{OLD, HEAD "title: After\n", 99, LOOK_BUSY},
	{OLD, HEAD "title: After\n", 100, LOOK_DOCUMENT},
	/* Cut by who goes on with it, perhaps after a while. */
	{OLD, "", 150, LOOK_BUSY},
	{OLD, "", 1999, LOOK_BUSY},
	{OLD, "", 2000, LOOK_NO_DOCUMENT},
	{OLD, HEAD "title: Aft", 150, LOOK_BUSY},
	{OLD, HEAD "title: Aft", 2000, LOOK_DOCUMENT},
	/* Cut between two lines. */
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n", 999, LOOK_BUSY},
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n\n", 999, LOOK_BUSY},
	{OLD "zone: UTC\n\nmore: x\n", OLD "zone: UTC\n", 1000, LOOK_DOCUMENT},
	/* Another end, or more than there was. */
	{OLD "zone: UTC\n", OLD "zone: UTC+1\n", 150, LOOK_DOCUMENT},
	{OLD "zone: UTC\n", HEAD "zone: UTC\n", 150, LOOK_DOCUMENT},
	{OLD, OLD "zone: UTC\n", 150, LOOK_DOCUMENT},
	/* It was like that before. */
	{HEAD "title: Before", HEAD "title: After", 150, LOOK_DOCUMENT},
	/* A clock that is behind says nothing. */
	{OLD, HEAD "title: Aft", -1, LOOK_DOCUMENT},
};

static void test_belief(void **state)
{
	struct form *form = fixture_form_new();
	struct folder folder;

	(void)state;
	folder_init(&folder);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct look_request request = {.form = form, .reads = true};
		struct timespec at = {.tv_sec = 1700000000};
		struct look look;

		folder_put_text(&folder, "a", cases[i].bytes);
		request.path = mem_strdup(folder_path(&folder, "a"));
		str_append_text(&request.base, cases[i].base);
		assert_int_equal(
			utimensat(AT_FDCWD, request.path, (struct timespec[]){at, at}, 0), 0);
		look_make(&look, io_system(), &request, INT64_C(1700000000000) + cases[i].age);
		if (look.result != cases[i].result)
			fail_msg("case %zu: %d", i, look.result);
		look_release(&look);
		look_request_release(&request);
	}
	folder_release(&folder);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_belief)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
