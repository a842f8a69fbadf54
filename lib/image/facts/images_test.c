/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/images.h"

#include "unit.h"

static const char *name_of(const struct pf_known_image *image)
{
	return image ? image->name.ptr : "";
}

START_TEST(images_are_found_by_their_names)
{
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("node"))), "node");
	ck_assert_str_eq(name_of(pf_known_image(pf_known_images[0].name)),
		pf_known_images[0].name.ptr);
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("zookeeper"))), "zookeeper");
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("zzz"))), "");
	ck_assert_str_eq(name_of(pf_known_image(PF_STR(""))), "");
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("acme/node"))), "");
}
END_TEST

START_TEST(the_longest_beginning_counts)
{
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("gcr.io/distroless/static"))),
		"gcr.io/distroless/*");
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("gcr.io/distroless/python3-debian12"))),
		"gcr.io/distroless/python*");
	ck_assert_str_eq(name_of(pf_known_image(PF_STR("gcr.io/distroless"))), "");
}
END_TEST

static const struct pf_known_image *official(const char *text)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_image_reference ref = pf_image_reference_parse(&arena, pf_str_from(text));
	const struct pf_known_image *image = pf_official_image(&ref);

	pf_arena_release(&arena);
	return image;
}

START_TEST(official_images_are_docker_s_own)
{
	ck_assert_str_eq(name_of(official("docker.io/library/redis:7")), "redis");
	ck_assert_ptr_null(official("library/nginxinc/nginx-unprivileged"));
	ck_assert_ptr_null(official("ghcr.io/library/redis"));
	ck_assert_ptr_null(official("redis:"));
}
END_TEST

static const char *name_by_reference(const char *text)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_image_reference ref = pf_image_reference_parse(&arena, pf_str_from(text));
	const char *name = name_of(pf_known_image_of(&arena, &ref));

	pf_arena_release(&arena);
	return name;
}

START_TEST(references_lead_to_images_of_any_registry)
{
	ck_assert_str_eq(name_by_reference("redis:7"), "redis");
	ck_assert_str_eq(name_by_reference("nginxinc/nginx-unprivileged"),
		"nginxinc/nginx-unprivileged");
	ck_assert_str_eq(name_by_reference("gcr.io/distroless/base:nonroot"),
		"gcr.io/distroless/*");
	ck_assert_str_eq(name_by_reference("ghcr.io/library/redis"), "");
	ck_assert_str_eq(name_by_reference("redis:"), "");
}
END_TEST

START_TEST(traits_are_asked_of_what_may_be_unknown)
{
	ck_assert(pf_known_image_has(pf_known_image(PF_STR("alpine")), PF_IMAGE_PLAIN));
	ck_assert(!pf_known_image_has(pf_known_image(PF_STR("postgres")), PF_IMAGE_PLAIN));
	ck_assert(!pf_known_image_has(NULL, PF_IMAGE_PLAIN));
}
END_TEST

START_TEST(tags_tell_the_family)
{
	ck_assert(pf_tag_tells(PF_STR("20-bookworm-slim"), PF_BASE_DEBIAN));
	ck_assert(!pf_tag_tells(PF_STR("20-bookworm-slim"), PF_BASE_ALPINE));
	ck_assert(pf_tag_tells(PF_STR("1.22-nanoserver"), PF_BASE_UNKNOWN));
	ck_assert(!pf_tag_tells(PF_STR("latest"), PF_BASE_UNKNOWN));
}
END_TEST

START_TEST(accounts_are_of_an_image_or_of_all)
{
	ck_assert_int_eq(pf_known_account(PF_STR("node"), PF_STR("node"))->id, 1000);
	ck_assert_int_eq(pf_known_account(PF_STR("web"), PF_STR("nobody"))->id, 65534);
	ck_assert_ptr_null(pf_known_account(PF_STR("web"), PF_STR("node")));
	ck_assert_ptr_null(pf_known_account(PF_STR("web"), PF_STR("")));
}
END_TEST

static const char *user_of(const char *name, const char *tag)
{
	const struct pf_known_user *user = pf_known_user_of(pf_str_from(name), pf_str_from(tag));

	return user ? user->user.ptr : "";
}

START_TEST(users_are_found_by_name_and_tag)
{
	ck_assert_str_eq(user_of("nginx", ""), "0");
	ck_assert_str_eq(user_of("nginx", "1.27-alpine"), "0");
	ck_assert_str_eq(user_of("nginxinc/nginx-unprivileged", "stable"), "101");
	ck_assert_str_eq(user_of("gcr.io/distroless/base-debian12", "debug"), "0");
	ck_assert_str_eq(user_of("gcr.io/distroless/base-debian12", "debug-nonroot"), "65532");
	ck_assert_str_eq(user_of("acme/nginx", "1.27"), "");
	ck_assert_str_eq(user_of("mongo", "8-windowsservercore"), "");
}
END_TEST

START_TEST(versions_that_were_not_read_are_not_known)
{
	ck_assert_str_eq(user_of("haproxy", "2.2.30"), "0");
	ck_assert_str_eq(user_of("haproxy", "1.8-alpine"), "0");
	ck_assert_str_eq(user_of("haproxy", "2.3"), "");
	ck_assert_str_eq(user_of("haproxy", "2.4"), "haproxy");
	ck_assert_str_eq(user_of("haproxy", "2.10.1-alpine"), "haproxy");
	ck_assert_str_eq(user_of("haproxy", "3"), "haproxy");
	ck_assert_str_eq(user_of("haproxy", "2"), "");
	ck_assert_str_eq(user_of("haproxy", "latest"), "");
	ck_assert_str_eq(user_of("haproxy", "99999999999999999999"), "");
	ck_assert_str_eq(user_of("ghcr.io/stefanprodan/podinfo", "v6.7.1"), "app");
}
END_TEST

static bool is_known(const char *text)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_image_reference ref = pf_image_reference_parse(&arena, pf_str_from(text));
	const struct pf_image_facts *facts = pf_facts_of_known_image(&arena, &ref);
	bool is = facts && facts->build && !facts->build->dockerfile &&
		facts->user.is == PF_INHERITED;

	pf_arena_release(&arena);
	return is;
}

START_TEST(a_known_image_is_a_base_of_itself)
{
	ck_assert(is_known("nginx:1.27"));
	ck_assert(is_known("docker.io/library/nginx"));
	ck_assert(is_known("mirror.gcr.io/library/nginx:1.27"));
	ck_assert(is_known("public.ecr.aws/docker/library/nginx:1.27"));
	ck_assert(is_known("quay.io/keycloak/keycloak:26"));
	ck_assert(!is_known("registry.example.com/nginx:1.27"));
	ck_assert(!is_known("NGINX"));
}
END_TEST

UNIT_TESTS(users_are_found_by_name_and_tag, versions_that_were_not_read_are_not_known,
	a_known_image_is_a_base_of_itself, images_are_found_by_their_names,
	the_longest_beginning_counts, official_images_are_docker_s_own,
	references_lead_to_images_of_any_registry, traits_are_asked_of_what_may_be_unknown,
	tags_tell_the_family, accounts_are_of_an_image_or_of_all)
