/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/oci.h"

#include "base/vec.h"
#include "image/store/config.h"
#include "image/store/fit.h"

/* What an index or a layout's index.json lists. */
struct entry {
	struct pf_descriptor blob;
	struct pf_platform platform; /* without architecture: not said */
	pf_str names[2];             /* annotations that name the image, or empty */
	bool is_index;
};

struct entries {
	struct entry *ptr;
	size_t len;
	size_t cap;
	size_t seen;     /* with those that are left out */
	bool incomplete; /* the platform of one cannot be known */
};

static const pf_str name_annotations[2] = {
	PF_STR_INIT("org.opencontainers.image.ref.name"),
	PF_STR_INIT("io.containerd.image.name"),
};

static const pf_str index_types[] = {
	PF_STR_INIT("application/vnd.oci.image.index.v1+json"),
	PF_STR_INIT("application/vnd.docker.distribution.manifest.list.v2+json"),
};

static const pf_str manifest_types[] = {
	PF_STR_INIT(""),
	PF_STR_INIT("application/vnd.oci.image.manifest.v1+json"),
	PF_STR_INIT("application/vnd.docker.distribution.manifest.v2+json"),
};

static const pf_str config_types[] = {
	PF_STR_INIT(""),
	PF_STR_INIT("application/vnd.oci.image.config.v1+json"),
	PF_STR_INIT("application/vnd.docker.container.image.v1+json"),
};

#define IS_ONE_OF(type, types) pf_is_one_of((type), (types), sizeof(types) / sizeof((types)[0]))

static struct pf_store_part part_of(const struct pf_store *store, pf_str digest)
{
	return (struct pf_store_part){
		store, pf_arena_fmt(store->arena, "blob %.*s", PF_STR_ARG(digest))};
}

static unsigned fit_of(const struct pf_store *store, const struct entry *entry)
{
	unsigned best = pf_store_fit(store, entry->blob.digest);

	for (size_t i = 0; i < 2; i++) {
		unsigned fit = pf_store_fit(store, entry->names[i]);

		if (fit > best)
			best = fit;
	}
	return best;
}

/*
 * Descriptors
 */

static bool read_blob_of(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_descriptor *out, struct pf_error *err)
{
	const struct pf_json *size;

	if (!pf_store_text(part, object, "mediaType", &out->media_type, err) ||
		!pf_store_text(part, object, "digest", &out->digest, err) ||
		!pf_store_member(part, object, "size", PF_JSON_NUMBER, &size, err))
		return false;
	out->size = -1;
	if (size && (!pf_json_integer(size, &out->size) || out->size < 0))
		return pf_store_fail(part, err, PF_E_SYNTAX, "`size` is not a number of bytes");
	return true;
}

static bool is_attestation(const struct pf_json *object, const struct entry *entry)
{
	const struct pf_json *annotations = pf_json_get(object, "annotations");

	return pf_json_has(annotations, "vnd.docker.reference.type") ||
		pf_json_text(pf_json_get(object, "artifactType")).len > 0 ||
		pf_str_eq(entry->platform.os, PF_STR("unknown")) ||
		pf_str_eq(entry->platform.architecture, PF_STR("unknown"));
}

static bool read_entry(const struct pf_store_part *part, const struct pf_json *object,
	struct entry *out, struct pf_error *err)
{
	const struct pf_json *platform, *annotations;

	if (pf_json_kind(object) != PF_JSON_OBJECT)
		return pf_store_fail(part, err, PF_E_SYNTAX,
			"`manifests` is not a list of objects");
	if (!read_blob_of(part, object, &out->blob, err) ||
		!pf_store_member(part, object, "platform", PF_JSON_OBJECT, &platform, err) ||
		!pf_store_platform(part, platform, &out->platform, err) ||
		!pf_store_member(part, object, "annotations", PF_JSON_OBJECT, &annotations, err))
		return false;
	out->platform.digest = out->blob.digest;
	out->is_index = IS_ONE_OF(out->blob.media_type, index_types);
	for (size_t i = 0; i < 2; i++) {
		if (!pf_store_text(part, annotations, name_annotations[i].ptr, &out->names[i], err))
			return false;
	}
	return true;
}

/* Add what `doc` lists, without attestations and what is no image. */
static bool list_entries(const struct pf_store_part *part, const struct pf_json *doc,
	struct entries *out, struct pf_error *err)
{
	const struct pf_json *list;

