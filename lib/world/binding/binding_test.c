/* SPDX-License-Identifier: Apache-2.0 */

/* Which source a container's image is known from. */

#include "world/binding/binding.h"

#include "world/world_test.h"

#define SOURCES_MAX 16

/* A tree of files with sources that are given, not read. */
struct stage {
	struct tree tree;
	struct pf_image_source sources[SOURCES_MAX];
	struct pf_image_facts facts[SOURCES_MAX];
	struct pf_image_build builds[SOURCES_MAX];
	struct pf_compose composes[SOURCES_MAX];
	struct pf_compose_service services[SOURCES_MAX];
	const struct pf_compose *compose_list[SOURCES_MAX];
	struct pf_image_sources all;
};

static struct pf_image_source *add_source(struct stage *s, enum pf_bound_by by, const char *match,
	const char *path)
{
	size_t i = s->all.len++;

	ck_assert_uint_lt(i, SOURCES_MAX);
	s->sources[i] = (struct pf_image_source){.by = by,
		.match = pf_str_from(match),
		.path = pf_str_from(path),
		.directory = pf_path_directory(pf_str_from(path)),
		.facts = &s->facts[i]};
	s->all.ptr = s->sources;
	return &s->sources[i];
}

static void name_dockerfile(struct stage *s, const char *path)
{
	(void)add_source(s, PF_BOUND_BY_NAME, path, path);
}

/* A service of the compose file at `file`; with `path` it is built from there. */
static void add_service(struct stage *s, const char *file, const char *name, const char *image,
	const char *path)
{
	size_t i = s->all.ncomposes++;
	struct pf_source *source = PF_NEW(&s->tree.arena, struct pf_source);
	struct pf_document *document = PF_NEW(&s->tree.arena, struct pf_document);

	ck_assert_uint_lt(i, SOURCES_MAX);
	source->path = pf_str_from(file);
	document->source = source;
	s->composes[i] = (struct pf_compose){.document = document,
		.directory = pf_path_directory(pf_str_from(file)),
		.services = &s->services[i],
		.nservices = 1};
	s->services[i] = (struct pf_compose_service){.file = &s->composes[i],
		.name = pf_str_from(name),
		.image = {.value = pf_str_from(image), .known = *image && *image != '/'}};
	s->compose_list[i] = &s->composes[i];
	s->all.composes = s->compose_list;
	if (path) {
		struct pf_image_source *built = add_source(s, PF_BOUND_BY_COMPOSE, image, path);

		built->service = &s->services[i];
		built->directory = s->composes[i].directory;
	}
}

/* What a container `container` of a Pod `pod` in the file at `path` is bound to. */
static const struct pf_image_binding *ask(struct stage *s, const char *path, const char *container,
	const char *image)
{
	static const struct pf_object_meta no_meta;
	struct pf_container *spec = PF_NEW(&s->tree.arena, struct pf_container);
	struct pf_pod *pod = PF_NEW(&s->tree.arena, struct pf_pod);
	struct pf_pod_container *c = PF_NEW(&s->tree.arena, struct pf_pod_container);
	struct pf_world_options options = {.release = 34, .images = &s->all};

	add(&s->tree, path, "apiVersion: v1\nkind: Pod\nmetadata: {name: shop}\n");
	s->tree.world = pf_world_build(&s->tree.arena, s->tree.objects, s->tree.nobjects,
		s->tree.projects, s->tree.nprojects, &options);
	spec->image.is = pf_str_from(image);
	spec->image.set = true;
	spec->name.is = pf_str_from(container);
	pod->meta = &no_meta;
	pod->containers = (struct pf_pod_containers){c, 1};
	*c = (struct pf_pod_container){.spec = spec,
		.pod = pod,
		.class = PF_MAIN,
		.image = pf_image_reference_parse(&s->tree.arena, pf_str_from(image))};
	return pf_world_image_binding(s->tree.world, &s->tree.arena, object_at(&s->tree, path), c);
}

static void expect_source(struct stage *s, const char *path, const char *image, const char *want)
{
	const struct pf_image_binding *binding = ask(s, path, "c", image);
	pf_str got = binding && binding->source ? binding->source->path : PF_STR_EMPTY;

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s in %s: \"%.*s\", not \"%s\"", image,
		path, PF_STR_ARG(got), want);
}

static void expect_service(struct stage *s, const char *path, const char *container,
	const char *image, const char *want)
{
	const struct pf_image_binding *binding = ask(s, path, container, image);
	pf_str got = binding && binding->service ? binding->service->name : PF_STR_EMPTY;

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s of %s in %s: \"%.*s\", not \"%s\"",
		container, image, path, PF_STR_ARG(got), want);
}

