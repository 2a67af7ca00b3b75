/*
 * The floor that reading is measured against: libyaml's event parser over all files named,
 * doing nothing with the events; for files that end in .json, jansson's parser.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <yaml.h>

static json_t *next_value(FILE *file)
{
	json_error_t error;

	return json_loadf(file, JSON_DISABLE_EOF_CHECK, &error);
}

/* One after the other. */
static long count_values(const char *path)
{
	FILE *file = fopen(path, "rb");
	json_t *value;
	long count = 0;

	if (!file)
		exit(2);
	for (; (value = next_value(file)) != NULL; count++)
		json_decref(value);
	fclose(file);
	return count;
}

static int is_json(const char *path)
{
	size_t len = strlen(path);

	return len > 5 && strcmp(path + len - 5, ".json") == 0;
}

static long count_events(const char *path)
{
	FILE *file = fopen(path, "rb");
	yaml_parser_t parser;
	long count = 0;

	if (!file || !yaml_parser_initialize(&parser))
		exit(2);
	yaml_parser_set_input_file(&parser, file);
	for (int done = 0; !done; count++) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event))
			exit(2);
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	fclose(file);
	return count;
}

int main(int argc, char **argv)
{
	long count = 0;

	for (int i = 1; i < argc; i++)
		count += is_json(argv[i]) ? count_values(argv[i]) : count_events(argv[i]);
	printf("%ld events or values\n", count);
	return 0;
}
