/* SPDX-License-Identifier: Apache-2.0 */

/* JSON documents that stand alone. */

#include "image/store/store.h"

#include <stdio.h>

#include "base/buf.h"
#include "image/store/inspect.h"
#include "image/store/oci.h"
#include "unit.h"

static struct pf_arena arena;
static const struct pf_source source = {.path = PF_STR_INIT("web.json")};

static struct pf_image_facts read(const char *json)
{
	struct pf_image_facts facts;
	struct pf_error err;

	ck_assert_msg(pf_image_json_read(&arena, pf_str_from(json), &source, &facts, &err),
		"%s: %s", json, err.msg);
	return facts;
}

static void refuse(const char *json, const char *message)
{
	struct pf_image_facts facts;
	struct pf_error err;

	ck_assert_msg(!pf_image_json_read(&arena, pf_str_from(json), &source, &facts, &err), "%s",
		json);
	ck_assert_str_eq(err.msg, message);
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
}

/* As "linux/amd64 linux/arm/v7", behind "index " and "partial ". */
static void assert_platforms(const struct pf_image_facts *facts, const char *want)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_addf(&text, "%s%s%s", facts->platforms.known ? "" : "unknown",
		facts->platforms.is_index ? "index" : "",
		facts->platforms.partial ? "partial" : "");
	for (size_t i = 0; i < facts->platforms.len; i++) {
		const struct pf_platform *p = &facts->platforms.ptr[i];

		pf_buf_addf(&text, " %.*s/%.*s%s%.*s", PF_STR_ARG(p->os),
			PF_STR_ARG(p->architecture), p->variant.len ? "/" : "",
			PF_STR_ARG(p->variant));
	}
	ck_assert_str_eq(text.ptr, want);
}

static void assert_nothing_known(const struct pf_image_facts *facts)
{
	ck_assert_int_eq(facts->user.is, PF_INHERITED);
	ck_assert_int_eq(facts->entrypoint.is, PF_INHERITED);
	ck_assert_int_eq(facts->healthcheck.is, PF_INHERITED);
	ck_assert(!facts->env.complete && !facts->ports.complete && !facts->volumes.complete);
	ck_assert_ptr_eq(facts->origin.source, &source);
}