START_TEST(an_option_names_a_repository_with_or_without_tag)
{
	struct stage s = {0};

	(void)add_source(&s, PF_BOUND_BY_OPTION, "web:2", "two/Dockerfile");
	(void)add_source(&s, PF_BOUND_BY_OPTION, "docker.io/library/web", "any/Dockerfile");
	expect_source(&s, "a.yaml", "web:2", "two/Dockerfile");
	expect_source(&s, "b.yaml", "web:3", "any/Dockerfile");
	expect_source(&s, "c.yaml", "web", "any/Dockerfile");
	expect_source(&s, "d.yaml", "shop/web:2", "");
	expect_source(&s, "e.yaml", "ghcr.io/library/web:2", "");
	drop(&s.tree);
}
END_TEST

START_TEST(the_configuration_names_images_by_globs)
{
	struct stage s = {0};

	(void)add_source(&s, PF_BOUND_BY_CONFIG, "ghcr.io/acme/*", "acme/Dockerfile");
	(void)add_source(&s, PF_BOUND_BY_CONFIG, "docker.io/library/w*", "w/Dockerfile");
	expect_source(&s, "a.yaml", "ghcr.io/acme/worker:1.2", "acme/Dockerfile");
	expect_source(&s, "b.yaml", "ghcr.io/acme/team/worker", "");
	expect_source(&s, "c.yaml", "web:1", "w/Dockerfile");
	drop(&s.tree);
}
END_TEST

