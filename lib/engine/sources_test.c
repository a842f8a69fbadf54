/* SPDX-License-Identifier: Apache-2.0 */

/* Where a run finds what its images are. */

#include "engine/run_internal.h"
#include "folder.h"
#include "harness.h"

#define POD(image) \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n" \
	"spec: {containers: [{name: c, image: " image "}]}\n"

static struct pf_settings settings;
static struct pf_run *run;

static void set_up(void)
{
	folder_enter();
	settings = harness_settings("");
	settings.images.list_bindings = true;
}

static void tear_down(void)
{
	pf_run_free(run);
	folder_leave();
}

static struct pf_input file(const char *path, const char *text)
{
	pf_str name = pf_str_from(path);

	return (struct pf_input){.path = name,
		.bytes = pf_str_from(text),
		.dockerfile = pf_file_kind_of(name) == PF_FILE_DOCKERFILE,
		.builds = pf_file_kind_of(name) == PF_FILE_BUILDS,
		.context = pf_file_kind_of(name) == PF_FILE_BUILDS};
}

#define TAKE(...) \
	do { \
		struct pf_input inputs[] = {__VA_ARGS__}; \
\
		run = pf_lint(&settings, inputs, sizeof(inputs) / sizeof(*inputs)); \
	} while (0)

static const struct pf_bound *only_binding(void)
{
	ck_assert_uint_eq(run->result.nbindings, 1);
	return &run->result.bindings[0];
}

static void assert_str(pf_str got, const char *want)
{
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "\"%.*s\", not \"%s\"", PF_STR_ARG(got),
		want);
}

START_TEST(a_dockerfile_of_the_input_is_known_by_its_folder)
{
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("web/Dockerfile", "FROM scratch\n"));
	assert_str(only_binding()->source, "web/Dockerfile");
	ck_assert_int_eq(only_binding()->by, PF_BOUND_BY_NAME);
	ck_assert(only_binding()->guess);
	ck_assert_uint_eq(run->result.files_checked, 2);
	tear_down();
}
END_TEST

START_TEST(a_compose_file_says_where_it_builds)
{
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("front/Dockerfile", "FROM scratch\n"),
		file("compose.yaml",
			"services:\n  web:\n    image: shop/web\n    build: ./front\n"));
	assert_str(only_binding()->source, "front/Dockerfile");
	assert_str(only_binding()->why, "compose.yaml:4");
	assert_str(only_binding()->service, "web");
	ck_assert(!only_binding()->guess);
	ck_assert_uint_eq(run->result.nskipped, 1);
	assert_str(run->result.skipped[0].detail, "read as a compose file");
	tear_down();
}
END_TEST

START_TEST(what_a_compose_file_builds_is_read_beside_the_input)
{
	set_up();
	folder_put("front/Dockerfile", "FROM scratch\nUSER 1000\n");
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml",
			"services: {web: {image: shop/web, build: {context: front}}}\n"));
	assert_str(only_binding()->source, "front/Dockerfile");
	ck_assert(!only_binding()->unread);
	ck_assert_uint_eq(run->nfiles, 3);
	ck_assert_uint_eq(run->result.nerrors, 0);
	tear_down();
}
END_TEST

START_TEST(env_files_of_services_are_read)
{
	const struct pf_compose_service *service;

	set_up();
	folder_put("web.env", "PORT=8080\n");
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml",
			"services: {web: {image: shop/web, env_file: [web.env, no.env]}}\n"));
	service = &run->sources.composes[0]->services[0];
	ck_assert_uint_eq(service->environment.nfiles, 2);
	ck_assert_ptr_nonnull(service->environment.files[0].is);
	ck_assert_ptr_null(service->environment.files[1].is);
	assert_str(service->environment.files[0].is->entries[0].value, "8080");
	ck_assert_uint_eq(run->result.nerrors, 0);
	ck_assert_uint_eq(run->result.files_checked, 1);
	tear_down();
}
END_TEST

START_TEST(a_makefile_says_what_it_builds)
{
	set_up();
	TAKE(file("k8s/pod.yaml", POD("shop/web:1")), file("front/Dockerfile", "FROM scratch\n"),
		file("Makefile", "image:\n\tdocker build -t shop/web:$(TAG) front\n"));
	assert_str(only_binding()->source, "front/Dockerfile");
	assert_str(only_binding()->why, "Makefile:2");
	ck_assert_int_eq(only_binding()->by, PF_BOUND_BY_COMMAND);
	ck_assert(!only_binding()->guess);
	ck_assert_uint_eq(run->result.files_checked, 2);
	ck_assert_uint_eq(run->result.nskipped, 0);
	tear_down();
}
END_TEST

