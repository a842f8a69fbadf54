/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/inspect.h"

#include "image/store/config.h"
#include "image/store/fit.h"
#include "image/store/oci.h"

/* Keys of Docker's configurations that OCI's do not have. */
static const char *const docker_keys[] = {
	"docker_version",
	"container",
	"container_config",
	"id",
};

static const char *const docker_run_keys[] = {
	"Hostname",
	"Domainname",
	"AttachStdin",
	"Healthcheck",
	"Shell",
	"OnBuild",
	"Image",
};

#define HAS_ANY(object, keys) has_any((object), (keys), sizeof(keys) / sizeof((keys)[0]))

static bool has_any(const struct pf_json *object, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_json_has(object, keys[i]))
			return true;
	}
	return false;
}

static bool is_indented(pf_str json)
{
	json = pf_str_trim(json);
	return json.len > 1 && (json.ptr[1] == '\n' || json.ptr[1] == '\r');
}

/* Do the keys come in this order? */
static bool has_in_order(const struct pf_json *object, const char *const *keys, size_t n)
{
	size_t next = 0;

	for (const struct pf_json *v = pf_json_first(object); v && next < n; v = pf_json_next(v))
		next += pf_str_eq(pf_json_name(v), pf_str_from(keys[next]));
	return next == n;
}

/*
 * `skopeo inspect --config` without --raw writes what OCI's specification has
 * keys for, in its order and indented; a configuration as it is stored is one
 * line, and where Docker made it, `os` comes last.
 */
static bool is_stripped(const struct pf_json *doc, pf_str json)
{
	static const char *const order[] = {"created", "architecture", "os", "config", "rootfs"};

	return is_indented(json) && has_in_order(doc, order, sizeof(order) / sizeof(order[0])) &&
		!HAS_ANY(doc, docker_keys) && !HAS_ANY(pf_json_get(doc, "config"), docker_run_keys);
}

static bool read_bare_config(const struct pf_store_part *part, const struct pf_json *doc,
	pf_str json, struct pf_image_facts *out, struct pf_error *err)
{
	if (!pf_store_config(part, doc, out, err))
		return false;
	out->platforms.partial = out->platforms.known;
	if (is_stripped(doc, json)) {
		out->healthcheck = (pf_healthcheck_fact){.is = PF_INHERITED};
		out->shell = (pf_words_fact){.is = PF_INHERITED};
	}
	return true;
}

/* podman's `Config` is OCI's: the health check stands beside it, the shell nowhere. */
static bool read_podman_extras(const struct pf_store_part *part, const struct pf_json *image,
	struct pf_image_facts *out, struct pf_error *err)
{
	out->shell = (pf_words_fact){.is = PF_INHERITED};
	return pf_store_healthcheck(part, image, &out->healthcheck, err);
}

/* With Docker's containerd store, what is shown may be one image of an index. */
static bool is_of_index(const struct pf_json *image)
{
	pf_str type = pf_json_text(pf_json_get(pf_json_get(image, "Descriptor"), "mediaType"));

	return pf_str_ends_with(type, PF_STR(".image.index.v1+json")) ||
		pf_str_ends_with(type, PF_STR(".manifest.list.v2+json"));
}

static bool read_inspected(const struct pf_store_part *part, const struct pf_json *image,
	struct pf_image_facts *out, struct pf_error *err)
{
	if (!pf_store_config(part, image, out, err))
		return false;
	if (is_of_index(image))
		out->platforms = (struct pf_platforms){.from = pf_store_origin(part->store)};
	out->platforms.partial = out->platforms.known;
	return !pf_json_has(image, "ManifestType") || read_podman_extras(part, image, out, err);
}

/* `skopeo inspect`: who and what it starts is not said. */
static bool read_summary(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct pf_image_facts facts = pf_image_facts_unknown();
	struct pf_platform platform;

	facts.origin = pf_store_origin(part->store);
	if (!pf_store_platform(part, doc, &platform, err) ||
		!pf_store_env(part, doc, &facts.env, err) ||
		!pf_store_labels(part, doc, &facts.labels, err))
		return false;
	facts.platforms = pf_store_single(part->store, &platform);
	facts.platforms.partial = facts.platforms.known;
	*out = facts;
	return true;
}

static void read_nothing(const struct pf_store_part *part, struct pf_image_facts *out)
{
	*out = pf_image_facts_unknown();
	out->origin = pf_store_origin(part->store);
}

