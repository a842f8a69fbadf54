/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Every mapping has a table of its keys; to read one more is one more line.
 */

#include "lint/config.h"

#include <limits.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "image/reference.h"
#include "project/kustomization.h"
#include "yaml/scalar.h"

/* Finding the file. */

/* A link that leads nowhere is there all the same: reading it fails, and says so. */
static bool is_there(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* The folder's own configuration, or NULL. */
static const char *config_in(struct pf_arena *arena, pf_str folder)
{
	static const char *const names[] = {".podfit.yaml", ".podfit.yml"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *path = pf_arena_fmt(arena, "%.*s/%s", PF_STR_ARG(folder), names[i]).ptr;

		if (is_there(path))
			return path;
	}
	return NULL;
}

static bool is_repository(struct pf_arena *arena, pf_str folder)
{
	return is_there(pf_arena_fmt(arena, "%.*s/.git", PF_STR_ARG(folder)).ptr);
}

static const char *find_above(struct pf_arena *arena)
{
	char cwd[PATH_MAX];
	pf_str folder;

	if (!getcwd(cwd, sizeof(cwd)) || cwd[0] != '/')
		return NULL;
	folder = pf_str_from(cwd);
	for (;;) {
		const char *path = config_in(arena, folder);

		if (path || is_repository(arena, folder))
			return path;
		if (folder.len <= 1)
			return NULL;
		folder = pf_str_sub(folder, 0, pf_str_rfind_char(folder, '/'));
	}
}

const char *pf_config_find(struct pf_arena *arena, const char *xdg_config_home)
{
	const char *path = find_above(arena);

	if (path || !xdg_config_home || !*xdg_config_home)
		return path;
	path = pf_arena_fmt(arena, "%s/podfit/config.yaml", xdg_config_home).ptr;
	return is_there(path) ? path : NULL;
}

/* Faults. */

struct reader {
	struct pf_arena *arena;
	struct pf_file *file;
	const struct pf_document *document;
	pf_str directory;
	struct pf_config_fault *fault;
};

static struct pf_place place_of(const struct reader *reader, const struct pf_node *node)
{
	struct pf_piece piece = pf_yaml_place(reader->document, node);

	return (struct pf_place){reader->file, piece.start, piece.end};
}

/* Always false, so that failing is one return statement. */
PF_PRINTF(4, 5)
static bool fail(struct reader *reader, const struct pf_node *node, pf_str label, const char *fmt,
	...)
{
	va_list ap;

	va_start(ap, fmt);
	*reader->fault = (struct pf_config_fault){
		.path = reader->file->source.path,
		.message = pf_arena_vfmt(reader->arena, fmt, ap),
		.label = label,
		.at = place_of(reader, node),
	};
	va_end(ap);
	return false;
}

/* The fault is at `again`, and the other place is shown with it. */
static bool fail_twice(struct reader *reader, const struct pf_node *first,
	const struct pf_node *again, const char *what)
{
	(void)fail(reader, again, PF_STR_EMPTY, "%s", what);
	reader->fault->first = place_of(reader, first);
	reader->fault->first_label = PF_STR("the first");
	return false;
}

/* "`images` takes a list, but this is a string". */
static bool fail_type(struct reader *reader, const struct pf_node *node, const char *wanted)
{
	const struct pf_node *key = pf_node_key(node);

	if (key)
		return fail(reader, node, PF_STR_EMPTY, "`%.*s` takes %s, but this is %s",
			PF_STR_ARG(pf_node_text(key)), wanted, pf_node_type_name(node));
	return fail(reader, node, PF_STR_EMPTY, "%s is wanted here, but this is %s", wanted,
		pf_node_type_name(node));
}

/* Mappings by table. */

struct key {
	const char *name; /* NULL ends the table */
	/* Fill what it is for in `out`; NULL: a key of later versions. */
	bool (*read)(struct reader *reader, const struct pf_node *value, void *out);
};

static bool fail_unknown(struct reader *reader, const struct pf_node *node, const struct key *keys)
{
	pf_str name = pf_node_text(node), label = PF_STR_EMPTY;
	struct pf_nearest near = pf_nearest_start(name);

	for (; keys->name; keys++) {
		if (keys->read)
			pf_nearest_offer(&near, pf_str_from(keys->name));
	}
	if (near.best.len)
		label = pf_arena_fmt(reader->arena, "did you mean `%.*s`?", PF_STR_ARG(near.best));
	return fail(reader, node, label, "unknown key `%.*s`", PF_STR_ARG(name));
}

static bool read_entry(struct reader *reader, const struct pf_kids *entry, const struct key *keys,
	void *out)
{
	pf_str name = pf_node_text(entry->key);
	const struct key *key = keys;

	while (key->name && !pf_str_eq(name, pf_str_from(key->name)))
		key++;
	if (!key->name)
		return fail_unknown(reader, entry->key, keys);
	if (!key->read)
		return fail(reader, entry->key, PF_STR_EMPTY,
			"key `%s` is not available in this version", key->name);
	return key->read(reader, entry->value, out);
}

static bool read_map(struct reader *reader, const struct pf_node *map, const struct key *keys,
	void *out)
{
	struct pf_kids kids = pf_kids(map);

	if (map->kind != PF_MAP)
		return fail_type(reader, map, "a mapping");
	while (pf_kids_next(&kids)) {
		if (!read_entry(reader, &kids, keys, out))
			return false;
	}
	return true;
}

/* Values. */

static bool is_string(const struct pf_node *node)
{
	return node->kind == PF_SCALAR && pf_scalar_resolve(node).type == PF_SCALAR_STR;
}

/* A string that is not empty. */
static bool read_text(struct reader *reader, const struct pf_node *value, pf_str *out)
{
	if (!is_string(value)) {
		(void)fail_type(reader, value, "a string");
		if (value->kind == PF_SCALAR && !pf_node_is_null(value))
			reader->fault->label = pf_arena_fmt(reader->arena, "%s unless it is quoted",
				pf_node_type_name(value));
		return false;
	}
	*out = pf_node_text(value);
	if (!out->len)
		return fail(reader, value, PF_STR_EMPTY, "nothing stands in this string");
	return true;
}

/* A string, number or boolean, as it is written. */
static bool read_scalar(struct reader *reader, const struct pf_node *value, pf_str *out)
{
	if (value->kind != PF_SCALAR || pf_node_is_null(value))
		return fail_type(reader, value, "a string");
	*out = pf_node_text(value);
	return true;
}

struct strings {
	const pf_str *ptr;
	size_t len;
};

/* `check` may be NULL; it may replace the item. */
static bool read_strings(struct reader *reader, const struct pf_node *value,
	bool (*check)(struct reader *reader, const struct pf_node *node, pf_str *item),
	struct strings *out)
{
	struct pf_kids kids = pf_kids(value);
	pf_str *items;

	if (value->kind != PF_SEQ)
		return fail_type(reader, value, "a list of strings");
	items = PF_NEWN(reader->arena, pf_str, value->len);
	while (pf_kids_next(&kids)) {
		if (!read_text(reader, kids.value, &items[kids.i]) ||
			(check && !check(reader, kids.value, &items[kids.i])))
			return false;
	}
	*out = (struct strings){items, value->len};
	return true;
}

/* images: */

struct entry {
	struct pf_image_setting setting;
	const struct pf_node *match;
	const struct pf_node *source;
	const struct pf_node *of_dockerfile; /* a key that nothing but a Dockerfile has */
};

static bool has_wildcard(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (pf_str_find_char(PF_STR("*?[\\"), text.ptr[i]) < 4)
			return true;
	}
	return false;
}