START_TEST(a_dockerfile_goes_by_its_folder_or_its_own_name)
{
	struct stage s = {0};

	name_dockerfile(&s, "src/cart/Dockerfile");
	name_dockerfile(&s, "docker/mail.Dockerfile");
	name_dockerfile(&s, "docker/Dockerfile.pay");
	name_dockerfile(&s, "bindings/node/Dockerfile");
	name_dockerfile(&s, "pub-sub/react-form/Dockerfile");
	name_dockerfile(&s, "src/cart/Dockerfile.debug");
	name_dockerfile(&s, "Dockerfile");
	name_dockerfile(&s, "images/proxy/rootfs/Dockerfile");
	name_dockerfile(&s, "sync/dockerfile");
	expect_source(&s, "k8s/k.yaml", "shop/proxy:1", "images/proxy/rootfs/Dockerfile");
	expect_source(&s, "k8s/l.yaml", "shop/rootfs:1", "");
	expect_source(&s, "k8s/m.yaml", "shop/images-proxy:1", "images/proxy/rootfs/Dockerfile");
	expect_source(&s, "k8s/n.yaml", "shop/sync:1", "sync/dockerfile");
	expect_source(&s, "k8s/a.yaml", "ghcr.io/shop/cart:1", "src/cart/Dockerfile");
	expect_source(&s, "k8s/b.yaml", "mail", "docker/mail.Dockerfile");
	expect_source(&s, "k8s/c.yaml", "shop/pay@sha256:broken", "docker/Dockerfile.pay");
	expect_source(&s, "k8s/d.yaml", "shop/bindings-node:1", "bindings/node/Dockerfile");
	expect_source(&s, "k8s/d2.yaml", "shop/pubsub-react-form:1",
		"pub-sub/react-form/Dockerfile");
	expect_source(&s, "k8s/e.yaml", "shop/cart:{{ tag }}", "src/cart/Dockerfile");
	expect_source(&s, "k8s/f.yaml", "${REGISTRY}/cart:1", "src/cart/Dockerfile");
	expect_source(&s, "k8s/g.yaml", "shop/cart-api:1", "");
	name_dockerfile(&s, "secret/node/Dockerfile");
	expect_source(&s, "k8s/j.yaml", "shop/secretnode:1", "");
	expect_source(&s, "k8s/h.yaml", "shop/carts:1", "");
	expect_source(&s, "k8s/i.yaml", "shop/docker:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(of_dockerfiles_with_one_name_the_nearest_counts_and_of_two_alike_none)
{
	struct stage s = {0};

	name_dockerfile(&s, "a/web/Dockerfile");
	name_dockerfile(&s, "b/web/Dockerfile");
	expect_source(&s, "a/k8s/web.yaml", "shop/web:1", "a/web/Dockerfile");
	expect_source(&s, "b/web/k8s/web.yaml", "shop/web:1", "b/web/Dockerfile");
	expect_source(&s, "k8s/web.yaml", "shop/web:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(a_name_that_too_many_have_says_nothing)
{
	static struct pf_image_source many[1001];
	struct stage s = {0};

	for (size_t i = 0; i < 1001; i++) {
		many[i].by = PF_BOUND_BY_NAME;
		many[i].directory = pf_arena_fmt(&s.tree.arena, "d%zu/web", i);
		many[i].match = pf_arena_fmt(&s.tree.arena, "d%zu/web/Dockerfile", i);
		many[i].path = many[i].match;
	}
	s.all.ptr = many;
	s.all.len = 1000;
	expect_source(&s, "d7/k8s/web.yaml", "shop/web:1", "d7/web/Dockerfile");
	s.all.len = 1001;
	expect_source(&s, "d8/k8s/web.yaml", "shop/web:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(what_everybody_pulls_is_not_taken_for_ones_own_build)
{
	struct stage s = {0};

	name_dockerfile(&s, "redis/Dockerfile");
	name_dockerfile(&s, "prometheus/Dockerfile");
	s.builds[1] = (struct pf_image_build){.base = PF_STR("prom/prometheus:v3")};
	s.facts[1].build = &s.builds[1];
	expect_source(&s, "a.yaml", "redis:7", "");
	expect_source(&s, "e.yaml", "github.com/shop/redis", "");
	expect_source(&s, "b.yaml", "shop/redis:7", "redis/Dockerfile");
	expect_source(&s, "c.yaml", "prom/prometheus:v2", "");
	expect_source(&s, "d.yaml", "shop/prometheus:v2", "prometheus/Dockerfile");
	drop(&s.tree);
}
END_TEST

START_TEST(a_compose_file_binds_what_it_builds)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "web", "ghcr.io/shop/front:1", "src/front/Dockerfile");
	add_service(&s, "compose.yaml", "cart", "", "src/cart/Dockerfile");
	add_service(&s, "compose.yaml", "mail", "/mailer:", "src/mail/Dockerfile");
	name_dockerfile(&s, "front/Dockerfile");
	expect_source(&s, "a.yaml", "ghcr.io/shop/front:2", "src/front/Dockerfile");
	expect_source(&s, "b.yaml", "ghcr.io/shop/cart:2", "src/cart/Dockerfile");
	expect_source(&s, "c.yaml", "ghcr.io/shop/mailer:2", "src/mail/Dockerfile");
	expect_source(&s, "d.yaml", "ghcr.io/shop/web:2", "");
	drop(&s.tree);
}
END_TEST

START_TEST(what_rests_on_likeness_is_a_guess)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "web", "ghcr.io/shop/front:1", "src/front/Dockerfile");
	name_dockerfile(&s, "cart/Dockerfile");
	ck_assert(!ask(&s, "a.yaml", "c", "ghcr.io/shop/front:2")->guess);
	ck_assert(ask(&s, "b.yaml", "c", "quay.io/shop/front:2")->guess);
	ck_assert(ask(&s, "c.yaml", "c", "shop/cart:2")->guess);
	ck_assert_ptr_null(ask(&s, "d.yaml", "c", "shop/mail:2"));
	drop(&s.tree);
}
END_TEST

START_TEST(skaffold_binds_its_artifacts_below_its_folder)
{
	struct stage s = {0};
	struct pf_image_source *source =
		add_source(&s, PF_BOUND_BY_SKAFFOLD, "web", "a/src/Dockerfile");

	source->directory = PF_STR("a");
	add(&s.tree, "a/skaffold.yaml",
		"apiVersion: skaffold/v4beta11\nkind: Config\n"
		"build: {artifacts: [{image: web, context: src}]}\n");
	expect_source(&s, "a/k8s/pod.yaml", "web", "a/src/Dockerfile");
	expect_source(&s, "a/k8s/pod2.yaml", "web:dev", "a/src/Dockerfile");
	expect_source(&s, "b/pod.yaml", "web", "");
	expect_source(&s, "a/pod.yaml", "shop/web", "");
	drop(&s.tree);
}
END_TEST

START_TEST(of_what_one_skaffold_file_says_twice_the_first_counts)
{
	struct stage s = {0};

	for (int i = 0; i < 2; i++)
		add_source(&s, PF_BOUND_BY_SKAFFOLD, "web", i ? "b/Dockerfile" : "a/Dockerfile")
			->directory = PF_STR(".");
	add(&s.tree, "skaffold.yaml",
		"apiVersion: skaffold/v4beta11\nkind: Config\n"
		"build: {artifacts: [{image: web, context: a}]}\n"
		"profiles: [{build: {artifacts: [{image: web, context: b}]}}]\n");
	expect_source(&s, "pod.yaml", "web", "a/Dockerfile");
	drop(&s.tree);
}
END_TEST

START_TEST(a_service_runs_as_the_container_that_has_its_image_and_its_name)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "web", "ghcr.io/shop/app:1", NULL);
	add_service(&s, "compose.yaml", "work_er", "ghcr.io/shop/app:1", NULL);
	add_service(&s, "compose.yaml", "cache", "redis:7", NULL);
	expect_service(&s, "k8s/a.yaml", "web", "ghcr.io/shop/app:2", "web");
	expect_service(&s, "k8s/b.yaml", "work-er", "ghcr.io/shop/app:2", "work_er");
	expect_service(&s, "k8s/c.yaml", "c", "ghcr.io/shop/app:2", "");
	expect_service(&s, "k8s/d.yaml", "cache", "redis:6", "cache");
	expect_service(&s, "k8s/e.yaml", "cache", "mirror.example.com/redis:6", "cache");
	expect_service(&s, "k8s/f.yaml", "cache", "valkey/valkey:8", "");
	drop(&s.tree);
}
END_TEST

