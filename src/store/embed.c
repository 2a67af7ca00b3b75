/*
 * Runs at build time: writes forms as C arrays, so that the program works alone.
 *
 *   embed OUT FORM.yaml...
 */
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 20 };

static int name_length(const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	const char *dot;

	*name = slash ? slash + 1 : path;
	dot = strrchr(*name, '.');
	return dot ? (int)(dot - *name) : (int)strlen(*name);
}

static int write_bytes(FILE *out, const char *path, int number)
{
	FILE *in = fopen(path, "rb");
	unsigned long len = 0;
	int c;

	if (!in) {
		perror(path);
		return 1;
	}
	fprintf(out, "static const unsigned char form_%d[] = {", number);
	while ((c = getc(in)) != EOF)
		fprintf(out, "%s%d,", len++ % COLUMNS == 0 ? "\n\t" : " ", c);
	/* No array is empty; the length leaves this byte out. */
	fprintf(out, " 0,\n};\n\n");
	return fclose(in) != 0;
}

int main(int argc, char **argv)
{
	FILE *out = argc > 1 ? fopen(argv[1], "w") : NULL;
	int failed = !out;

	if (!out) {
		fprintf(stderr, "usage: embed OUT FORM.yaml...\n");
		return 2;
	}
	fprintf(out, "#include \"builtin.h\"\n\n");
	for (int i = 2; i < argc; i++)
		failed |= write_bytes(out, argv[i], i);
	fprintf(out, "const struct builtin_form builtin_forms[] = {\n");
	for (int i = 2; i < argc; i++) {
		const char *name;
		int len = name_length(argv[i], &name);

		fprintf(out, "\t{\"%.*s\", form_%d, sizeof(form_%d) - 1},\n", len, name, i, i);
	}
	fprintf(out, "\t{0, 0, 0},\n};\n");
	return fclose(out) != 0 || failed;
}