static bool read_match(struct reader *reader, const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	pf_str *match = &entry->setting.match;
	struct pf_image_reference reference;

	if (!read_text(reader, value, match))
		return false;
	entry->match = value;
	reference = pf_image_reference_parse(reader->arena, *match);
	if (has_wildcard(*match) || reference.valid)
		return true;
	return fail(reader, value, reference.fault ? pf_str_from(reference.fault) : PF_STR_EMPTY,
		"`%.*s` is no name of an image, and no image matches it", PF_STR_ARG(*match));
}

static bool read_source(struct reader *reader, const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	pf_str path;

	if (entry->source)
		return fail_twice(reader, entry->source, value,
			"an image has one source, and this is a second one");
	if (!read_text(reader, value, &path))
		return false;
	entry->source = value;
	entry->setting.source = pf_path_from(reader->arena, reader->directory, path);
	return true;
}

static bool read_dockerfile(struct reader *reader, const struct pf_node *value, void *out)
{
	((struct entry *)out)->setting.is_dockerfile = true;
	return read_source(reader, value, out);
}

static bool read_target(struct reader *reader, const struct pf_node *value, void *out)
{
	struct entry *entry = out;

	entry->of_dockerfile = value;
	return read_scalar(reader, value, &entry->setting.target);
}

static bool read_build_args(struct reader *reader, const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	struct pf_kids kids = pf_kids(value);
	struct pf_build_arg *args;

	if (value->kind != PF_MAP)
		return fail_type(reader, value, "a mapping of names to values");
	args = PF_NEWN(reader->arena, struct pf_build_arg, kids.n);
	while (pf_kids_next(&kids)) {
		args[kids.i].name = pf_node_text(kids.key);
		if (!read_scalar(reader, kids.value, &args[kids.i].value))
			return false;
	}
	entry->of_dockerfile = value;
	entry->setting.args = args;
	entry->setting.nargs = kids.n;
	return true;
}

