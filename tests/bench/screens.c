/*
 * What the screens cost on the line, in bytes: keys typed on each page of a filled report, a
 * change of page, and Down held in a long table. Bytes do not depend on the machine.
 *
 *     bench-screens AFTERWORD REPORT
 */
#define _DEFAULT_SOURCE 1
#define _XOPEN_SOURCE 700

#include "folder.h"
#include "pty.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { KEYS = 200, ROWS = 100, PAGES = 6, QUIET = 15, LONG_QUIET = 300 };

static struct folder folder;
static const char *afterword, *report;

static const int sizes[][2] = {{40, 12}, {80, 24}, {100, 30}, {120, 40}, {200, 60}};

enum { N_SIZES = sizeof(sizes) / sizeof(sizes[0]) };

/* From the start of a page into a text of it; the timeline begins with its table. */
static const char *const into_text[PAGES] = {[3] = "\r\t\t"};

static void copy_file(const char *from, const char *to)
{
	static char bytes[1 << 20];
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");

	if (!in || !out) {
		perror(in ? to : from);
		exit(2);
	}
	fwrite(bytes, 1, fread(bytes, 1, sizeof(bytes), in), out);
	fclose(in);
	fclose(out);
}

/* Starts the program, in a home of its own, on a copy of the report, or on a table of rows. */
static void start(struct pty *pty, const int size[2], int rows)
{
	static int nth;
	char home[128], path[160];
	const char *argv[] = {afterword, path, NULL};

	snprintf(home, sizeof(home), "%s/%d", folder.path, nth++);
	mkdir(home, 0700);
	snprintf(path, sizeof(path), "%s/report.yaml", home);
	if (rows > 0)
		sample_rows(path, rows);
	else
		copy_file(report, path);
	pty_start(pty, argv, home, NULL, size[0], size[1]);
	pty_settle(pty, pty->started, LONG_QUIET);
}

static size_t go_page(struct pty *pty, int page)
{
	const char keys[] = {'\033', (char)('1' + page), '\0'};

	return pty_key(pty, keys, LONG_QUIET).bytes;
}

/* The mean of all keys but the first, with which the title comes to say that it is edited. */
static double type_on(int page, const int size[2])
{
	static const char typed[] = "and then the next word came ";
	struct pty pty;
	size_t bytes = 0;

	start(&pty, size, 0);
	go_page(&pty, page);
	for (const char *key = into_text[page]; key && *key; key++)
		pty_key(&pty, (char[]){*key, '\0'}, LONG_QUIET);
	for (int i = 0; i < KEYS; i++) {
		char key[] = {typed[(size_t)i % (sizeof(typed) - 1)], '\0'};
		struct answer answer = pty_key(&pty, key, QUIET);

		bytes += i > 0 ? answer.bytes : 0;
	}
	pty_kill(&pty);
	return (double)bytes / (KEYS - 1);
}

static void print_typing(void)
{
	printf("bytes for a typed key, mean of keys 2 to %d\n  %-10s", KEYS, "");
	for (int page = 0; page < PAGES; page++)
		printf("  page %d", page + 1);
	putchar('\n');
	for (int size = 0; size < N_SIZES; size++) {
		printf("  %3dx%-6d", sizes[size][0], sizes[size][1]);
		for (int page = 0; page < PAGES; page++)
			printf("  %6.2f", type_on(page, sizes[size]));
		putchar('\n');
	}
}

/* Each page after the one before it, and the first after the last. */
static void print_pages(void)
{
	printf("\nbytes for a change of page\n");
	for (int size = 0; size < N_SIZES; size++) {
		struct pty pty;

		start(&pty, sizes[size], 0);
		printf("  %3dx%-6d", sizes[size][0], sizes[size][1]);
		for (int page = 1; page <= PAGES; page++)
			printf("  %6zu", go_page(&pty, page % PAGES));
		putchar('\n');
		pty_kill(&pty);
	}
}

/* With the fields of a form, but for the first: the foot explains each of them. */
static void print_down(void)
{
	printf("\nbytes for Down in a table of %d rows, and for resting after it\n", ROWS);
	for (int size = 0; size < N_SIZES; size++) {
		struct pty pty;
		size_t bytes = 0, rest;

		start(&pty, sizes[size], ROWS);
		go_page(&pty, 3);
		for (int i = 1; i < ROWS; i++)
			bytes += pty_key(&pty, "\033[B", QUIET).bytes;
		rest = pty_settle(&pty, now_microseconds(), 2 * LONG_QUIET).bytes;
		printf("  %3dx%-6d  %6.1f  %6zu\n", sizes[size][0], sizes[size][1],
			(double)bytes / (ROWS - 1), rest);
		pty_kill(&pty);
	}
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: bench-screens AFTERWORD REPORT\n", stderr);
		return 2;
	}
	afterword = argv[1];
	report = argv[2];
	setenv("AFTERWORD_TEST_DIR", "/tmp", 0); /* on a disk */
	folder_init(&folder);
	setvbuf(stdout, NULL, _IOLBF, 0);
	print_typing();
	print_pages();
	print_down();
	folder_release(&folder);
	return 0;
}