	if (!pf_store_member(part, doc, "manifests", PF_JSON_LIST, &list, err))
		return false;
	for (const struct pf_json *v = pf_json_first(list); v; v = pf_json_next(v)) {
		struct entry entry;

		if (++out->seen > PF_STORE_MAX_MANIFESTS)
			return pf_store_fail(part, err, PF_E_LIMIT, "too many manifests");
		if (!read_entry(part, v, &entry, err))
			return false;
		if (!is_attestation(v, &entry) &&
			(entry.is_index || IS_ONE_OF(entry.blob.media_type, manifest_types)))
			PF_VEC_ADD(part->store->arena, out) = entry;
	}
	return true;
}

/*
 * Manifests
 */

/* The blob's document; `*out` stays NULL where the layout lacks it. */
static bool load(const struct pf_store *store, const struct pf_descriptor *blob,
	struct pf_json **out, struct pf_error *err)
{
	pf_str bytes;

	if (!store->layout)
		return true;
	if (!pf_layout_blob(store->arena, store->layout, blob, &bytes, err))
		return false;
	if (!bytes.ptr)
		return true;
	return pf_json_parse(store->arena, bytes, part_of(store, blob->digest).name, out, err);
}

static bool fail_missing(pf_str digest, struct pf_error *err)
{
	return pf_fail(err, PF_E_SYNTAX, "blob %.*s is missing", PF_STR_ARG(digest));
}

static bool read_config(const struct pf_store *store, const struct pf_descriptor *blob,
	struct pf_image_facts *out, struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = part_of(store, blob->digest);

	if (!load(store, blob, &doc, err))
		return false;
	if (!doc)
		return fail_missing(blob->digest, err);
	if (pf_json_kind(doc) != PF_JSON_OBJECT)
		return pf_store_fail(&part, err, PF_E_SYNTAX, "no image configuration");
	return pf_store_config(&part, doc, out, err);
}

static bool read_manifest(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	const struct pf_json *config;
	struct pf_descriptor blob;

	if (pf_json_kind(doc) != PF_JSON_OBJECT || !pf_json_get(doc, "config"))
		return pf_store_fail(part, err, PF_E_SYNTAX, "neither a manifest nor an index");
	if (!pf_store_member(part, doc, "config", PF_JSON_OBJECT, &config, err) ||
		!read_blob_of(part, config, &blob, err))
		return false;
	if (!IS_ONE_OF(blob.media_type, config_types))
		return pf_store_fail(part, err, PF_E_SYNTAX,
			"the manifest of an artifact, not of an image");
	return read_config(part->store, &blob, out, err);
}

/* The facts of one manifest; `*found` is false where the layout lacks it. */
static bool read_entry_facts(const struct pf_store *store, const struct entry *entry,
	struct pf_image_facts *out, bool *found, struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = part_of(store, entry->blob.digest);

	if (!load(store, &entry->blob, &doc, err))
		return false;
	*found = doc != NULL;
	return !doc || read_manifest(&part, doc, out, err);
}

/*
 * Indexes
 */

static bool flatten(const struct pf_store *store, const struct entry *entry, unsigned depth,
	struct entries *out, struct pf_error *err);

static bool flatten_all(const struct pf_store *store, const struct entries *from, unsigned depth,
	struct entries *out, struct pf_error *err)
{
	for (size_t i = 0; i < from->len; i++) {
		if (!flatten(store, &from->ptr[i], depth, out, err))
			return false;
	}
	return true;
}

static bool flatten_index(const struct pf_store *store, const struct entry *entry, unsigned depth,
	struct entries *out, struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = part_of(store, entry->blob.digest);
	struct entries inner = {.seen = out->seen};

	if (depth == PF_STORE_MAX_DEPTH)
		return pf_store_fail(&part, err, PF_E_LIMIT, "too many indexes in indexes");
	if (!load(store, &entry->blob, &doc, err))
		return false;
	if (!doc) {
		out->incomplete = true;
		return true;
	}
	if (!list_entries(&part, doc, &inner, err))
		return false;
	out->seen = inner.seen;
	return flatten_all(store, &inner, depth + 1, out, err);
}

/* Add the manifests that an entry stands for, each with its platform. */
static bool flatten(const struct pf_store *store, const struct entry *entry, unsigned depth,
	struct entries *out, struct pf_error *err)
{
	struct entry placed = *entry;
	struct pf_image_facts facts = {0};
	bool found;

	if (entry->is_index)
		return flatten_index(store, entry, depth, out, err);
	if (!entry->platform.architecture.len) {
		if (!read_entry_facts(store, entry, &facts, &found, err))
			return false;
		if (!found || !facts.platforms.len) {
			out->incomplete = true;
			return true;
		}
		placed.platform = facts.platforms.ptr[0];
		placed.platform.digest = entry->blob.digest;
	}
	PF_VEC_ADD(store->arena, out) = placed;
	return true;
}

