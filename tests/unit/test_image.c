/* Images for reports: only those below the document's folder, by no other way, and only as such. */
#include "folder.h"
#include "store/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PNG "\x89PNG\r\n\x1a\nrest"

static bool load(struct folder *folder, const char *path, const char **type, struct err *err)
{
	struct str bytes = {0};

	*err = (struct err){0};
	bool done = image_load(io_system(), folder->path, path, &bytes, type, err);

	assert_int_equal(done, *type != NULL);
	assert_int_equal(done, err->code == ERR_NONE);
	str_release(&bytes);
	return done;
}

static void images_are_known_by_their_bytes(void **state)
{
	static const struct {
		const char *bytes;
		const char *type; /* NULL: none */
	} files[] = {
		{PNG, "image/png"},
		{"\xff\xd8\xff\xe0rest", "image/jpeg"},
		{"GIF87arest", "image/gif"},
		{"GIF89arest", "image/gif"},
		{"RIFF\x01\x01\x01\x01WEBPVP8 ", "image/webp"},
		{"RIFF\x01\x01\x01\x01WAVEfmt ", NULL},
		{"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>", NULL},
		{"\x89PNG", NULL},
		{"", NULL},
		{"%PDF-1.7", NULL},
		{"<html>", NULL},
	};
	struct folder folder;
	const char *type;
	struct err err;

	(void)state;
	folder_init(&folder);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		folder_put_text(&folder, "a.svg", files[i].bytes);
		if (load(&folder, "a.svg", &type, &err) != (files[i].type != NULL))
			fail_msg("file %zu: %s", i, err.message);
		if (files[i].type)
			assert_string_equal(type, files[i].type);
		else
			assert_string_equal(err.message, "is not a PNG, JPEG, GIF or WebP image");
	}
	folder_release(&folder);
}

static void only_what_is_below_the_folder_is_read(void **state)
{
	static const char *const good[] = {"a b.png", "a%20b.png", "in/deep/c.png",
		"./in/./deep/c.png", "100%.png", "%zz.png", "a..b.png", "..a.png", ".in/a.png"};
	static const char *const bad[] = {"", "/etc/hostname", "../x/a.png", "in/../../x.png", "..",
		"%2e%2e/x.png", "%2E%2E%2Fx.png", "in//c.png", "in/", "a%00.png", "/", ".",
		"https://example.com/a.png", "file:///etc/hostname", "in", "none.png", "out",
		"out/hosts", "link.png", "linked/c.png", "a b.png/x", "pipe", "\xff\xfe"};
	struct folder folder;
	const char *type;
	struct err err;

	(void)state;
	folder_init(&folder);
	assert_int_equal(mkdir(folder_path(&folder, "in"), 0700), 0);
	assert_int_equal(mkdir(folder_path(&folder, "in/deep"), 0700), 0);
	folder_put_text(&folder, "a b.png", PNG);
	folder_put_text(&folder, "100%.png", PNG);
	folder_put_text(&folder, "%zz.png", PNG);
	folder_put_text(&folder, "a..b.png", PNG);
	folder_put_text(&folder, "..a.png", PNG);
	assert_int_equal(mkdir(folder_path(&folder, ".in"), 0700), 0);
	folder_put_text(&folder, ".in/a.png", PNG);
	folder_put_text(&folder, "in/deep/c.png", PNG);
	assert_int_equal(symlink("/etc", folder_path(&folder, "out")), 0);
	assert_int_equal(symlink("a b.png", folder_path(&folder, "link.png")), 0);
	assert_int_equal(symlink("in/deep", folder_path(&folder, "linked")), 0);
	assert_int_equal(mkfifo(folder_path(&folder, "pipe"), 0600), 0);
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		if (!load(&folder, good[i], &type, &err))
			fail_msg("%s: %s", good[i], err.message);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (load(&folder, bad[i], &type, &err) || !err.message[0])
			fail_msg("%s was read", bad[i]);
	folder_release(&folder);
}

static void large_files_are_refused(void **state)
{
	struct folder folder;
	struct str bytes = {0};
	const char *type;
	struct err err;

	(void)state;
	folder_init(&folder);
	str_append(&bytes, PNG, strlen(PNG));
	str_append_repeat(&bytes, 'x', IMAGE_MAX_BYTES - bytes.len);
	folder_put(&folder, "a.png", bytes.data, bytes.len);
	assert_true(load(&folder, "a.png", &type, &err));
	str_append_char(&bytes, 'x');
	folder_put(&folder, "a.png", bytes.data, bytes.len);
	assert_false(load(&folder, "a.png", &type, &err));
	assert_string_equal(err.message, "is larger than 4 MB");
	str_release(&bytes);
	folder_release(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(images_are_known_by_their_bytes),
		cmocka_unit_test(only_what_is_below_the_folder_is_read),
		cmocka_unit_test(large_files_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
