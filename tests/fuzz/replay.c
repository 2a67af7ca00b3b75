/*
 * Feeds a target the files in folders, and the first half of each: what the corpus covers
 * is tested in every build, with any compiler.
 */
#include "fuzz.h"

#include "base/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In memory of exactly its size, so that reading past it is noticed. */
static void run(const char *bytes, size_t len)
{
	uint8_t *copy = mem_alloc(len ? len : 1);

	if (len)
		memcpy(copy, bytes, len);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static void run_file(const char *path)
{
	struct str bytes = {0};
	char chunk[4096];
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		exit(1);
	}
	for (size_t n; (n = fread(chunk, 1, sizeof(chunk), file)) > 0;)
		str_append(&bytes, chunk, n);
	fclose(file);
	run(str_text(&bytes), bytes.len);
	run(str_text(&bytes), bytes.len / 2);
	str_release(&bytes);
}

static size_t run_folder(const char *path)
{
	DIR *folder = opendir(path);
	size_t n = 0;

	if (!folder) {
		perror(path);
		exit(1);
	}
	for (const struct dirent *entry; (entry = readdir(folder));) {
		struct str name = {0};

		if (entry->d_name[0] == '.')
			continue;
		str_appendf(&name, "%s/%s", path, entry->d_name);
		run_file(str_text(&name));
		str_release(&name);
		n++;
	}
	closedir(folder);
	return n;
}

int main(int argc, char **argv)
{
	size_t n = 0;

	for (int i = 1; i < argc; i++)
		n += run_folder(argv[i]);
	printf("%zu files\n", n);
	return n > 0 ? 0 : 1;
}