START_TEST(a_script_is_started_where_its_dockerfile_is)
{
	set_up();
	TAKE(file("k8s/pod.yaml", POD("shop/web:1")), file("front/Dockerfile", "FROM scratch\n"),
		file("hack/build.sh", "docker build -t shop/web front\n"));
	assert_str(only_binding()->source, "front/Dockerfile");
	tear_down();
	set_up();
	TAKE(file("k8s/pod.yaml", POD("shop/web:1")), file("front/Dockerfile", "FROM scratch\n"),
		file("hack/front/Dockerfile", "FROM scratch\n"),
		file("hack/build.sh", "docker build -t shop/web front\n"));
	assert_str(only_binding()->source, "");
	tear_down();
}
END_TEST

START_TEST(a_workflow_and_a_bake_file_say_what_they_build)
{
	set_up();
	TAKE(file("k8s/pod.yaml", POD("shop/web:1")),
		file("a/front/Dockerfile", "FROM scratch AS prod\n"),
		file("a/.github/workflows/image.yaml",
			"jobs:\n  image:\n    steps:\n"
			"      - uses: docker/build-push-action@v6\n"
			"        with: {context: front, target: prod, tags: 'shop/web:latest'}\n"));
	assert_str(only_binding()->source, "a/front/Dockerfile#prod");
	assert_str(only_binding()->why, "a/.github/workflows/image.yaml:4");
	tear_down();
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("front/Dockerfile", "FROM scratch\n"),
		file("docker-bake.hcl",
			"target \"web\" {\n  context = \"front\"\n  tags = [\"shop/web\"]\n}\n"));
	assert_str(only_binding()->source, "front/Dockerfile");
	tear_down();
}
END_TEST

START_TEST(a_command_whose_dockerfile_is_not_there_says_nothing)
{
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("web/Dockerfile", "FROM scratch\n"),
		file("Makefile", "image:\n\tdocker build -t shop/web front\n"));
	assert_str(only_binding()->source, "web/Dockerfile");
	ck_assert_int_eq(only_binding()->by, PF_BOUND_BY_NAME);
	ck_assert_uint_eq(run->result.nerrors, 0);
	tear_down();
}
END_TEST

START_TEST(a_dockerfile_in_lower_case_is_fallen_back_on)
{
	set_up();
	folder_put("front/dockerfile", "FROM scratch\n");
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml", "services: {web: {image: shop/web, build: front}}\n"));
	assert_str(only_binding()->source, "front/dockerfile");
	ck_assert(!only_binding()->unread);
	tear_down();
}
END_TEST

START_TEST(a_dockerfile_may_stand_in_the_compose_file)
{
	const struct pf_image_facts *facts;

	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml",
			"services:\n  web:\n    image: shop/web\n    build:\n"
			"      dockerfile_inline: |  # ours\n"
			"        FROM scratch\n        USER app\n    ports: [80]\n"));
	assert_str(only_binding()->source, "compose.yaml");
	facts = run->sources.ptr[0].facts;
	ck_assert_ptr_nonnull(facts);
	assert_str(facts->user.value, "app");
	assert_str(pf_str_sub(facts->user.from.source->text, facts->user.from.range.start,
			   facts->user.from.range.end),
		"app");
	ck_assert_uint_eq(run->result.files_checked, 1);
	tear_down();
}
END_TEST

START_TEST(what_compose_changes_in_an_inline_dockerfile_is_not_read)
{
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml",
			"services:\n  web:\n    image: shop/web\n    build:\n"
			"      dockerfile_inline: |\n        FROM scratch\n        USER $U\n"));
	ck_assert(only_binding()->unread);
	tear_down();
}
END_TEST

#define CUSTOM \
	"apiVersion: skaffold/v4beta11\nkind: Config\n" \
	"build: {artifacts: [{image: shop/web, custom: {buildCommand: ./b}}]}\n"

START_TEST(a_custom_builder_is_taken_to_read_a_dockerfile_that_is_there)
{
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("Dockerfile", "FROM scratch\n"),
		file("skaffold.yaml", CUSTOM));
	assert_str(only_binding()->source, "Dockerfile");
	ck_assert(only_binding()->guess);
	tear_down();
	set_up();
	TAKE(file("pod.yaml", POD("shop/web:1")), file("skaffold.yaml", CUSTOM));
	assert_str(only_binding()->source, "");
	tear_down();
}
END_TEST

START_TEST(nothing_leads_out_of_the_tree)
{
	set_up();
	folder_put("Dockerfile", "FROM scratch\n");
	ck_assert_int_eq(mkdir("in", 0700), 0);
	ck_assert_int_eq(chdir("in"), 0);
	ck_assert_int_eq(symlink("../Dockerfile", "linked.Dockerfile"), 0);
	TAKE(file("pod.yaml", POD("shop/web:1")),
		file("compose.yaml",
			"services: {web: {image: shop/web, build: {context: ..}},\n"
			"  api: {image: shop/api, build: {dockerfile: linked.Dockerfile}}}\n"));
	ck_assert(only_binding()->unread);
	ck_assert_uint_eq(run->nfiles, 2);
	tear_down();
}
END_TEST

