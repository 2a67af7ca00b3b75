/* Any bytes from a terminal, in pieces: events come to an end, and a paste is never a key. */
#include "../../src/tui/terminal_input.h"
#include "fuzz.h"

static void drain(struct input *input, int64_t now, size_t most)
{
	struct input_event event;
	size_t n = 0;

	while (input_next(input, now, &event)) {
		REQUIRE(n++ <= most);
		if (event.kind == INPUT_PASTE)
			REQUIRE(event.len <= INPUT_PASTE_MAX && (event.len == 0 || event.bytes));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input;
	int64_t now = 0;

	if (size == 0)
		return 0;

	size_t step = 1 + data[0] % 16;
	int64_t pause = data[0] / 16 * 100;

	input_init(&input);
	input_define(&input, "\033[27;5;9~", (struct key){.code = 'x'});
	for (size_t at = 1; at < size; at += step) {
		size_t len = size - at < step ? size - at : step;

		now += pause;
		input_feed(&input, (const char *)data + at, len, now);
		drain(&input, now, size);
	}
	/* Silence ends whatever was begun. */
	for (int i = 0; i < 4; i++) {
		now += INPUT_PASTE_PATIENCE + 1;
		drain(&input, now, size);
	}
	REQUIRE(input_timeout(&input, now) < 0);
	input_release(&input);
	return 0;
}
