/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/docker_save.h"

#include "image/store/config.h"
#include "image/store/fit.h"
#include "image/store/sha2.h"

static bool fits_tags(const struct pf_store_part *part, const struct pf_json *image, unsigned *out,
	struct pf_error *err)
{
	struct pf_words tags;

	*out = 0;
	if (!pf_store_words(part, image, "RepoTags", &tags, err))
		return false;
	for (size_t i = 0; i < tags.len; i++) {
		unsigned fit = pf_store_fit(part->store, tags.ptr[i]);

		if (fit > *out)
			*out = fit;
	}
	return true;
}

/* The only image, or the one whose tag is wanted. */
static bool choose(const struct pf_store_part *part, const struct pf_json *list,
	const struct pf_json **out, struct pf_error *err)
{
	size_t n = pf_json_count(list);
	unsigned best = 0;

	if (!n)
		return pf_store_fail(part, err, PF_E_SYNTAX, "lists no image");
	*out = n == 1 ? pf_json_first(list) : NULL;
	for (const struct pf_json *v = pf_json_first(list); n > 1 && v; v = pf_json_next(v)) {
		unsigned fit;

		if (!fits_tags(part, v, &fit, err))
			return false;
		if (fit > best) {
			best = fit;
			*out = v;
		}
	}
	if (!*out)
		return pf_fail(err, PF_E_SYNTAX,
			"manifest.json: lists %zu images, none of them by the name that is wanted",
			n);
	return true;
}

/* A configuration is named by its digest: "<hex>.json", "blobs/sha256/<hex>". */
static bool verify(struct pf_arena *arena, pf_str name, pf_str bytes, struct pf_error *err)
{
	pf_str hex = name, digest;

	if (pf_str_ends_with(hex, PF_STR(".json")))
		hex.len -= sizeof(".json") - 1;
	if (pf_str_starts_with(hex, PF_STR("blobs/sha256/")))
		hex = pf_str_from_offset(hex, sizeof("blobs/sha256/") - 1);
	digest = pf_arena_fmt(arena, "sha256:%.*s", PF_STR_ARG(hex));
	if (!pf_sha2_is_digest(digest) || pf_sha2_matches(digest, bytes))
		return true;
	return pf_fail(err, PF_E_SYNTAX, "%.*s does not match its digest", PF_STR_ARG(name));
}

static bool read_config(const struct pf_store_part *part, struct pf_image_facts *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_arena *arena = part->store->arena;
	pf_str bytes;

	if (!pf_layout_file(arena, part->store->layout, part->name, &bytes, err))
		return false;
	if (!bytes.ptr)
		return pf_store_fail(part, err, PF_E_SYNTAX, "missing");
	if (!verify(arena, part->name, bytes, err) ||
		!pf_json_parse(arena, bytes, part->name, &doc, err))
		return false;
	if (pf_json_kind(doc) != PF_JSON_OBJECT)
		return pf_store_fail(part, err, PF_E_SYNTAX, "no image configuration");
	return pf_store_config(part, doc, out, err);
}

bool pf_store_docker_save(const struct pf_store *store, pf_str manifest, struct pf_image_facts *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *list = NULL;
	struct pf_store_part part = {store, PF_STR("manifest.json")}, config = {store, PF_STR("")};
	const struct pf_json *image;

	if (!pf_json_parse(store->arena, manifest, part.name, &list, err))
		return false;
	if (pf_json_kind(list) != PF_JSON_LIST)
		return pf_store_fail(&part, err, PF_E_SYNTAX, "not that of a `docker save`");
	if (!choose(&part, list, &image, err) ||
		!pf_store_text(&part, image, "Config", &config.name, err))
		return false;
	if (!config.name.len)
		return pf_store_fail(&part, err, PF_E_SYNTAX, "names no configuration");
	return read_config(&config, out, err);
}
