/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files of a configuration.  What a file extends is read before its own keys,
 * so that these find what they replace or add to.
 */

#include "config/config.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "config/config_internal.h"
#include "source/path.h"
#include "yaml/load.h"
#include "yaml/scalar.h"
#include "yaml/split.h"

/* A file that is being read, and the one that extends it. */
struct pf_config_link {
	const struct pf_config_link *by;
	const char *key; /* the file's real path */
	pf_str path;     /* as reported */
};

/* One file. */

/* A fault of the text itself. */
static bool fail_text(struct pf_config_reader *reader, struct pf_piece at, pf_str message,
	pf_str label)
{
	*reader->fault = (struct pf_config_fault){
		.path = reader->file->source.path,
		.message = message,
		.label = label,
		.at = {reader->file, at.start, at.end},
	};
	return false;
}

static bool check_document(struct pf_config_reader *reader, const struct pf_document *document)
{
	const struct pf_yaml_fault *fault = document->fault;
	struct pf_piece start = {document->start, document->start};

	if (fault)
		return fail_text(reader, (struct pf_piece){fault->start, fault->end},
			fault->message, fault->help);
	if (reader->document)
		return fail_text(reader, start, PF_STR("a second document begins here"),
			PF_STR("a configuration is one"));
	reader->document = document;
	if (document->nduplicates)
		return pf_config_fail_twice(reader, document->duplicates[0].first,
			document->duplicates[0].again, "this key stands twice in one mapping");
	return true;
}

/* The one document of the file: NULL where it holds nothing. */
static bool load(struct pf_config_reader *reader)
{
	struct pf_pieces pieces = pf_yaml_split(reader->arena, reader->file->source.text);
	struct pf_documents *parts = PF_NEWN(reader->arena, struct pf_documents, pieces.len);

	reader->file->parts = parts;
	for (size_t i = 0; i < pieces.len; i++) {
		pf_yaml_load(reader->arena, &reader->file->source, pieces.ptr[i], &parts[i]);
		reader->file->nparts = i + 1;
		for (size_t k = 0; k < parts[i].len; k++) {
			const struct pf_document *document = &parts[i].ptr[k];

			if (!document->bare && !check_document(reader, document))
				return false;
		}
	}
	return true;
}

static bool open_file(struct pf_config_reader *reader, const char *os_path)
{
	struct pf_arena *arena = reader->arena;
	struct pf_error err = {0};
	pf_str path = pf_report_path(arena, pf_str_from(os_path));
	struct pf_source *source = &reader->file->source;
	bool ok = pf_source_read_file(arena, os_path, path, source, &err);

	*reader->fault = (struct pf_config_fault){.path = path};
	if (!ok)
		reader->fault->message = pf_arena_dup(arena, pf_str_from(err.msg));
	else if (source->encoding == PF_BINARY)
		reader->fault->message = PF_STR("holds a NUL character: it is no text");
	else if (source->text.len > PF_CONFIG_MAX)
		reader->fault->message = PF_STR("is larger than 256 KiB, as no configuration is");
	else
		return true;
	return false;
}

/* Rules: what a file says comes behind what it extends, and beats it. */

static bool is_selected_by(const struct pf_rule_layer *layer, pf_str name)
{
	for (size_t i = 0; i < layer->nselections; i++) {
		if (layer->selections[i].op == PF_SELECT &&
			pf_str_eq(layer->selections[i].name, name))
			return true;
	}
	return false;
}

/* What `below` says on selection, as far as `layer` leaves it. */
static void drop_replaced(struct pf_arena *arena, struct pf_rule_layer *below,
	const struct pf_rule_layer *layer)
{
	struct pf_selection *kept;
	size_t n = 0;

	if (!layer->select_where.len)
		return;
	kept = PF_NEWN(arena, struct pf_selection, below->nselections + 1);
	for (size_t i = 0; i < below->nselections; i++) {
		const struct pf_selection *s = &below->selections[i];

		if (s->op == PF_IGNORE && !is_selected_by(layer, s->name))
			kept[n++] = *s;
	}
	below->selections = kept;
	below->nselections = n;
	below->select_where = layer->select_where;
}

static void add_rules(struct pf_arena *arena, struct pf_rule_layer *below,
	const struct pf_rule_layer *layer)
{
	drop_replaced(arena, below, layer);
	below->selections = pf_config_append(arena, below->selections, below->nselections,
		layer->selections, layer->nselections, sizeof(*layer->selections));
	below->nselections += layer->nselections;
	below->levels = pf_config_append(arena, below->levels, below->nlevels, layer->levels,
		layer->nlevels, sizeof(*layer->levels));
	below->nlevels += layer->nlevels;
	below->options = pf_config_append(arena, below->options, below->noptions, layer->options,
		layer->noptions, sizeof(*layer->options));
	below->noptions += layer->noptions;
}

/* Files that extend others. */

static bool read_file(struct pf_config_reader *reader, const char *os_path);

