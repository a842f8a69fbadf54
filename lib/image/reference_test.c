/* SPDX-License-Identifier: Apache-2.0 */

#include "image/reference.h"

#include "unit.h"

#define HEX8 "0123abcd"
#define HEX32 HEX8 HEX8 HEX8 HEX8
#define HEX64 HEX32 HEX32
#define SHA256 "sha256:" HEX64

static struct pf_arena arena;

static struct pf_image_reference parse(const char *text)
{
	return pf_image_reference_parse(&arena, pf_str_from(text));
}

static void assert_parts(const char *text, const char *domain, const char *path, const char *tag,
	const char *digest)
{
	struct pf_image_reference ref = parse(text);

	ck_assert_msg(ref.valid && !ref.fault, "`%s` %s", text, ref.fault ? ref.fault : "");
	ck_assert_msg(pf_str_eq(ref.domain, pf_str_from(domain)) &&
			pf_str_eq(ref.path, pf_str_from(path)) &&
			pf_str_eq(ref.tag, pf_str_from(tag)) &&
			pf_str_eq(ref.digest, pf_str_from(digest)),
		"`%s` is %.*s | %.*s | %.*s | %.*s", text, PF_STR_ARG(ref.domain),
		PF_STR_ARG(ref.path), PF_STR_ARG(ref.tag), PF_STR_ARG(ref.digest));
	ck_assert(!ref.placeholder && !ref.ko);
}

static void assert_fault(const char *text, const char *fault, size_t at)
{
	struct pf_image_reference ref = parse(text);

	ck_assert_msg(!ref.valid, "`%s` is valid", text);
	ck_assert_str_eq(ref.fault, fault);
	ck_assert_msg(ref.fault_at == at, "`%s` at %zu", text, ref.fault_at);
	ck_assert_uint_eq(ref.domain.len + ref.path.len + ref.tag.len + ref.digest.len, 0);
	ck_assert_uint_eq(ref.tag_at, strlen(text));
}

