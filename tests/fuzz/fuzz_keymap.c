/* Any bytes as keys.yaml: a map, or one error with its position and an unchanged map. */
#include "fuzz.h"

#include "base/err.h"
#include "keys/keymap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct keymap keymap;
	struct err err = {0};
	struct str text = {0};

	REQUIRE(keymap_init(&keymap, "default"));

	size_t n = keymap.n;

	if (!keymap_load(&keymap, (const char *)data, size, "keys.yaml", &err)) {
		REQUIRE(err.message[0] != '\0' && keymap.n == n);
		err_format(&err, &text);
		REQUIRE(text.len > 0);
	}
	str_clear(&text);
	for (size_t i = 0; i < keymap.n; i++) {
		struct key key;

		str_clear(&text);
		key_format(&keymap.items[i].key, &text);
		REQUIRE(key_parse(&key, str_text(&text), NULL));
	}
	keymap_release(&keymap);
	str_release(&text);
	return 0;
}