/* "a.yaml -> b.yaml -> a.yaml", from the file that comes again. */
static pf_str circle(struct pf_arena *arena, const struct pf_config_link *last,
	const struct pf_config_link *again)
{
	pf_str text = again->path;

	for (const struct pf_config_link *link = last; link != again->by; link = link->by)
		text = pf_arena_fmt(arena, "%.*s -> %.*s", PF_STR_ARG(link->path),
			PF_STR_ARG(text));
	return text;
}

static bool check_chain(struct pf_config_reader *reader, const struct pf_node *node,
	const char *key)
{
	const struct pf_config_load *all = reader->load;

	for (const struct pf_config_link *link = all->chain; link; link = link->by) {
		pf_str way;

		if (strcmp(link->key, key) != 0)
			continue;
		way = circle(reader->arena, all->chain, link);
		return pf_config_fail(reader, node, PF_STR_EMPTY,
			"a configuration cannot extend itself: %.*s", PF_STR_ARG(way));
	}
	if (all->nfiles < PF_CONFIG_FILES_MAX)
		return true;
	return pf_config_fail(reader, node, PF_STR_EMPTY, "a configuration of more than %u files",
		PF_CONFIG_FILES_MAX);
}

/* By its real path, whatever links lead to it; as written where it cannot be found. */
static const char *key_of(struct pf_arena *arena, const char *os_path)
{
	char real[PATH_MAX];

	if (!realpath(os_path, real))
		return os_path;
	return pf_arena_cstr(arena, pf_str_from(real));
}

static bool extend(struct pf_config_reader *reader, const struct pf_node *node, pf_str text)
{
	pf_str path = pf_path_from(reader->arena, reader->directory, text);
	const char *os_path = pf_arena_cstr(reader->arena, path);
	struct pf_config_reader inner = *reader;
	pf_str message;

	if (!check_chain(reader, node, key_of(reader->arena, os_path)))
		return false;
	if (read_file(&inner, os_path))
		return true;
	if (reader->fault->at.file)
		return false;
	message = reader->fault->message;
	return pf_config_fail(reader, node, message, "cannot read `%.*s`", PF_STR_ARG(path));
}

static bool read_extended(struct pf_config_reader *reader, const struct pf_node *root)
{
	const struct pf_node *value = pf_node_get(root, PF_STR("extends"));
	struct pf_config_strings list = {.len = 0};

	if (!value)
		return true;
	if (!pf_config_one_or_more(reader, value, &list))
		return false;
	for (size_t i = 0; i < list.len; i++) {
		if (!extend(reader, list.nodes[i], list.ptr[i]))
			return false;
	}
	return true;
}

static bool read_keys(struct pf_config_reader *reader)
{
	const struct pf_node *root = reader->document ? reader->document->root : NULL;
	struct pf_config *config = reader->config;
	struct pf_rule_layer below;

	if (!root || pf_node_is_null(root))
		return true;
	if (!read_extended(reader, root))
		return false;
	below = config->rules;
	config->rules = (struct pf_rule_layer){0};
	reader->part = "";
	if (!pf_config_map(reader, root, pf_config_keys, config))
		return false;
	add_rules(reader->arena, &below, &config->rules);
	config->rules = below;
	return true;
}

/* The file behind `reader`, which tells of it on success. */
static bool read_file(struct pf_config_reader *reader, const char *os_path)
{
	struct pf_config_link link = {.by = reader->load->chain};
	bool ok;

	reader->file = PF_NEW(reader->arena, struct pf_file);
	reader->file->number = PF_NO_FILE;
	reader->document = NULL;
	if (!open_file(reader, os_path))
		return false;
	reader->load->nfiles++;
	reader->file->lines = pf_lines_of(reader->arena, reader->file->source.text);
	reader->directory = pf_path_directory(reader->file->source.path);
	if (!reader->load->chain)
		reader->load->home = reader->directory;
	reader->file->home_path =
		pf_path_between(reader->arena, reader->load->home, reader->file->source.path);
	reader->root = pf_path_absolute(reader->arena, reader->directory);
	link.key = key_of(reader->arena, os_path);
	link.path = reader->file->source.path;
	reader->load->chain = &link;
	ok = load(reader) && read_keys(reader);
	reader->load->chain = link.by;
	return ok;
}

bool pf_config_read(struct pf_arena *arena, const char *os_path,
	const struct pf_config_terms *terms, struct pf_config *out, struct pf_config_fault *fault)
{
	struct pf_config config = {.file = NULL};
	struct pf_config_load load = {0};
	struct pf_config_reader reader = {
		.arena = arena, .terms = terms, .config = &config, .load = &load, .fault = fault};

	if (!read_file(&reader, os_path) || !pf_config_check_reasons(&reader))
		return false;
	config.file = reader.file;
	config.directory = reader.directory;
	config.root = reader.root;
	*out = config;
	return true;
}

pf_str pf_config_where(const struct pf_config *config, const char *part, const char *key)
{
	for (size_t i = config->nmarks; i-- > 0;) {
		const struct pf_config_mark *mark = &config->marks[i];

		if (strcmp(mark->part, part) == 0 && strcmp(mark->key, key) == 0)
			return mark->where;
	}
	return PF_STR_EMPTY;
}
