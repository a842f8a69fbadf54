/* SPDX-License-Identifier: Apache-2.0 */

/* Layouts and `docker save` files: which image, and what is wrong with it. */

#include "image/store/store.h"

#include "image/store/oci.h"
#include "image/store/store_test.h"

#define AMD64 "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"User\":\"64\"}}"
#define ARM64 "{\"architecture\":\"arm64\",\"os\":\"linux\",\"config\":{\"User\":\"8\"}}"
#define ON(arch) ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" arch "\"}"
#define NAMED(name) ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" name "\"}"
#define DOCKER_NAMED(name) ",\"annotations\":{\"io.containerd.image.name\":\"" name "\"}"

static struct pf_arena arena;
static const struct pf_source source = {.path = PF_STR_INIT("web")};
static struct pf_image_facts facts;
static struct pf_error err;

static bool read_path(const char *os_path, const char *wanted)
{
	struct pf_image_reference ref = {0};

	if (wanted)
		ref = pf_image_reference_parse(&arena, pf_str_from(wanted));
	return pf_image_store_read(&arena, os_path, &source, wanted ? &ref : NULL, &facts, &err);
}

static void assert_user(const char *wanted, const char *user)
{
	ck_assert_msg(read_path(folder, wanted), "%s: %s", wanted ? wanted : "", err.msg);
	ck_assert_msg(pf_str_eq(facts.user.value, pf_str_from(user)), "%s: %.*s",
		wanted ? wanted : "", PF_STR_ARG(facts.user.value));
}

static void assert_refused(const char *wanted, const char *message)
{
	ck_assert(!read_path(folder, wanted));
	ck_assert_str_eq(err.msg, message);
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
}

static pf_str close_with(pf_str open, const char *more)
{
	return pf_arena_fmt(&arena, "%.*s%s}", PF_STR_ARG(open), more);
}

static pf_str join(pf_str a, pf_str b)
{
	return pf_arena_fmt(&arena, "%.*s,%.*s", PF_STR_ARG(a), PF_STR_ARG(b));
}

/* An index of the entries as a blob; its descriptor, closed by `more`. */
static pf_str put_inner_index(pf_str entries, const char *more)
{
	pf_str index = pf_arena_fmt(&arena, "{\"schemaVersion\":2,\"manifests\":[%.*s]}",
		PF_STR_ARG(entries));

	return close_with(put_blob(&arena, OCI_INDEX, index), more);
}

static void end(void)
{
	folder_leave();
	pf_arena_release(&arena);
}

START_TEST(reads_the_only_image_whatever_its_name)
{
	make_folder();
	put_index(&arena, close_with(put_image(&arena, ARM64), NAMED("v1")));
	assert_user(NULL, "8");
	assert_user("shop/other:2", "8");
	ck_assert(facts.platforms.known && !facts.platforms.is_index && !facts.platforms.partial);
	ck_assert_uint_eq(facts.platforms.len, 1);
	ck_assert(pf_str_starts_with(facts.platforms.ptr[0].digest, PF_STR("sha256:")));
	end();
}
END_TEST

START_TEST(prefers_linux_on_amd64_and_lists_all_platforms)
{
	pf_str both;

	make_folder();
	both = join(close_with(put_image(&arena, ARM64), ON("arm64")),
		close_with(put_image(&arena, AMD64), ON("amd64")));
	put_index(&arena, put_inner_index(both, ""));
	assert_user(NULL, "64");
	ck_assert(facts.platforms.is_index);
	ck_assert_uint_eq(facts.platforms.len, 2);
	ck_assert(pf_str_eq(facts.platforms.ptr[0].architecture, PF_STR("arm64")));
	ck_assert(pf_str_eq(facts.platforms.ptr[1].architecture, PF_STR("amd64")));
	end();
}
END_TEST