START_TEST(a_source_that_is_not_there_is_an_error_and_the_rest_is_linted)
{
	struct pf_image_setting image = {.match = PF_STR("shop/web"),
		.source = PF_STR("no/such/Dockerfile"),
		.where = PF_STR("--image")};

	set_up();
	settings.images.ptr = &image;
	settings.images.len = 1;
	TAKE(file("pod.yaml", POD("shop/web:1")));
	ck_assert_uint_eq(run->result.nerrors, 1);
	assert_str(run->result.errors[0].path, "no/such/Dockerfile");
	ck_assert_uint_eq(run->result.files_checked, 1);
	ck_assert(only_binding()->unread);
	tear_down();
}
END_TEST

START_TEST(a_source_of_no_known_kind_is_an_error)
{
	struct pf_image_setting image = {.match = PF_STR("shop/web"),
		.source = PF_STR("web.bin"),
		.where = PF_STR("--image")};
	FILE *binary;

	set_up();
	binary = fopen("web.bin", "w");
	ck_assert_ptr_nonnull(binary);
	ck_assert_uint_eq(fwrite("\0\0\0", 1, 3, binary), 3);
	ck_assert_int_eq(fclose(binary), 0);
	settings.images.ptr = &image;
	settings.images.len = 1;
	TAKE(file("pod.yaml", POD("shop/web:1")));
	ck_assert_uint_eq(run->result.nerrors, 1);
	assert_str(run->result.errors[0].message, "neither a Dockerfile nor an image");
	tear_down();
}
END_TEST

START_TEST(a_setting_comes_before_what_is_found)
{
	struct pf_image_setting image = {.match = PF_STR("shop/web"),
		.source = PF_STR("other/Dockerfile"),
		.target = PF_STR("prod"),
		.where = PF_STR("--image")};

	set_up();
	settings.images.ptr = &image;
	settings.images.len = 1;
	TAKE(file("pod.yaml", POD("shop/web:1")), file("web/Dockerfile", "FROM scratch\n"),
		file("other/Dockerfile", "FROM scratch AS prod\nFROM scratch\n"));
	assert_str(only_binding()->source, "other/Dockerfile#prod");
	assert_str(only_binding()->why, "--image");
	tear_down();
}
END_TEST

START_TEST(without_discovery_only_settings_count)
{
	set_up();
	settings.images.no_discovery = true;
	TAKE(file("pod.yaml", POD("shop/web:1")), file("web/Dockerfile", "FROM scratch\n"),
		file("compose.yaml", "services: {web: {image: shop/web, build: web}}\n"));
	assert_str(only_binding()->source, "");
	assert_str(only_binding()->service, "");
	ck_assert_uint_eq(run->result.files_checked, 2);
	tear_down();
}
END_TEST

START_TEST(a_template_of_a_dockerfile_is_left_out)
{
	set_up();
	TAKE(file("web/Dockerfile.j2", "FROM {{ base }}\n"),
		file("api/Dockerfile", "FROM scratch\n{% if x %}\nUSER 1\n{% endif %}\n"));
	ck_assert_uint_eq(run->result.nskipped, 2);
	ck_assert_int_eq(run->result.skipped[0].reason, PF_SKIP_TEMPLATE);
	ck_assert_int_eq(run->result.skipped[1].reason, PF_SKIP_TEMPLATE);
	tear_down();
}
END_TEST

START_TEST(each_target_that_is_asked_for_is_built_once)
{
	size_t n = 0;

	set_up();
	TAKE(file("Dockerfile", "FROM scratch AS a\nFROM scratch AS b\n"),
		file("compose.yaml",
			"services:\n"
			"  x: {build: {context: ., target: a}}\n"
			"  y: {build: {context: ., target: a}}\n"
			"  z: {build: {context: ., target: a, args: {V: 1}}}\n"));
	for (const struct pf_run_build *b = run->files[0]->builds; b; b = b->next)
		n++;
	ck_assert_uint_eq(n, 2);
	tear_down();
}
END_TEST

UNIT_TESTS(a_dockerfile_of_the_input_is_known_by_its_folder, a_compose_file_says_where_it_builds,
	what_a_compose_file_builds_is_read_beside_the_input, nothing_leads_out_of_the_tree,
	env_files_of_services_are_read, a_makefile_says_what_it_builds,
	a_script_is_started_where_its_dockerfile_is, a_workflow_and_a_bake_file_say_what_they_build,
	a_command_whose_dockerfile_is_not_there_says_nothing,
	a_dockerfile_in_lower_case_is_fallen_back_on, a_dockerfile_may_stand_in_the_compose_file,
	a_custom_builder_is_taken_to_read_a_dockerfile_that_is_there,
	what_compose_changes_in_an_inline_dockerfile_is_not_read,
	a_source_that_is_not_there_is_an_error_and_the_rest_is_linted,
	a_setting_comes_before_what_is_found, a_source_of_no_known_kind_is_an_error,
	without_discovery_only_settings_count, a_template_of_a_dockerfile_is_left_out,
	each_target_that_is_asked_for_is_built_once)
