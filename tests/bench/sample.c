/* Writes the files to measure with. */
#include "sample.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARAGRAPH = 1300 };

/* Words of ordinary length. */
static void write_paragraph(FILE *file, const char *indent)
{
	static const char *const words[] = {"the", "payment", "service", "lost", "its", "primary",
		"database", "after", "a", "migration", "script", "had", "stopped", "halfway"};
	size_t done = 0;

	fputs(indent, file);
	for (size_t i = 0; done < PARAGRAPH; i++) {
		const char *word = words[(i * 5 + i / 3) % (sizeof(words) / sizeof(words[0]))];

		done += (size_t)fprintf(file, "%s%s", i ? " " : "", word);
	}
	fputc('\n', file);
}

static FILE *create(const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file) {
		perror(path);
		exit(2);
	}
	return file;
}

static const char head[] =
	"afterword: 1\nform: postmortem\ntitle: Card payments failed\nstatus: draft\n"
	"severity: sev1\ntimezone: UTC\nauthors:\n  - Geda Siraj\n\nsummary:\n"
	"  start: \"2023-10-15T08:00:00Z\"\n\n  end: \"2023-10-16T14:00:00Z\"\n\n";

void sample_document(const char *path, int paragraphs)
{
	FILE *file = create(path);

	fputs(head, file);
	fputs("impact:\n  service: |\n", file);
	for (int i = 0; i < paragraphs; i++)
		write_paragraph(file, "    ");
	fputs("\ntimeline:\n  events:\n    - id: abcdefgh\n      at: \"2023-10-15T08:30:00Z\"\n"
	      "      kind: detected\n      what: |\n        The alarm fired.\n",
		file);
	fclose(file);
}

void sample_text(const char *path, int paragraphs)
{
	FILE *file = create(path);

	for (int i = 0; i < paragraphs; i++)
		write_paragraph(file, "");
	fclose(file);
}

void sample_findings(const char *path, long size)
{
	FILE *file = create(path);

	fputs(head, file);
	fputs("root_cause:\n  cause: |\n", file);
	while (ftell(file) < size)
		fputs("    Then Geda Siraj restarted the database, and the alarm was lost.\n",
			file);
	fclose(file);
}

void sample_rows(const char *path, int rows)
{
	static const char *const kinds[] = {"action", "finding", "message"};
	FILE *file = create(path);

	fputs(head, file);
	fputs("timeline:\n  events:\n", file);
	for (int i = 0; i < rows; i++) {
		fprintf(file,
			"    - id: r%07d\n      at: \"2023-10-15T%02d:%02d:00Z\"\n      kind: %s\n"
			"      what: |\n        ",
			i, 8 + i * 3 / 60 % 16, i * 3 % 60, kinds[i % 3]);
		fprintf(file,
			"Step %d of the restart was tried on host %d, which took its part of the "
			"load for a while and then lost it again.\n",
			i + 1, i % 7);
	}
	fclose(file);
}
