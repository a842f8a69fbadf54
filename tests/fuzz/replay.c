/* SPDX-License-Identifier: Apache-2.0 */

/* Feeds a target the files, and the files of the folders, that are named. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "source/source.h"

static size_t fed;

static void feed_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t cap = 1 << 16, len = 0;
	char *bytes = malloc(cap);
	size_t n;

	if (!file || !bytes) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	while ((n = fread(bytes + len, 1, cap - len, file)) > 0) {
		len += n;
		if (len < cap)
			continue;
		cap *= 2;
		bytes = realloc(bytes, cap);
		if (!bytes)
			pf_oom();
	}
	(void)fclose(file);
	(void)fprintf(stderr, "%s\n", path);
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
	free(bytes);
	fed++;
}

static void feed(const char *path)
{
	struct dirent **entries;
	struct stat st;
	int n;

	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
		feed_file(path);
		return;
	}
	n = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char child[4096];

		(void)snprintf(child, sizeof(child), "%s/%s", path, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.')
			feed_file(child);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		feed(argv[i]);
	if (!fed)
		(void)fputs("nothing to feed\n", stderr);
	return fed ? EXIT_SUCCESS : EXIT_FAILURE;
}