START_TEST(the_only_service_of_an_image_runs_as_it_unless_everybody_pulls_it)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "database", "postgres:16", NULL);
	add_service(&s, "compose.yaml", "front", "ghcr.io/shop/web:1", NULL);
	expect_service(&s, "k8s/a.yaml", "db", "postgres:16", "");
	expect_service(&s, "k8s/b.yaml", "c", "ghcr.io/shop/web:2", "front");
	drop(&s.tree);
}
END_TEST

START_TEST(a_service_that_builds_is_known_by_its_name_or_context)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "shop", "", "src/cart/Dockerfile");
	s.services[0].build.node = (const struct pf_node *)&s;
	s.services[0].build.context = PF_STR("src/cart");
	expect_service(&s, "k8s/a.yaml", "c", "ghcr.io/x/shop:2", "shop");
	expect_service(&s, "k8s/b.yaml", "c", "ghcr.io/x/cart:2", "shop");
	expect_source(&s, "k8s/c.yaml", "ghcr.io/x/cart:2", "src/cart/Dockerfile");
	expect_service(&s, "k8s/d.yaml", "shop", "ghcr.io/x/src:2", "");
	ck_assert(ask(&s, "k8s/e.yaml", "shop", "ghcr.io/x/shop:2")->service_by_name);
	drop(&s.tree);
}
END_TEST

START_TEST(services_of_one_repository_are_told_apart_by_tag_and_name)
{
	struct stage s = {0};

	add_service(&s, "compose.yaml", "a", "quay.io/acme/mono:web-1.0", "web/Dockerfile");
	add_service(&s, "compose.yaml", "b", "quay.io/acme/mono:api-1.0", "api/Dockerfile");
	expect_source(&s, "a.yaml", "quay.io/acme/mono:web-2.0", "web/Dockerfile");
	expect_service(&s, "b.yaml", "c", "quay.io/acme/mono:api-2.0", "b");
	expect_source(&s, "c.yaml", "quay.io/acme/mono:worker-2.0", "");
	expect_service(&s, "d.yaml", "a", "quay.io/acme/mono:worker-2.0", "");
	expect_source(&s, "e.yaml", "quay.io/acme/mono:2.0", "");
	ck_assert(pf_str_eq(ask(&s, "f.yaml", "b", "quay.io/acme/mono:2.0")->source->path,
		PF_STR("api/Dockerfile")));
	drop(&s.tree);
}
END_TEST