/* The facts of linux/amd64, else of the first whose manifest is there; else none. */
static bool read_best(const struct pf_store *store, const struct entries *entries,
	struct pf_image_facts *out, struct pf_error *err)
{
	bool found = false;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < entries->len && !found; i++) {
			if (pf_store_is_preferred(&entries->ptr[i].platform) != (pass == 0))
				continue;
			if (!read_entry_facts(store, &entries->ptr[i], out, &found, err))
				return false;
		}
	}
	return true;
}

static struct pf_platforms platforms_of(const struct pf_store *store, const struct entries *entries)
{
	struct pf_platform *platforms = PF_NEWN(store->arena, struct pf_platform, entries->len);

	if (entries->incomplete)
		return (struct pf_platforms){.from = pf_store_origin(store)};
	for (size_t i = 0; i < entries->len; i++)
		platforms[i] = entries->ptr[i].platform;
	return (struct pf_platforms){
		.ptr = platforms,
		.len = entries->len,
		.known = true,
		.is_index = true,
		.from = pf_store_origin(store),
	};
}

/* An image whose entries are `from`. */
static bool read_listed(const struct pf_store *store, const struct entries *from,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct entries flat = {.seen = from->seen};
	struct pf_image_facts facts = pf_image_facts_unknown();

	facts.origin = pf_store_origin(store);
	if (!flatten_all(store, from, 0, &flat, err) || !read_best(store, &flat, &facts, err))
		return false;
	facts.platforms = platforms_of(store, &flat);
	*out = facts;
	return true;
}

bool pf_store_index(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct entries entries = {0};

	return list_entries(part, doc, &entries, err) &&
		read_listed(part->store, &entries, out, err);
}

/*
 * Layouts
 */

/* The image that one entry of index.json points at: a manifest, or an index. */
static bool read_single(const struct pf_store *store, const struct entry *entry,
	struct pf_image_facts *out, struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = part_of(store, entry->blob.digest);
	struct pf_image_facts facts;
	struct pf_platform platform;

	if (!load(store, &entry->blob, &doc, err))
		return false;
	if (!doc)
		return fail_missing(entry->blob.digest, err);
	if (entry->is_index || pf_json_has(doc, "manifests"))
		return pf_store_index(&part, doc, out, err);
	if (!read_manifest(&part, doc, &facts, err))
		return false;
	if (facts.platforms.len) {
		platform = facts.platforms.ptr[0];
		platform.digest = entry->blob.digest;
		facts.platforms = pf_store_single(store, &platform);
	}
	*out = facts;
	return true;
}

/* Do they all go by the same names, and name a platform each? */
static bool are_one_image(const struct entries *entries)
{
	for (size_t i = 0; i < entries->len; i++) {
		const struct entry *entry = &entries->ptr[i];

		if (!entry->platform.architecture.len ||
			!pf_str_eq(entry->names[0], entries->ptr[0].names[0]) ||
			!pf_str_eq(entry->names[1], entries->ptr[0].names[1]))
			return false;
	}
	return true;
}

/* Drop what fits less well than the best, and what points at the same blob again. */
static void choose(const struct pf_store *store, struct entries *entries)
{
	unsigned best = 0;
	size_t n = 0;

	if (entries->len < 2)
		return;
	for (size_t i = 0; i < entries->len; i++) {
		unsigned fit = fit_of(store, &entries->ptr[i]);

		if (fit > best)
			best = fit;
	}
	for (size_t i = 0; i < entries->len; i++) {
		struct entry entry = entries->ptr[i];

		if (fit_of(store, &entry) == best &&
			!(n && pf_str_eq(entry.blob.digest, entries->ptr[n - 1].blob.digest)))
			entries->ptr[n++] = entry;
	}
	entries->len = n;
}

bool pf_store_layout(const struct pf_store *store, pf_str index, struct pf_image_facts *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *doc = NULL;
	struct pf_store_part part = {store, PF_STR("index.json")};
	struct entries entries = {0};

	if (!pf_json_parse(store->arena, index, part.name, &doc, err))
		return false;
	if (pf_json_kind(doc) != PF_JSON_OBJECT)
		return pf_store_fail(&part, err, PF_E_SYNTAX, "no index");
	if (!list_entries(&part, doc, &entries, err))
		return false;
	if (!entries.len)
		return pf_store_fail(&part, err, PF_E_SYNTAX, "lists no image");
	choose(store, &entries);
	if (entries.len == 1)
		return read_single(store, &entries.ptr[0], out, err);
	if (!are_one_image(&entries))
		return pf_fail(err, PF_E_SYNTAX,
			"index.json: lists %zu images, none of them by the name that is wanted",
			entries.len);
	return read_listed(store, &entries, out, err);
}