START_TEST(reads_a_configuration)
{
	struct pf_image_facts facts = read("{\"architecture\":\"arm\",\"os\":\"linux\","
					   "\"variant\":\"v6\",\"config\":{\"User\":\"7\"},"
					   "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}");

	assert_platforms(&facts, "partial linux/arm/v6");
	ck_assert(pf_str_eq(facts.user.value, PF_STR("7")));
	ck_assert_int_eq(facts.shell.is, PF_ABSENT);
	facts = read("{\"rootfs\":{},\"config\":null}");
	assert_platforms(&facts, "unknown");
	ck_assert_int_eq(facts.user.is, PF_ABSENT);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_the_inner_part_of_a_configuration)
{
	struct pf_image_facts facts = read("{\"Env\":[\"A=b\"],\"User\":\"7\",\"Cmd\":[\"x\"]}");

	assert_platforms(&facts, "unknown");
	ck_assert(pf_str_eq(facts.user.value, PF_STR("7")));
	ck_assert_uint_eq(facts.env.len, 1);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_docker_image_inspect)
{
	struct pf_image_facts facts =
		read("[{\"Id\":\"sha256:1\",\"RepoTags\":[\"web:1\"],\"Architecture\":\"arm64\","
		     "\"Os\":\"linux\",\"Variant\":\"v8\",\"Config\":{\"User\":\"app\","
		     "\"Entrypoint\":[\"/app\"],\"Healthcheck\":{\"Test\":[\"CMD\",\"x\"]}},"
		     "\"RootFS\":{}}]");

	assert_platforms(&facts, "partial linux/arm64");
	ck_assert(pf_str_eq(facts.user.value, PF_STR("app")));
	ck_assert_int_eq(facts.healthcheck.is, PF_KNOWN);
	ck_assert_int_eq(facts.shell.is, PF_ABSENT);
	facts = read("{\"Id\":\"sha256:1\",\"Config\":null,\"RepoDigests\":[]}");
	ck_assert_int_eq(facts.user.is, PF_ABSENT);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(knows_one_image_of_an_index_for_a_part)
{
	struct pf_image_facts facts =
		read("[{\"RepoTags\":[],\"Architecture\":\"amd64\",\"Os\":\"linux\",\"Config\":{},"
		     "\"Descriptor\":{\"mediaType\":"
		     "\"application/vnd.oci.image.index.v1+json\"}}]");

	assert_platforms(&facts, "unknown");
	facts = read("[{\"RepoTags\":[],\"Architecture\":\"amd64\",\"Os\":\"linux\",\"Config\":{},"
		     "\"Descriptor\":{\"mediaType\":"
		     "\"application/vnd.oci.image.manifest.v1+json\"}}]");
	assert_platforms(&facts, "partial linux/amd64");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_podman_image_inspect)
{
	struct pf_image_facts facts =
		read("[{\"RepoTags\":[\"localhost/web:1\"],\"Architecture\":\"amd64\","
		     "\"Os\":\"linux\",\"Config\":{\"Cmd\":[\"x\"]},\"User\":\"\","
		     "\"ManifestType\":\"application/vnd.oci.image.manifest.v1+json\","
		     "\"Healthcheck\":{\"Test\":[\"CMD-SHELL\",\"x\"]}}]");

	ck_assert_int_eq(facts.healthcheck.is, PF_KNOWN);
	ck_assert_int_eq(facts.shell.is, PF_INHERITED);
	ck_assert_int_eq(facts.entrypoint.is, PF_ABSENT);
	pf_arena_release(&arena);
}
END_TEST

#define STORED \
	"\"created\":\"2024-01-01T00:00:00Z\",\"architecture\":\"amd64\",\"os\":\"linux\"," \
	"\"config\":{\"Cmd\":[\"x\"]%s},\"rootfs\":{\"type\":\"layers\"},\"history\":[]}"

START_TEST(knows_what_skopeo_leaves_out)
{
	struct pf_image_facts facts;
	char json[512];

	(void)snprintf(json, sizeof(json), "{\n    " STORED, "");
	facts = read(json);
	ck_assert_int_eq(facts.healthcheck.is, PF_INHERITED);
	ck_assert_int_eq(facts.shell.is, PF_INHERITED);
	ck_assert_int_eq(facts.entrypoint.is, PF_ABSENT);
	(void)snprintf(json, sizeof(json), "{" STORED, "");
	facts = read(json);
	ck_assert_int_eq(facts.healthcheck.is, PF_ABSENT);
	(void)snprintf(json, sizeof(json), "{\n    " STORED, ",\"Shell\":[\"sh\"]");
	facts = read(json);
	ck_assert_int_eq(facts.healthcheck.is, PF_ABSENT);
	ck_assert_int_eq(facts.shell.is, PF_KNOWN);
	facts = read(
		"{\n\"architecture\":\"amd64\",\"config\":{},\"created\":\"\",\"os\":\"linux\","
		"\"rootfs\":{}}");
	ck_assert_int_eq(facts.healthcheck.is, PF_ABSENT);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_the_summary_of_skopeo)
{
	struct pf_image_facts facts =
		read("{\"Name\":\"docker.io/library/web\",\"Digest\":\"sha256:1\","
		     "\"RepoTags\":[\"1\",\"2\"],\"Created\":\"\",\"Labels\":{\"a\":\"b\"},"
		     "\"Architecture\":\"amd64\",\"Os\":\"linux\",\"Layers\":[\"sha256:2\"],"
		     "\"Env\":[\"A=b\"]}");

	assert_platforms(&facts, "partial linux/amd64");
	ck_assert_int_eq(facts.user.is, PF_INHERITED);
	ck_assert_int_eq(facts.entrypoint.is, PF_INHERITED);
	ck_assert(facts.env.complete && facts.env.len == 1);
	ck_assert(facts.labels.complete && facts.labels.len == 1);
	ck_assert(!facts.ports.complete);
	ck_assert_uint_eq(facts.platforms.ptr[0].digest.len, 0);
	pf_arena_release(&arena);
}
END_TEST

#define ENTRY(n, os, arch, more) \
	"{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"," \
	"\"digest\":\"sha256:" #n "\",\"size\":1,\"platform\":{\"os\":\"" os \
	"\",\"architecture\":\"" arch "\"}" more "}"

START_TEST(lists_the_platforms_of_an_index)
{
	struct pf_image_facts facts = read("{\"schemaVersion\":2,\"manifests\":[" ENTRY(1, "linux",
		"amd64",
		"") "," ENTRY(2, "linux", "arm64", "") "," ENTRY(3, "windows", "amd64", "") "]}");

	assert_platforms(&facts, "index linux/amd64 linux/arm64 windows/amd64");
	ck_assert(pf_str_eq(facts.platforms.ptr[1].digest, PF_STR("sha256:2")));
	ck_assert_ptr_eq(facts.platforms.from.source, &source);
	assert_nothing_known(&facts);
	facts = read("{\"manifests\":null}");
	assert_platforms(&facts, "index");
	pf_arena_release(&arena);
}
END_TEST

#define CONFIG_OF(arch, user) \
	"{\"architecture\":\"" arch "\",\"os\":\"linux\",\"config\":{\"User\":\"" user "\"}}"

START_TEST(reads_what_imagetools_prints_as_json)
{
	struct pf_image_facts facts = read("{\"linux/arm64\":" CONFIG_OF("arm64",
		"8") ",\"linux/amd64\":" CONFIG_OF("amd64", "64") ",\"linux/386\":" CONFIG_OF("386",
		"3") "}");

	assert_platforms(&facts, "index linux/arm64 linux/amd64 linux/386");
	ck_assert(pf_str_eq(facts.user.value, PF_STR("64")));
	ck_assert_int_eq(facts.entrypoint.is, PF_ABSENT);
	ck_assert_int_eq(facts.healthcheck.is, PF_INHERITED);
	facts = read("{\"name\":\"web:1\",\"manifest\":{\"manifests\":[" ENTRY(1, "linux", "s390x",
		"") "]},\"image\":{\"linux/s390x\":" CONFIG_OF("s390x", "3") "}}");
	assert_platforms(&facts, "index linux/s390x");
	ck_assert(pf_str_eq(facts.platforms.ptr[0].digest, PF_STR("sha256:1")));
	ck_assert(pf_str_eq(facts.user.value, PF_STR("3")));
	facts = read("{\"name\":\"web:1\",\"manifest\":{\"digest\":\"sha256:1\"},"
		     "\"image\":" CONFIG_OF("arm64", "8") "}");
	assert_platforms(&facts, " linux/arm64");
	ck_assert(pf_str_eq(facts.user.value, PF_STR("8")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(leaves_attestations_out)
{
	struct pf_image_facts facts = read("{\"manifests\":[" ENTRY(1, "linux", "amd64",
		"") "," ENTRY(2, "unknown", "unknown", "") "," ENTRY(3, "linux", "arm64",
		",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}") "," ENTRY(4,
		"linux", "arm64",
		",\"artifactType\":\"application/x\"") ","
						       "{\"mediaType\":\"application/x\",\"digest\":\"sha256:5\",\"platform\":"
						       "{\"os\":\"linux\",\"architecture\":\"s390x\"}}]}");

	assert_platforms(&facts, "index linux/amd64");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(does_not_guess_platforms_that_are_not_said)
{
	struct pf_image_facts facts = read("{\"manifests\":[" ENTRY(1, "linux", "amd64",
		"") ",{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
		    "\"digest\":\"sha256:2\"}]}");

	assert_platforms(&facts, "unknown");
	facts = read("{\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
		     "\"digest\":\"sha256:2\"}]}");
	assert_platforms(&facts, "unknown");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_docker_manifest_inspect_v)
{
	struct pf_image_facts facts =
		read("{\"Ref\":\"docker.io/library/web:1\",\"Descriptor\":{\"digest\":\"sha256:1\","
		     "\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}},"
		     "\"SchemaV2Manifest\":{}}");

	assert_platforms(&facts, " linux/amd64");
	ck_assert(pf_str_eq(facts.platforms.ptr[0].digest, PF_STR("sha256:1")));
	assert_nothing_known(&facts);
	facts = read("[{\"Ref\":\"web:1@sha256:1\",\"Descriptor\":{\"digest\":\"sha256:1\","
		     "\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"}}},"
		     "{\"Ref\":\"web:1@sha256:2\",\"Descriptor\":{\"digest\":\"sha256:2\","
		     "\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}}},"
		     "{\"Ref\":\"web:1@sha256:3\",\"Descriptor\":{\"digest\":\"sha256:3\","
		     "\"platform\":{\"architecture\":\"arm64\",\"os\":\"linux\"}}}]");
	assert_platforms(&facts, "index linux/amd64 linux/arm64");
	ck_assert(pf_str_eq(facts.platforms.ptr[1].digest, PF_STR("sha256:3")));
	facts = read("{\"Ref\":\"web:1\",\"Descriptor\":{\"digest\":\"sha256:1\"}}");
	assert_platforms(&facts, "unknown");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(learns_nothing_from_a_manifest)
{
	struct pf_image_facts facts =
		read("{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:1\"},\"layers\":[]}");

	assert_platforms(&facts, "unknown");
	assert_nothing_known(&facts);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_what_tells_nothing_of_an_image)
{
	refuse("[]", "lists no image");
	refuse("{}", "no JSON that is known to tell of an image");
	refuse("1", "no JSON that is known to tell of an image");
	refuse("null", "no JSON that is known to tell of an image");
	refuse("[1]", "no list of images that is known");
	refuse("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}",
		"no JSON that is known to tell of an image");
	refuse("{\"imageLayoutVersion\":\"1.0.0\"}",
		"the mark of an image layout: the whole folder is needed");
	refuse("{\"schemaVersion\":1,\"fsLayers\":[]}",
		"a manifest of schema 1, which runtimes no longer take");
	refuse("[{\"Id\":\"1\",\"HostConfig\":{},\"Config\":{}}]",
		"tells of a container, not of an image");
	refuse("[{\"Config\":\"1.json\",\"RepoTags\":[],\"Layers\":[]}]",
		"belongs to a `docker save`: the whole archive is needed");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_wrong_shapes)
{
	refuse("{\"manifests\":{}}", "`manifests` is not a list");
	refuse("{\"manifests\":[1]}", "`manifests` is not a list of objects");
	refuse("{\"manifests\":[{\"digest\":1}]}", "`digest` is not a string");
	refuse("{\"manifests\":[{\"size\":-1}]}", "`size` is not a number of bytes");
	refuse("{\"manifests\":[{\"platform\":\"linux/amd64\"}]}", "`platform` is not an object");
	refuse("{\"manifests\":[{\"platform\":{\"os\":1}}]}", "`os` is not a string");
	refuse("{\"architecture\":[]}", "`architecture` is not a string");
	refuse("[{\"RepoTags\":{},\"Config\":{}}]", "`RepoTags` is not a list");
	refuse("[{\"Config\":[]}]", "`config` is not an object");
	refuse("{\"linux/amd64\":{\"architecture\":\"\"}}",
		"a configuration names no architecture");
	refuse("{\"Ref\":\"x\",\"Descriptor\":1}", "`Descriptor` is not an object");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(limits_the_manifests_of_an_index)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
	struct pf_image_facts facts;
	struct pf_error err;

	pf_buf_add_lit(&text, "{\"manifests\":[" ENTRY(1, "linux", "amd64", ""));
	for (unsigned i = 1; i < PF_STORE_MAX_MANIFESTS; i++)
		pf_buf_add_lit(&text, "," ENTRY(2, "linux", "arm64", ""));
	pf_buf_add_lit(&text, "]}");
	ck_assert_uint_eq(read(text.ptr).platforms.len, PF_STORE_MAX_MANIFESTS);
	text.len -= 2;
	pf_buf_add_lit(&text, "," ENTRY(3, "unknown", "unknown", "") "]}");
	ck_assert(!pf_image_json_read(&arena, pf_buf_str(&text), &source, &facts, &err));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert_str_eq(err.msg, "too many manifests");
	pf_arena_release(&arena);
}
END_TEST

#define TWO \
	"[{\"RepoTags\":[\"web:1\",\"web:latest\"],\"Config\":{\"User\":\"1\"}}," \
	"{\"RepoTags\":null,\"RepoDigests\":[\"shop/api@sha256:" \
	"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"]," \
	"\"Config\":{\"User\":\"2\"}}]"

static void assert_chosen(const char *wanted, const char *user)
{
	struct pf_image_reference ref = pf_image_reference_parse(&arena, pf_str_from(wanted));
	struct pf_store store = {.arena = &arena, .source = &source, .wanted = &ref};
	struct pf_image_facts facts;
	struct pf_error err;
	bool fine = pf_store_document(&store, PF_STR(TWO), &facts, &err);

	ck_assert_msg(fine == (user != NULL), "%s", wanted);
	if (fine)
		ck_assert(pf_str_eq(facts.user.value, pf_str_from(user)));
	else
		ck_assert_str_eq(err.msg,
			"lists several images, none of them by the name that is wanted");
}

START_TEST(chooses_by_name_among_inspected_images)
{
	assert_chosen("web:1", "1");
	assert_chosen("docker.io/library/web", "1");
	assert_chosen("shop/api@sha256:"
		      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"2");
	assert_chosen("web:2", NULL);
	assert_chosen("quay.io/web:1", NULL);
	refuse(TWO, "lists several images, none of them by the name that is wanted");
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(reads_a_configuration, reads_the_inner_part_of_a_configuration,
	reads_docker_image_inspect, knows_one_image_of_an_index_for_a_part,
	reads_podman_image_inspect, knows_what_skopeo_leaves_out, reads_the_summary_of_skopeo,
	lists_the_platforms_of_an_index, reads_what_imagetools_prints_as_json,
	leaves_attestations_out, does_not_guess_platforms_that_are_not_said,
	reads_docker_manifest_inspect_v, learns_nothing_from_a_manifest,
	refuses_what_tells_nothing_of_an_image, refuses_wrong_shapes,
	limits_the_manifests_of_an_index, chooses_by_name_among_inspected_images)