/* A configuration for each platform: {"linux/amd64": {"architecture": ...}, ...}. */
static bool is_config_map(const struct pf_json *value)
{
	const struct pf_json *first = pf_json_first(value);

	return pf_json_kind(value) == PF_JSON_OBJECT && first &&
		pf_str_find_char(pf_json_name(first), '/') < pf_json_name(first).len &&
		pf_json_has(first, "architecture");
}

/* buildx may not know Docker's keys: that they are missing says nothing. */
static bool read_buildx_config(const struct pf_store_part *part, const struct pf_json *config,
	struct pf_image_facts *out, struct pf_error *err)
{
	if (!pf_store_config(part, config, out, err))
		return false;
	if (out->healthcheck.is == PF_ABSENT)
		out->healthcheck.is = PF_INHERITED;
	if (out->shell.is == PF_ABSENT)
		out->shell.is = PF_INHERITED;
	return true;
}

static bool read_config_map(const struct pf_store_part *part, const struct pf_json *map,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct pf_platform *platforms =
		PF_NEWN(part->store->arena, struct pf_platform, pf_json_count(map));
	struct pf_platforms all = {.ptr = platforms, .known = true, .is_index = true};
	bool settled = false;

	for (const struct pf_json *v = pf_json_first(map); v; v = pf_json_next(v)) {
		struct pf_image_facts facts;

		if (!read_buildx_config(part, v, &facts, err))
			return false;
		if (!facts.platforms.len)
			return pf_store_fail(part, err, PF_E_SYNTAX,
				"a configuration names no architecture");
		platforms[all.len++] = facts.platforms.ptr[0];
		if (all.len == 1 || (!settled && pf_store_is_preferred(&platforms[all.len - 1])))
			*out = facts;
		settled = settled || pf_store_is_preferred(&platforms[all.len - 1]);
	}
	all.from = pf_store_origin(part->store);
	out->platforms = all;
	return true;
}

/* `docker buildx imagetools inspect --format '{{json .}}'` */
static bool read_imagetools(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	const struct pf_json *manifest = pf_json_get(doc, "manifest");
	const struct pf_json *image = pf_json_get(doc, "image");
	struct pf_image_facts index;

	if (is_config_map(image)) {
		if (!read_config_map(part, image, out, err))
			return false;
	} else if (!read_buildx_config(part, image, out, err)) {
		return false;
	}
	if (!pf_json_has(manifest, "manifests"))
		return true;
	if (!pf_store_index(part, manifest, &index, err))
		return false;
	out->platforms = index.platforms;
	return true;
}

/* `docker manifest inspect -v`: an image, or a list of an index's. */
static bool read_verbose(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	bool is_list = pf_json_kind(doc) == PF_JSON_LIST;
	size_t n = is_list ? pf_json_count(doc) : 1;
	struct pf_platform *platforms = PF_NEWN(part->store->arena, struct pf_platform, n);
	const struct pf_json *image = is_list ? pf_json_first(doc) : doc;
	struct pf_platforms all = {.ptr = platforms, .known = true, .is_index = is_list};

	for (; image; image = is_list ? pf_json_next(image) : NULL) {
		const struct pf_json *descriptor, *platform;
		struct pf_platform *to = &platforms[all.len];

		if (!pf_store_member(part, image, "Descriptor", PF_JSON_OBJECT, &descriptor, err) ||
			!pf_store_member(part, descriptor, "platform", PF_JSON_OBJECT, &platform,
				err) ||
			!pf_store_platform(part, platform, to, err) ||
			!pf_store_text(part, descriptor, "digest", &to->digest, err))
			return false;
		if (!to->architecture.len)
			all.known = false;
		else if (!pf_str_eq(to->architecture, PF_STR("unknown")) &&
			!pf_str_eq(to->os, PF_STR("unknown")))
			all.len++;
	}
	read_nothing(part, out);
	all.from = pf_store_origin(part->store);
	out->platforms = all.known ? all : (struct pf_platforms){.from = all.from};
	return true;
}

static bool fits_any(const struct pf_store_part *part, const struct pf_json *image, const char *key,
	unsigned *best, struct pf_error *err)
{
	struct pf_words names;

	if (!pf_store_words(part, image, key, &names, err))
		return false;
	for (size_t i = 0; i < names.len; i++) {
		unsigned fit = pf_store_fit(part->store, names.ptr[i]);

		if (fit > *best)
			*best = fit;
	}
	return true;
}

