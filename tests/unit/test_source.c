/* Clocks and ids, and the checksum of the journal. */
#include "base/crc32c.h"
#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void fill_constant(void *context, void *bytes, size_t len)
{
	memset(bytes, *(const int *)context, len);
}

static void fill_counting(void *context, void *bytes, size_t len)
{
	unsigned *next = context;

	for (size_t i = 0; i < len; i++)
		((unsigned char *)bytes)[i] = (unsigned char)((*next)++ * 37);
}

static void assert_id_shape(const char *id)
{
	assert_int_equal(strlen(id), ID_SIZE - 1);
	assert_int_equal(strspn(id, "abcdefghijklmnopqrstuvwxyz234567"), ID_SIZE - 1);
	assert_true(id_is_made(id));
	assert_false(id_is_made(""));
	assert_false(id_is_made("t1"));
	assert_false(id_is_made("2abcdefg"));
	assert_false(id_is_made("abcdefg-"));
	assert_false(id_is_made("abcdefgh2"));
	assert_true(id[0] >= 'a' && id[0] <= 'z');
}

static void test_ids(void **state)
{
	char id[ID_SIZE];
	char other[ID_SIZE];
	unsigned next = 0;

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		struct id_source source = {.fill = fill_constant, .context = &byte};

		id_source_next(&source, id);
		assert_id_shape(id);
	}

	struct id_source counting = {.fill = fill_counting, .context = &next};

	id_source_next(&counting, id);
	assert_string_equal(id, "aasuu34u");

	struct id_source system = id_source_system();

	id_source_next(&system, id);
	id_source_next(&system, other);
	assert_id_shape(id);
	assert_string_not_equal(id, other);
}

static int64_t fixed_time(void *context)
{
	return *(int64_t *)context;
}

static void test_time(void **state)
{
	int64_t now = 42;
	struct time_source source = {.wall = fixed_time, .steady = fixed_time, .context = &now};

	(void)state;
	assert_int_equal(time_source_wall(&source), 42);
	assert_int_equal(time_source_steady(&source), 42);

	struct time_source system = time_source_system();
	int64_t steady = time_source_steady(&system);

	assert_true(time_source_steady(&system) >= steady);
	assert_true(time_source_wall(&system) > INT64_C(1600000000000));
}

/* RFC 3720 appendix B.4. */
static void test_crc_vectors(void **state)
{
	unsigned char bytes[32];

	(void)state;
	assert_int_equal(crc32c(0, "", 0), 0);
	assert_int_equal(crc32c(0, "123456789", 9), 0xe3069283);
	memset(bytes, 0, sizeof(bytes));
	assert_int_equal(crc32c(0, bytes, sizeof(bytes)), 0x8a9136aa);
	memset(bytes, 0xff, sizeof(bytes));
	assert_int_equal(crc32c(0, bytes, sizeof(bytes)), 0x62a8ab43);
	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)i;
	assert_int_equal(crc32c(0, bytes, sizeof(bytes)), 0x46dd794e);
	assert_int_equal(crc32c(crc32c(0, "1234", 4), "56789", 5), 0xe3069283);
}

static uint32_t crc_bit_by_bit(unsigned char byte)
{
	uint32_t sum = ~(uint32_t)0 ^ byte;

	for (int bit = 0; bit < 8; bit++)
		sum = sum & 1 ? sum >> 1 ^ 0x82f63b78 : sum >> 1;
	return ~sum;
}

static void test_crc_table(void **state)
{
	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		unsigned char one = (unsigned char)byte;

		assert_int_equal(crc32c(0, &one, 1), crc_bit_by_bit(one));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_time),
		cmocka_unit_test(test_crc_vectors),
		cmocka_unit_test(test_crc_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