START_TEST(a_compose_file_speaks_of_its_folder_and_what_is_below)
{
	struct stage s = {0};

	add_service(&s, "a/compose.yaml", "web", "shop/web:1", "a/Dockerfile");
	expect_service(&s, "b/k8s/web.yaml", "web", "shop/web:1", "");
	expect_source(&s, "b/k8s/api.yaml", "shop/web:1", "");
	expect_service(&s, "a/k8s/web.yaml", "web", "shop/web:1", "web");
	expect_source(&s, "a/api.yaml", "shop/web:1", "a/Dockerfile");
	expect_service(&s, "aa/web.yaml", "web", "shop/web:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(what_is_built_for_a_stage_is_not_what_runs_elsewhere)
{
	struct stage s = {0};

	(void)add_source(&s, PF_BOUND_BY_COMMAND, "shop/web:dev", "Dockerfile#dev");
	(void)add_source(&s, PF_BOUND_BY_COMMAND, "shop/web:$", "Dockerfile#prod");
	expect_source(&s, "a.yaml", "shop/web:1.2", "Dockerfile#prod");
	expect_source(&s, "b.yaml", "shop/web:dev", "");
	drop(&s.tree);
}
END_TEST

START_TEST(a_compose_file_ends_at_the_top_of_its_repository)
{
	static const pf_str top = PF_STR_INIT("vendor/cart");
	struct stage s = {0};

	s.all.repositories = &top;
	s.all.nrepositories = 1;
	add_service(&s, "compose.yaml", "web", "shop/web:1", "Dockerfile");
	expect_service(&s, "vendor/web.yaml", "web", "shop/web:1", "web");
	expect_service(&s, "vendor/cart/k8s/web.yaml", "web", "shop/web:1", "");
	expect_source(&s, "vendor/cart/k8s/api.yaml", "shop/web:1", "");
	add_service(&s, "vendor/cart/compose.yaml", "web", "shop/web:1", "cart/Dockerfile");
	expect_source(&s, "vendor/cart/k8s/mail.yaml", "shop/web:1", "cart/Dockerfile");
	name_dockerfile(&s, "mail/Dockerfile");
	expect_source(&s, "vendor/mail.yaml", "shop/mail:1", "mail/Dockerfile");
	expect_source(&s, "vendor/cart/mail2.yaml", "shop/mail:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(the_compose_file_of_the_usual_name_comes_before_others)
{
	struct stage s = {0};

	add_service(&s, "docker-compose.prod.yml", "web", "shop/a:1", NULL);
	add_service(&s, "docker-compose.yml", "web", "shop/a:2", NULL);
	add_service(&s, "docker-compose.dev.yml", "api", "shop/c:1", NULL);
	add_service(&s, "docker-compose.test.yml", "api", "shop/c:1", NULL);
	ck_assert_ptr_eq(ask(&s, "k8s/a.yaml", "web", "shop/a:1")->service, &s.services[1]);
	expect_service(&s, "k8s/b.yaml", "api", "shop/c:1", "");
	drop(&s.tree);
}
END_TEST

START_TEST(a_command_with_a_plain_word_speaks_of_its_folder_alone)
{
	struct stage s = {0};

	(void)add_source(&s, PF_BOUND_BY_COMMAND, "ghcr.io/shop/web:$", "a/web.Dockerfile");
	(void)add_source(&s, PF_BOUND_BY_COMMAND, "api", "a/api.Dockerfile");
	(void)add_source(&s, PF_BOUND_BY_COMMAND, "$/mail:1", "a/mail.Dockerfile");
	expect_source(&s, "b/a.yaml", "ghcr.io/shop/web:2", "a/web.Dockerfile");
	expect_source(&s, "b/b.yaml", "api", "");
	expect_source(&s, "a/b.yaml", "api", "a/api.Dockerfile");
	expect_source(&s, "b/c.yaml", "ghcr.io/shop/mail", "");
	expect_source(&s, "a/c.yaml", "ghcr.io/shop/mail", "a/mail.Dockerfile");
	ck_assert(ask(&s, "a/d.yaml", "c", "ghcr.io/shop/mail")->guess);
	ck_assert(!ask(&s, "a/e.yaml", "c", "ghcr.io/shop/web:1")->guess);
	drop(&s.tree);
}
END_TEST

UNIT_TESTS(an_option_names_a_repository_with_or_without_tag,
	the_configuration_names_images_by_globs, a_dockerfile_goes_by_its_folder_or_its_own_name,
	of_dockerfiles_with_one_name_the_nearest_counts_and_of_two_alike_none,
	what_everybody_pulls_is_not_taken_for_ones_own_build,
	a_name_that_too_many_have_says_nothing, a_compose_file_binds_what_it_builds,
	what_rests_on_likeness_is_a_guess, skaffold_binds_its_artifacts_below_its_folder,
	of_what_one_skaffold_file_says_twice_the_first_counts,
	a_service_runs_as_the_container_that_has_its_image_and_its_name,
	the_only_service_of_an_image_runs_as_it_unless_everybody_pulls_it,
	a_service_that_builds_is_known_by_its_name_or_context,
	services_of_one_repository_are_told_apart_by_tag_and_name,
	a_compose_file_speaks_of_its_folder_and_what_is_below,
	what_is_built_for_a_stage_is_not_what_runs_elsewhere,
	a_compose_file_ends_at_the_top_of_its_repository,
	the_compose_file_of_the_usual_name_comes_before_others,
	a_command_with_a_plain_word_speaks_of_its_folder_alone)