static bool choose_inspected(const struct pf_store_part *part, const struct pf_json *list,
	const struct pf_json **out, struct pf_error *err)
{
	unsigned best = 0;

	*out = pf_json_next(pf_json_first(list)) ? NULL : pf_json_first(list);
	for (const struct pf_json *v = pf_json_first(list); v; v = pf_json_next(v)) {
		unsigned fit = best;

		if (!fits_any(part, v, "RepoTags", &fit, err) ||
			!fits_any(part, v, "RepoDigests", &fit, err))
			return false;
		if (fit > best) {
			best = fit;
			*out = v;
		}
	}
	if (!*out)
		return pf_store_fail(part, err, PF_E_SYNTAX,
			"lists several images, none of them by the name that is wanted");
	return true;
}

static bool is_verbose(const struct pf_json *doc)
{
	return pf_json_has(doc, "Ref") && pf_json_has(doc, "Descriptor");
}

static bool read_list(const struct pf_store_part *part, const struct pf_json *list,
	struct pf_image_facts *out, struct pf_error *err)
{
	const struct pf_json *first = pf_json_first(list), *image;

	if (!first)
		return pf_store_fail(part, err, PF_E_SYNTAX, "lists no image");
	if (is_verbose(first))
		return read_verbose(part, list, out, err);
	if (pf_json_has(first, "HostConfig"))
		return pf_store_fail(part, err, PF_E_SYNTAX,
			"tells of a container, not of an image");
	if (pf_json_has(first, "Layers") && pf_json_has(first, "Config"))
		return pf_store_fail(part, err, PF_E_SYNTAX,
			"belongs to a `docker save`: the whole archive is needed");
	if (!pf_json_has(first, "Config") && !pf_json_has(first, "RepoTags"))
		return pf_store_fail(part, err, PF_E_SYNTAX, "no list of images that is known");
	return choose_inspected(part, list, &image, err) && read_inspected(part, image, out, err);
}

/* What is known but no use by itself; NULL for anything else. */
static const char *refusal_of(const struct pf_json *doc)
{
	if (pf_json_has(doc, "imageLayoutVersion"))
		return "the mark of an image layout: the whole folder is needed";
	if (pf_json_has(doc, "fsLayers"))
		return "a manifest of schema 1, which runtimes no longer take";
	if (pf_json_has(doc, "HostConfig"))
		return "tells of a container, not of an image";
	return NULL;
}

static bool is_manifest(const struct pf_json *doc)
{
	return pf_json_has(doc, "layers") && pf_json_has(doc, "config");
}

static bool is_run_config(const struct pf_json *doc)
{
	static const char *const keys[] = {"Entrypoint", "Cmd", "Env", "WorkingDir"};

	return HAS_ANY(doc, keys);
}

static bool read_object(const struct pf_store_part *part, const struct pf_json *doc, pf_str json,
	struct pf_image_facts *out, struct pf_error *err)
{
	static const char *const config_keys[] = {"architecture", "config", "rootfs"};
	static const char *const inspect_keys[] = {"Config", "RepoDigests", "RootFS"};
	const char *refusal = refusal_of(doc);

	if (refusal)
		return pf_store_fail(part, err, PF_E_SYNTAX, refusal);
	if (pf_json_has(doc, "manifests"))
		return pf_store_index(part, doc, out, err);
	if (pf_json_has(doc, "OCIv1")) /* `buildah inspect` */
		return read_bare_config(part, pf_json_get(doc, "Docker"), PF_STR_EMPTY, out, err);
	if (pf_json_kind(pf_json_get(doc, "manifest")) == PF_JSON_OBJECT &&
		pf_json_kind(pf_json_get(doc, "image")) == PF_JSON_OBJECT)
		return read_imagetools(part, doc, out, err);
	if (is_config_map(doc))
		return read_config_map(part, doc, out, err);
	if (is_verbose(doc))
		return read_verbose(part, doc, out, err);
	if (is_manifest(doc)) {
		read_nothing(part, out);
		return true;
	}
	if (HAS_ANY(doc, config_keys))
		return read_bare_config(part, doc, json, out, err);
	if (HAS_ANY(doc, inspect_keys))
		return read_inspected(part, doc, out, err);
	if (pf_json_has(doc, "Layers") && pf_json_has(doc, "Architecture"))
		return read_summary(part, doc, out, err);
	if (is_run_config(doc))
		return pf_store_run_config(part, doc, out, err);
	return pf_store_fail(part, err, PF_E_SYNTAX, "no JSON that is known to tell of an image");
}

bool pf_store_document(const struct pf_store *store, pf_str json, struct pf_image_facts *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = {store, PF_STR_EMPTY};

	if (!pf_json_parse(store->arena, json, part.name, &doc, err))
		return false;
	if (pf_json_kind(doc) == PF_JSON_LIST)
		return read_list(&part, doc, out, err);
	return read_object(&part, doc, json, out, err);
}
