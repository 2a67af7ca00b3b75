/*
 * The floor `check` is measured against: libyaml's event parser over all files named,
 * doing nothing with the events.
 */
#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

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
		count += count_events(argv[i]);
	printf("%ld events\n", count);
	return 0;
}