static const struct key image_keys[] = {
	{"match", read_match},
	{"dockerfile", read_dockerfile},
	{"target", read_target},
	{"build-args", read_build_args},
	{"oci-layout", read_source},
	{"docker-archive", read_source},
	{"image-config", read_source},
	{"index", read_source},
	{0},
};

/* "path:line" */
static pf_str where(struct pf_arena *arena, const struct pf_file *file, const struct pf_node *node)
{
	pf_pos pos = pf_source_pos(&file->source, &file->lines, node->start, PF_BYTES);

	return pf_arena_fmt(arena, "%.*s:%u", PF_STR_ARG(file->source.path), (unsigned)pos.line);
}

static bool read_image(struct reader *reader, const struct pf_node *item,
	struct pf_image_setting *out)
{
	struct entry entry = {.setting = {.of_config = true}};

	if (!read_map(reader, item, image_keys, &entry))
		return false;
	if (!entry.match)
		return fail(reader, item, PF_STR_EMPTY,
			"an image lacks `match`, which says what images it stands for");
	if (!entry.source)
		return fail(reader, item, PF_STR_EMPTY,
			"an image lacks its source, such as `dockerfile` or `oci-layout`");
	if (entry.of_dockerfile && !entry.setting.is_dockerfile)
		return fail(reader, entry.of_dockerfile, PF_STR_EMPTY,
			"`%.*s` goes with `dockerfile` only",
			PF_STR_ARG(pf_node_text(pf_node_key(entry.of_dockerfile))));
	entry.setting.where = where(reader->arena, reader->file, entry.match);
	*out = entry.setting;
	return true;
}

static bool read_images(struct reader *reader, const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_kids kids = pf_kids(value);
	struct pf_image_setting *images;

	if (value->kind != PF_SEQ)
		return fail_type(reader, value, "a list");
	images = PF_NEWN(reader->arena, struct pf_image_setting, value->len);
	while (pf_kids_next(&kids)) {
		if (!read_image(reader, kids.value, &images[kids.i]))
			return false;
	}
	config->images = images;
	config->nimages = value->len;
	return true;
}

/* cluster: */

static bool check_architecture(struct reader *reader, const struct pf_node *node, pf_str *item)
{
	pf_str meant = PF_STR_EMPTY, name = *item;

	if (pf_architecture_named(name, item, &meant))
		return true;
	if (meant.len)
		meant = pf_arena_fmt(reader->arena, "did you mean `%.*s`?", PF_STR_ARG(meant));
	return fail(reader, node, meant, "unknown architecture `%.*s`", PF_STR_ARG(name));
}

static bool check_host(struct reader *reader, const struct pf_node *node, pf_str *item)
{
	if (pf_str_find_char(*item, '/') == item->len)
		return true;
	return fail(reader, node, PF_STR_EMPTY,
		"`%.*s` is compared with hosts of registries, which have no slash",
		PF_STR_ARG(*item));
}