START_TEST(fills_in_docker_hub)
{
	assert_parts("nginx", "docker.io", "library/nginx", "", "");
	assert_parts("nginx:1.25", "docker.io", "library/nginx", "1.25", "");
	assert_parts("bitnami/redis", "docker.io", "bitnami/redis", "", "");
	assert_parts("docker.io/nginx", "docker.io", "library/nginx", "", "");
	assert_parts("docker.io/library/nginx", "docker.io", "library/nginx", "", "");
	assert_parts("index.docker.io/nginx:1", "docker.io", "library/nginx", "1", "");
	assert_parts("host_x/app", "docker.io", "host_x/app", "", "");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(tells_a_host_from_a_namespace)
{
	assert_parts("localhost/app", "localhost", "app", "", "");
	assert_parts("localhost:5000", "docker.io", "library/localhost", "5000", "");
	assert_parts("example.com", "docker.io", "library/example.com", "", "");
	assert_parts("registry:5000/app:v1", "registry:5000", "app", "v1", "");
	assert_parts("quay.io/a/b/c", "quay.io", "a/b/c", "", "");
	assert_parts("myOrg/app", "myOrg", "app", "", "");
	assert_parts("Ghcr.io/o/x", "Ghcr.io", "o/x", "", "");
	assert_parts("10.0.0.1/x", "10.0.0.1", "x", "", "");
	assert_parts("[::1]:5000/x", "[::1]:5000", "x", "", "");
	assert_parts("[fe80::1]/x", "[fe80::1]", "x", "", "");
	assert_parts("example.com:99999999/x", "example.com:99999999", "x", "", "");
	assert_parts("my_registry.local/x", "my_registry.local", "x", "", "");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_tags_and_digests)
{
	assert_parts("nginx@" SHA256, "docker.io", "library/nginx", "", SHA256);
	assert_parts("nginx:latest@" SHA256, "docker.io", "library/nginx", "latest", SHA256);
	assert_parts("a/b@sha384:" HEX64 HEX32, "docker.io", "a/b", "", "sha384:" HEX64 HEX32);
	assert_parts("a/b@sha512:" HEX64 HEX64, "docker.io", "a/b", "", "sha512:" HEX64 HEX64);
	assert_parts("a/b:_T.a-g", "docker.io", "a/b", "_T.a-g", "");
	assert_parts("a/b:" HEX64 HEX64, "docker.io", "a/b", HEX64 HEX64, "");
	ck_assert_uint_eq(parse("nginx:1.25").tag_at, 6);
	ck_assert_uint_eq(parse("nginx").tag_at, 5);
	ck_assert_uint_eq(parse("reg:5000/nginx").tag_at, 14);
	ck_assert_uint_eq(parse("nginx@" SHA256).tag_at, 5);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(joins_words_of_a_path_by_single_separators)
{
	assert_parts("a/b.c_d__e-f---g", "docker.io", "a/b.c_d__e-f---g", "", "");
	assert_fault("a/b..c", "has two separators in a row in its path", 4);
	assert_fault("a/b___c", "has two separators in a row in its path", 5);
	assert_fault("a/b.-c", "has two separators in a row in its path", 4);
	assert_fault("-foo", "has a part of its path that begins with a separator", 0);
	assert_fault("foo_", "has a part of its path that ends with a separator", 3);
	assert_fault("a/foo--:1", "has a part of its path that ends with a separator", 6);
	assert_fault("foo//bar", "has an empty part in its path", 4);
	assert_fault("/nginx", "has an empty part in its path", 0);
	assert_fault("quay.io/a/", "has an empty part in its path", 10);
	assert_fault("a/caf\xc3\xa9", "holds a character that no path may have", 5);
	assert_fault("a\\b", "holds a character that no path may have", 1);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_upper_case_in_the_path)
{
	assert_fault("Nginx", "has upper-case letters in its path", 0);
	assert_fault("myorg/App", "has upper-case letters in its path", 6);
	assert_fault("ghcr.io/Org/app:1", "has upper-case letters in its path", 8);
}
END_TEST

START_TEST(refuses_bad_hosts)
{
	assert_fault("my_private.registry:5000/x", "has an underscore in its host", 2);
	assert_fault("My_Org/x", "has upper-case letters in its path", 0);
	assert_fault("quay..io/x", "has a host that is not a DNS name", 5);
	assert_fault("-quay.io/x", "has a host that is not a DNS name", 0);
	assert_fault(":5000/x", "has a port without a host", 0);
	assert_fault("quay.io:/x", "has an empty port", 8);
	assert_fault("quay.io:abc/x", "has a port that is not a number", 8);
	assert_fault("quay.io:1:2/x", "has a port that is not a number", 9);
	assert_fault("nginx:v1/x", "has a port that is not a number", 6);
	assert_fault("[::1/x", "has a host that is not an IPv6 address", 4);
	assert_fault("[]:1/x", "has a host that is not an IPv6 address", 1);
	assert_fault("docker.io/", "has no repository after its host", 10);
}
END_TEST

START_TEST(refuses_bad_tags)
{
	assert_fault("nginx:", "has an empty tag", 6);
	assert_fault("nginx:@" SHA256, "has an empty tag", 6);
	assert_fault("nginx:.x", "has a tag that begins with `.` or `-`", 6);
	assert_fault("nginx:v1+b", "holds a character that no tag may have", 8);
	assert_fault("nginx:1:2", "holds a character that no tag may have", 7);
	assert_fault("quay.io/a:1/b", "has a `/` after its tag", 11);
	assert_fault("a/b:" HEX64 HEX64 "0", "has a tag longer than 128 characters", 4 + 128);
	assert_fault(":1", "has no name", 0);
	assert_fault("@" SHA256, "has no name", 0);
}
END_TEST

START_TEST(refuses_bad_digests)
{
	assert_fault("a/b@", "has an empty digest", 4);
	assert_fault("a/b@sha256", "has a digest without an algorithm", 4);
	assert_fault("a/b@sha256:", "has a digest of the wrong length", 11);
	assert_fault("a/b@sha256:abcd", "has a digest of the wrong length", 11);
	assert_fault("a/b@" SHA256 "0", "has a digest of the wrong length", 11);
	assert_fault("a/b@sha256:" HEX32 "0123ABCD" HEX8 HEX8 HEX8,
		"has a digest that is not lower-case hexadecimal", 11 + 32 + 4);
	assert_fault("a/b@" SHA256 "@" SHA256, "has a digest that is not lower-case hexadecimal",
		11 + 64);
	assert_fault("a/b@md5:" HEX32, "has a digest that is neither sha256, sha384 nor sha512", 4);
	assert_fault(HEX64, "is a digest without a repository", 0);
	assert_fault(SHA256, "is a digest without a repository", 0);
	assert_parts("sha256:" HEX32, "docker.io", "library/sha256", HEX32, "");
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_blanks_and_schemes)
{
	assert_fault("", "is empty", 0);
	assert_fault(" nginx", "begins with a blank", 0);
	assert_fault("nginx:1 ", "ends with a blank", 7);
	assert_fault("nginx:1\n", "ends with a blank", 7);
	assert_fault("nginx :1", "holds a blank", 5);
	assert_fault("https://docker.io/nginx", "begins with a scheme", 0);
	assert_fault("docker://nginx", "begins with a scheme", 0);
	assert_fault("oci-archive://x", "begins with a scheme", 0);
}
END_TEST

START_TEST(sets_placeholders_apart)
{
	static const struct {
		const char *text;
		size_t at;
	} cases[] = {
		{"$(params.IMAGE)", 0},
		{"${NAMESPACE}/app:${TAG}", 0},
		{"ghcr.io/acme/app:$TAG", 17},
		{"<image>", 0},
		{"{{ .Values.image }}", 0},
		{"%IMAGE%", 0},
		{"IMAGE_PLACEHOLDER", 0},
		{"REPLACE_ME:latest", 0},
		{"gcr.io/PROJECT_ID/app:v1", 7},
		{"MY_REGISTRY/app", 0},
		{"[IMAGE_URL]", 0},
		{"gcr.io/[PROJECT]/app", 7},
		{"https://${HOST}/app", 8},
		{"TO BE FILLED IN", 0},
		{"gcr.io/@PROJECT_ID@/app", 7},
		{"@image@", 0},
		{"CHANGEME", 0},
		{"IMAGE", 0},
		{"REGISTRY/web:1", 0},
		{"your-registry/app:v1", 0},
		{"#@ data.values.image", 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_fault(cases[i].text, "holds a placeholder", cases[i].at);
		ck_assert(parse(cases[i].text).placeholder);
	}
	ck_assert(!parse("myorg/App").placeholder);
	ck_assert(!parse("a/b:RELEASE_1").placeholder);
	ck_assert(!parse(" NGINX").placeholder);
	ck_assert(!parse("web app").placeholder);
	ck_assert(!parse("acme/app@@").placeholder);
	ck_assert(!parse("acme/app@sha256:12@sha256:12").placeholder);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(leaves_ko_references_alone)
{
	struct pf_image_reference ref = parse("ko://github.com/acme/App");

	ck_assert(ref.ko && !ref.valid && !ref.placeholder);
	ck_assert_ptr_null(ref.fault);
	ck_assert(!parse("ko/app").ko);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(limits_the_path_to_255_characters)
{
	char text[300];

	memset(text, 'a', sizeof(text));
	memcpy(text, "a/", 2);
	text[255] = '\0';
	ck_assert(parse(text).valid);
	text[255] = 'a';
	text[256] = '\0';
	assert_fault(text, "has a path longer than 255 characters", 0);
	/* "library/" counts, a host does not. */
	text[1] = 'a';
	text[247] = '\0';
	ck_assert(parse(text).valid);
	text[247] = 'a';
	text[248] = '\0';
	assert_fault(text, "has a path longer than 255 characters", 0);
	memset(text, 'a', sizeof(text));
	memcpy(text, "quay.io/", 8);
	text[8 + 255] = '\0';
	ck_assert(parse(text).valid);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(knows_latest_and_the_base_name)
{
	struct pf_image_reference ref = parse("localhost:5000/a/nginx");

	ck_assert(pf_image_is_latest(&ref));
	ck_assert(pf_str_eq(pf_image_base_name(&ref), PF_STR("nginx")));
	ref = parse("nginx:latest");
	ck_assert(pf_image_is_latest(&ref));
	ck_assert(pf_str_eq(pf_image_base_name(&ref), PF_STR("nginx")));
	ref = parse("quay.io/nginx:1");
	ck_assert(!pf_image_is_latest(&ref));
	ck_assert(pf_str_eq(pf_image_base_name(&ref), PF_STR("nginx")));
	ref = parse("nginx:latest@" SHA256);
	ck_assert(!pf_image_is_latest(&ref));
	ref = parse("Nginx");
	ck_assert(!pf_image_is_latest(&ref));
	ck_assert_uint_eq(pf_image_base_name(&ref).len, 0);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(offers_the_nearest_legal_spelling)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{" nginx:1.25 ", "nginx:1.25"},
		{"docker://nginx:1", "nginx:1"},
		{"https://Registry.example.com/Shop/Web:V1", "registry.example.com/shop/web:V1"},
		{"MyApp", "myapp"},
		{"quay.io:443/Acme/App@sha256:123", ""},
		{"acme/app:", ""},
		{"a b", ""},
		{"https://", ""},
		{" ", ""},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pf_str got = pf_image_nearest_legal(&arena, pf_str_from(cases[i].text));

		ck_assert_msg(pf_str_eq(got, pf_str_from(cases[i].want)), "%s: %.*s", cases[i].text,
			PF_STR_ARG(got));
	}
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(fills_in_docker_hub, tells_a_host_from_a_namespace, reads_tags_and_digests,
	joins_words_of_a_path_by_single_separators, refuses_upper_case_in_the_path,
	refuses_bad_hosts, refuses_bad_tags, refuses_bad_digests, refuses_blanks_and_schemes,
	sets_placeholders_apart, leaves_ko_references_alone, limits_the_path_to_255_characters,
	knows_latest_and_the_base_name, offers_the_nearest_legal_spelling)