START_TEST(reads_platforms_from_configurations_where_an_index_lacks_them)
{
	pf_str both;

	make_folder();
	both = join(close_with(put_image(&arena, ARM64), ""),
		close_with(put_image(&arena, AMD64), ""));
	put_index(&arena, put_inner_index(both, ""));
	assert_user(NULL, "64");
	ck_assert(facts.platforms.known && facts.platforms.is_index);
	ck_assert_uint_eq(facts.platforms.len, 2);
	ck_assert(pf_str_starts_with(facts.platforms.ptr[0].digest, PF_STR("sha256:")));
	end();
}
END_TEST

START_TEST(takes_manifests_of_one_name_for_one_image)
{
	pf_str both;

	make_folder();
	both = join(close_with(put_image(&arena, ARM64), ON("arm64")),
		close_with(put_image(&arena, AMD64), ON("amd64")));
	put_index(&arena, both);
	assert_user("shop/web:1", "64");
	ck_assert(facts.platforms.is_index);
	ck_assert_uint_eq(facts.platforms.len, 2);
	end();
}
END_TEST

START_TEST(chooses_by_tag_or_name_or_digest)
{
	pf_str one, two, digest;

	make_folder();
	one = put_image(&arena, AMD64);
	two = put_image(&arena, ARM64);
	digest = pf_str_sub(two, pf_str_find(two, PF_STR("sha256:")), two.len);
	digest = pf_str_sub(digest, 0, 7 + 64);
	put_index(&arena, join(close_with(one, NAMED("1")), close_with(two, NAMED("latest"))));
	assert_user("shop/web:1", "64");
	assert_user("shop/web", "8");
	assert_refused("shop/web:2",
		"index.json: lists 2 images, none of them by the name that is wanted");
	assert_refused(NULL, "index.json: lists 2 images, none of them by the name that is wanted");
	assert_user(pf_arena_cstr(&arena,
			    pf_arena_fmt(&arena, "shop/web@%.*s", PF_STR_ARG(digest))),
		"8");
	put_index(&arena,
		join(close_with(one, NAMED("shop/web:1")),
			close_with(two, DOCKER_NAMED("docker.io/shop/api:1"))));
	assert_user("shop/web:1", "64");
	assert_user("docker.io/shop/api:1", "8");
	assert_refused("shop/cart:1",
		"index.json: lists 2 images, none of them by the name that is wanted");
	end();
}
END_TEST

START_TEST(takes_two_names_of_one_image_for_one)
{
	pf_str image;

	make_folder();
	image = put_image(&arena, AMD64);
	put_index(&arena, join(close_with(image, NAMED("1")), close_with(image, NAMED("1.2"))));
	assert_user(NULL, "64");
	ck_assert(!facts.platforms.is_index);
	end();
}
END_TEST

START_TEST(knows_the_platforms_of_blobs_that_are_not_there)
{
	make_folder();
	put_index(&arena,
		put_inner_index(
			PF_STR("{\"digest\":\"sha256:0000000000000000000000000000000000000000000000"
			       "000000000000000000\"" ON("arm64") "}"),
			""));
	ck_assert_msg(read_path(folder, NULL), "%s", err.msg);
	ck_assert_int_eq(facts.user.is, PF_INHERITED);
	ck_assert(facts.platforms.known && facts.platforms.len == 1);
	end();
}
END_TEST

#define NOWHERE "sha256:0000000000000000000000000000000000000000000000000000000000000000"

START_TEST(refuses_an_index_that_refers_to_nothing)
{
	make_folder();
	put_index(&arena, PF_STR("{\"digest\":\"" NOWHERE "\",\"size\":2}"));
	assert_refused(NULL, "blob " NOWHERE " is missing");
	put_index(&arena, PF_STR(""));
	assert_refused(NULL, "index.json: lists no image");
	put_index(&arena, PF_STR("{\"digest\":\"sha256:../../../etc/passwd\"}"));
	assert_refused(NULL, "`sha256:../../../etc/passwd` is no sha256 or sha512 digest");
	put_index(&arena, PF_STR("{\"size\":2}"));
	assert_refused(NULL, "`` is no sha256 or sha512 digest");
	end();
}
END_TEST

