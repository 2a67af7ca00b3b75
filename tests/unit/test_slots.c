/* Positions of items in slots, against adding up plain numbers. */
#include "base/slots.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST_SLOTS = 70, CHANGES = 300, MOST_ITEMS = 5 };

static void check(const struct slots *self, const size_t *items)
{
	size_t before = 0;

	for (size_t slot = 0; slot < self->n; slot++) {
		assert_int_equal(slots_before(self, slot), before);
		for (size_t i = 0; i < items[slot]; i++) {
			size_t position = before + i;

			assert_int_equal(slots_find(self, &position), slot);
			assert_int_equal(position, i);
		}
		before += items[slot];
	}
	assert_int_equal(slots_before(self, self->n), before);
}

static void sums_are_those_of_plain_numbers(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (size_t n = 1; n <= MOST_SLOTS; n++) {
		size_t items[MOST_SLOTS] = {0};
		struct slots slots;

		slots_init(&slots, n);
		check(&slots, items);
		for (int i = 0; i < CHANGES; i++) {
			size_t slot = random_below(&seed, n);
			size_t some = random_below(&seed, MOST_ITEMS);

			if (some <= items[slot] && i % 2) {
				slots_take(&slots, slot, some);
				items[slot] -= some;
			} else {
				slots_put(&slots, slot, some);
				items[slot] += some;
			}
		}
		check(&slots, items);
		slots_release(&slots);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_plain_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
