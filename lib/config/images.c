/* SPDX-License-Identifier: Apache-2.0 */

/* images: what tells of them. */

#include "config/config_internal.h"
#include "image/reference.h"
#include "source/path.h"

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

static bool read_match(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	pf_str *match = &entry->setting.match;
	struct pf_image_reference reference;

	(void)key;
	if (!pf_config_text(reader, value, match))
		return false;
	if (has_wildcard(*match) && !pf_config_glob(reader, value, *match))
		return false;
	entry->match = value;
	reference = pf_image_reference_parse(reader->arena, *match);
	if (has_wildcard(*match) || reference.valid)
		return true;
	return pf_config_fail(reader, value,
		reference.fault ? pf_str_from(reference.fault) : PF_STR_EMPTY,
		"`%.*s` is no name of an image, and no image matches it", PF_STR_ARG(*match));
}

static bool read_source(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	pf_str path;

	(void)key;
	if (entry->source)
		return pf_config_fail_twice(reader, entry->source, value,
			"an image has one source, and this is a second one");
	if (!pf_config_text(reader, value, &path))
		return false;
	entry->source = value;
	entry->setting.source = pf_path_from(reader->arena, reader->directory, path);
	return true;
}

static bool read_dockerfile(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	((struct entry *)out)->setting.is_dockerfile = true;
	return read_source(reader, key, value, out);
}

static bool read_target(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;

	(void)key;
	entry->of_dockerfile = value;
	return pf_config_scalar(reader, value, &entry->setting.target);
}

static bool read_build_args(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	struct pf_kids kids = pf_kids(value);
	struct pf_build_arg *args;

	(void)key;
	if (value->kind != PF_MAP)
		return pf_config_fail_type(reader, value, "a mapping of names to values");
	args = PF_NEWN(reader->arena, struct pf_build_arg, kids.n);
	while (pf_kids_next(&kids)) {
		args[kids.i].name = pf_node_text(kids.key);
		if (!pf_config_scalar(reader, kids.value, &args[kids.i].value))
			return false;
	}
	entry->of_dockerfile = value;
	entry->setting.args = args;
	entry->setting.nargs = kids.n;
	return true;
}

const struct pf_config_key pf_config_image_keys[] = {
	{.name = "match",
		.help = "The image, with or without its tag; globs are allowed.",
		.example = "registry.example.com/team/api",
		.shape = PF_CONFIG_TEXT,
		.required = true,
		.read = read_match},
	{.name = "dockerfile",
		.help = "The Dockerfile that the image is built from.",
		.example = "services/api/Dockerfile",
		.shape = PF_CONFIG_TEXT,
		.choice = true,
		.read = read_dockerfile},
	{.name = "target",
		.help = "The stage of the Dockerfile that is built; the last one without it.",
		.example = "prod",
		.shape = PF_CONFIG_SCALAR,
		.needs = "dockerfile",
		.read = read_target},
	{.name = "build-args",
		.help = "Values of the Dockerfile's ARGs.",
		.example = "{VERSION: \"1.2\"}",
		.shape = PF_CONFIG_ARGS,
		.needs = "dockerfile",
		.read = read_build_args},
	{.name = "oci-layout",
		.help = "An OCI image layout: a directory, or a tar file of one.",
		.example = "build/worker.oci",
		.shape = PF_CONFIG_TEXT,
		.choice = true,
		.read = read_source},
	{.name = "docker-archive",
		.help = "A tar file of `docker save`.",
		.example = "build/worker.tar",
		.shape = PF_CONFIG_TEXT,
		.choice = true,
		.read = read_source},
	{.name = "image-config",
		.help = "JSON of `docker image inspect` or `skopeo inspect --config --raw`.",
		.example = "build/worker.json",
		.shape = PF_CONFIG_TEXT,
		.choice = true,
		.read = read_source},
	{.name = "index",
		.help = "JSON of an image's index, as `docker manifest inspect` prints it.",
		.example = "build/worker-index.json",
		.shape = PF_CONFIG_TEXT,
		.choice = true,
		.read = read_source},
	{0},
};

static bool read_image(struct pf_config_reader *reader, const struct pf_node *item,
	struct pf_image_setting *out)
{
	struct entry entry = {.setting = {.of_config = true}};

	if (!pf_config_map(reader, item, pf_config_image_keys, &entry))
		return false;
	if (!entry.match)
		return pf_config_fail(reader, item, PF_STR_EMPTY,
			"an image lacks `match`, which says what images it stands for");
	if (!entry.source)
		return pf_config_fail(reader, item, PF_STR_EMPTY,
			"an image lacks its source, such as `dockerfile` or `oci-layout`");
	if (entry.of_dockerfile && !entry.setting.is_dockerfile)
		return pf_config_fail(reader, entry.of_dockerfile, PF_STR_EMPTY,
			"`%.*s` goes with `dockerfile` only",
			PF_STR_ARG(pf_node_text(pf_node_key(entry.of_dockerfile))));
	entry.setting.where = pf_config_at(reader, entry.match);
	*out = entry.setting;
	return true;
}

bool pf_config_read_images(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_image_setting *images;
	struct pf_kids kids;

	(void)key;
	if (!pf_config_list(reader, value, &kids))
		return false;
	images = PF_NEWN(reader->arena, struct pf_image_setting, kids.n + 1);
	while (pf_kids_next(&kids)) {
		if (!read_image(reader, kids.value, &images[kids.i]))
			return false;
	}
	/* The first that fits holds: these beat those of files that this one extends. */
	config->images = pf_config_append(reader->arena, images, kids.n, config->images,
		config->nimages, sizeof(*images));
	config->nimages += kids.n;
	return true;
}