START_TEST(refuses_a_manifest_without_its_configuration)
{
	make_folder();
	put_index(&arena,
		close_with(put_blob(&arena, OCI_MANIFEST,
				   PF_STR("{\"config\":{\"digest\":\"" NOWHERE "\"}}")),
			""));
	assert_refused(NULL, "blob " NOWHERE " is missing");
	end();
}
END_TEST

START_TEST(names_the_blob_that_was_changed)
{
	pf_str image, digest, name, message;

	make_folder();
	image = put_image(&arena, AMD64);
	put_index(&arena, close_with(image, ""));
	digest = pf_str_from_offset(image, pf_str_find(image, PF_STR("sha256:")));
	digest = pf_str_sub(digest, 0, 7 + 64);
	name = pf_arena_fmt(&arena, "blobs/sha256/%.*s", PF_STR_ARG(pf_str_from_offset(digest, 7)));
	ck_assert_int_eq(truncate(pf_arena_cstr(&arena, name), 10), 0);
	ck_assert(!read_path(folder, NULL));
	message = pf_arena_fmt(&arena, "blob %.*s has 10 bytes, not ", PF_STR_ARG(digest));
	ck_assert_msg(pf_str_starts_with(pf_str_from(err.msg), message), "%s", err.msg);
	end();
}
END_TEST

START_TEST(refuses_blobs_of_another_kind)
{
	pf_str blob, message;

	make_folder();
	blob = put_blob(&arena, OCI_MANIFEST, PF_STR("[]"));
	put_index(&arena, close_with(blob, ""));
	ck_assert(!read_path(folder, NULL));
	message = PF_STR(": neither a manifest nor an index");
	ck_assert(pf_str_ends_with(pf_str_from(err.msg), message));
	blob = put_blob(&arena, OCI_MANIFEST,
		PF_STR("{\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\"},"
		       "\"layers\":[]}"));
	put_index(&arena, close_with(blob, ""));
	ck_assert(!read_path(folder, NULL));
	message = PF_STR(": the manifest of an artifact, not of an image");
	ck_assert(pf_str_ends_with(pf_str_from(err.msg), message));
	put_index(&arena, close_with(put_image(&arena, "[]"), ""));
	ck_assert(!read_path(folder, NULL));
	message = PF_STR(": no image configuration");
	ck_assert(pf_str_ends_with(pf_str_from(err.msg), message));
	put_file("index.json", "[]");
	assert_refused(NULL, "index.json: no index");
	end();
}
END_TEST

static pf_str put_nested(pf_str entry, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		entry = put_inner_index(entry, "");
	return entry;
}

START_TEST(limits_how_deep_indexes_nest)
{
	pf_str entry;

	make_folder();
	entry = close_with(put_image(&arena, AMD64), "");
	put_index(&arena, put_nested(entry, PF_STORE_MAX_DEPTH + 1));
	assert_user(NULL, "64");
	put_index(&arena, put_nested(entry, PF_STORE_MAX_DEPTH + 2));
	ck_assert(!read_path(folder, NULL));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert(pf_str_ends_with(pf_str_from(err.msg), PF_STR("too many indexes in indexes")));
	end();
}
END_TEST

static pf_str repeat(pf_str entry, size_t n)
{
	pf_str all = entry;

	for (size_t i = 1; i < n; i++)
		all = join(all, entry);
	return all;
}

/* Four levels of 100 would make 100 million. */
START_TEST(counts_manifests_over_all_indexes)
{
	pf_str entry;

	make_folder();
	entry = close_with(put_image(&arena, AMD64), ON("amd64"));
	for (unsigned i = 0; i < PF_STORE_MAX_DEPTH; i++)
		entry = put_inner_index(repeat(entry, 100), "");
	put_index(&arena, entry);
	ck_assert(!read_path(folder, NULL));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert(pf_str_ends_with(pf_str_from(err.msg), PF_STR("too many manifests")));
	end();
}
END_TEST

