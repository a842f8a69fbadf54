/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The smallest program that drains libyaml's events from the files named, one
 * parser over each whole file: what podfit's own cost is measured against.
 * Without arguments the names are read from standard input, one a line.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct bytes {
	unsigned char *ptr;
	size_t len;
	size_t cap;
};

static int read_file(struct bytes *bytes, const char *path)
{
	FILE *file = fopen(path, "rb");
	unsigned char *grown;
	size_t got;

	if (!file)
		return 0;
	bytes->len = 0;
	do {
		if (bytes->cap - bytes->len < 65536) {
			bytes->cap = bytes->cap * 2 + 65536;
			grown = realloc(bytes->ptr, bytes->cap);
			if (!grown)
				abort();
			bytes->ptr = grown;
		}
		got = fread(bytes->ptr + bytes->len, 1, bytes->cap - bytes->len, file);
		bytes->len += got;
	} while (got);
	return fclose(file) == 0;
}

static unsigned long drain(const struct bytes *bytes)
{
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long events = 0;
	int at_end = 0;

	if (!yaml_parser_initialize(&parser))
		abort();
	yaml_parser_set_input_string(&parser, bytes->ptr, bytes->len);
	while (!at_end && yaml_parser_parse(&parser, &event)) {
		at_end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		events++;
	}
	yaml_parser_delete(&parser);
	return events;
}

int main(int argc, char **argv)
{
	struct bytes bytes = {NULL, 0, 0};
	unsigned long events = 0;
	char line[4096];

	for (int i = 1; i < argc; i++) {
		if (read_file(&bytes, argv[i]))
			events += drain(&bytes);
	}
	while (argc == 1 && fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (read_file(&bytes, line))
			events += drain(&bytes);
	}
	free(bytes.ptr);
	printf("%lu events\n", events);
	return EXIT_SUCCESS;
}