static bool read_architectures(struct reader *reader, const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct strings list = {.len = 0};

	if (!read_strings(reader, value, check_architecture, &list))
		return false;
	cluster->architectures = list.ptr;
	cluster->narchitectures = list.len;
	return true;
}

static bool read_node_identity(struct reader *reader, const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct strings list = {.len = 0};

	if (!read_strings(reader, value, check_host, &list))
		return false;
	cluster->node_identity_registries = list.ptr;
	cluster->nnode_identity_registries = list.len;
	return true;
}

static bool read_public(struct reader *reader, const struct pf_node *value, void *out)
{
	struct pf_cluster *cluster = out;
	struct strings list = {.len = 0};

	if (!read_strings(reader, value, check_host, &list))
		return false;
	cluster->public_registries = list.ptr;
	cluster->npublic_registries = list.len;
	return true;
}

static bool read_default_account(struct reader *reader, const struct pf_node *value, void *out)
{
	pf_scalar scalar;

	if (value->kind != PF_SCALAR)
		return fail_type(reader, value, "a boolean");
	scalar = pf_scalar_resolve(value);
	if (scalar.type != PF_SCALAR_BOOL)
		return fail_type(reader, value, "a boolean");
	((struct pf_cluster *)out)->default_service_account_has_pull_secrets = scalar.truth;
	return true;
}

static const struct key cluster_keys[] = {
	{"architectures", read_architectures},
	{"node-identity-registries", read_node_identity},
	{"public-registries", read_public},
	{"default-service-account-has-pull-secrets", read_default_account},
	{0},
};

static bool read_cluster(struct reader *reader, const struct pf_node *value, void *out)
{
	return read_map(reader, value, cluster_keys, &((struct pf_config *)out)->cluster);
}

/* The whole. */

static const struct key keys[] = {
	{"images", read_images},
	{"cluster", read_cluster},

	/* Promised for later: a file that has one is told so. */
	{"edition", NULL},
	{"required-version", NULL},
	{"kubernetes-version", NULL},
	{"extends", NULL},
	{"fail-on", NULL},
	{"select", NULL},
	{"ignore", NULL},
	{"severity", NULL},
	{"exclude", NULL},
	{"context", NULL},
	{"complete", NULL},
	{"compat", NULL},
	{"options", NULL},
	{"overrides", NULL},
	{"ignores", NULL},
	{0},
};

/* A fault of the text itself. */
static bool fail_text(struct reader *reader, struct pf_piece at, pf_str message, pf_str label)
{
	*reader->fault = (struct pf_config_fault){
		.path = reader->file->source.path,
		.message = message,
		.label = label,
		.at = {reader->file, at.start, at.end},
	};
	return false;
}

static bool check_document(struct reader *reader, const struct pf_document *document)
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
		return fail_twice(reader, document->duplicates[0].first,
			document->duplicates[0].again, "this key stands twice in one mapping");
	return true;
}

/* The one document of the file: NULL where it holds nothing. */
static bool load(struct reader *reader)
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

static bool open_file(struct reader *reader, const char *os_path)
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
	else
		return true;
	return false;
}

bool pf_config_read(struct pf_arena *arena, const char *os_path, struct pf_config *out,
	struct pf_config_fault *fault)
{
	struct reader reader = {
		.arena = arena, .file = PF_NEW(arena, struct pf_file), .fault = fault};
	struct pf_config config = {.file = reader.file};

	if (!open_file(&reader, os_path))
		return false;
	reader.file->lines = pf_lines_of(arena, reader.file->source.text);
	reader.directory = pf_path_directory(reader.file->source.path);
	if (!load(&reader))
		return false;
	if (reader.document && reader.document->root && !pf_node_is_null(reader.document->root) &&
		!read_map(&reader, reader.document->root, keys, &config))
		return false;
	config.document = reader.document;
	config.directory = reader.directory;
	*out = config;
	return true;
}

pf_str pf_config_where(struct pf_arena *arena, const struct pf_config *config, pf_str part,
	pf_str key)
{
	const struct pf_node *map = config->document ? config->document->root : NULL;
	const struct pf_node *node;

	if (part.len)
		map = pf_node_get(map, part);
	if (!pf_node_get_entry(map, key, &node))
		return PF_STR_EMPTY;
	return where(arena, config->file, node);
}