static void put_save(const char *manifest, const char *name, const char *config)
{
	struct pf_buf tar = PF_BUF_INIT;

	add_tar_entry(&tar, name, config);
	add_tar_entry(&tar, "manifest.json", manifest);
	end_tar(&tar);
	put_bytes("save.tar", pf_buf_str(&tar));
	pf_buf_release(&tar);
}

START_TEST(reads_docker_save)
{
	make_folder();
	put_save("[{\"Config\":\"a.json\",\"RepoTags\":[\"web:1\"],\"Layers\":[]}]", "a.json",
		AMD64);
	ck_assert_msg(read_path("save.tar", "other:2"), "%s", err.msg);
	ck_assert(pf_str_eq(facts.user.value, PF_STR("64")));
	ck_assert(facts.platforms.known && !facts.platforms.is_index && !facts.platforms.partial);
	put_save("[{\"Config\":\"b.json\",\"RepoTags\":[\"web:1\"]},"
		 "{\"Config\":\"a.json\",\"RepoTags\":[\"web:2\",\"api:1\"]}]",
		"a.json", AMD64);
	ck_assert(read_path("save.tar", "api:1"));
	ck_assert(!read_path("save.tar", "api:2"));
	ck_assert_str_eq(err.msg,
		"manifest.json: lists 2 images, none of them by the name that is wanted");
	ck_assert(!read_path("save.tar", "web:1"));
	ck_assert_str_eq(err.msg, "b.json: missing");
	end();
}
END_TEST

START_TEST(refuses_a_broken_docker_save)
{
	char hex[65], name[80], manifest[256];

	make_folder();
	pf_sha256_hex(PF_STR(AMD64), hex);
	(void)snprintf(name, sizeof(name), "%s.json", hex);
	(void)snprintf(manifest, sizeof(manifest), "[{\"Config\":\"%s\"}]", name);
	put_save(manifest, name, AMD64);
	ck_assert(read_path("save.tar", NULL));
	put_save(manifest, name, ARM64);
	ck_assert(!read_path("save.tar", NULL));
	(void)snprintf(manifest, sizeof(manifest), "%s does not match its digest", name);
	ck_assert_str_eq(err.msg, manifest);
	put_save("[]", "a.json", AMD64);
	ck_assert(!read_path("save.tar", NULL));
	ck_assert_str_eq(err.msg, "manifest.json: lists no image");
	put_save("{}", "a.json", AMD64);
	ck_assert(!read_path("save.tar", NULL));
	ck_assert_str_eq(err.msg, "manifest.json: not that of a `docker save`");
	put_save("[{\"Config\":\"../a.json\"}]", "a.json", AMD64);
	ck_assert(!read_path("save.tar", NULL));
	ck_assert_str_eq(err.msg, "../a.json: missing");
	put_save("[1]", "a.json", AMD64);
	ck_assert(!read_path("save.tar", NULL));
	ck_assert_str_eq(err.msg, "manifest.json: names no configuration");
	put_save("[{\"Config\":\"a.json\"}]", "a.json", "[]");
	ck_assert(!read_path("save.tar", NULL));
	ck_assert_str_eq(err.msg, "a.json: no image configuration");
	end();
}
END_TEST

START_TEST(needs_an_index_or_a_manifest)
{
	make_folder();
	put_file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
	assert_refused(NULL, "holds neither `index.json` nor `manifest.json`");
	end();
}
END_TEST

UNIT_TESTS(reads_the_only_image_whatever_its_name, prefers_linux_on_amd64_and_lists_all_platforms,
	reads_platforms_from_configurations_where_an_index_lacks_them,
	takes_manifests_of_one_name_for_one_image, chooses_by_tag_or_name_or_digest,
	takes_two_names_of_one_image_for_one, knows_the_platforms_of_blobs_that_are_not_there,
	refuses_an_index_that_refers_to_nothing, refuses_a_manifest_without_its_configuration,
	names_the_blob_that_was_changed, refuses_blobs_of_another_kind,
	limits_how_deep_indexes_nest, counts_manifests_over_all_indexes, reads_docker_save,
	refuses_a_broken_docker_save, needs_an_index_or_a_manifest)
