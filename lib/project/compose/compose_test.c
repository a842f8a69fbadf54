/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/compose_test.h"

#include <stdio.h>

#define SECOND ((int64_t)1000000000)

static bool is_one(const char *path, const char *text)
{
	struct composed c;
	bool is;

	composed_load(&c, path, text);
	is = pf_is_compose(&c.documents.ptr[0]);
	composed_release(&c);
	return is;
}

START_TEST(knows_a_file_by_its_services)
{
	ck_assert(is_one("x.yaml", "services: {web: {image: nginx}}\n"));
	ck_assert(is_one("x.yaml",
		"version: '3'\nservices:\n  web: {build: .}\n  db: {ports: []}\n"));
	ck_assert(is_one("x.yaml", "services: {web: {build: {context: web}}}\n"));
}
END_TEST

START_TEST(knows_a_file_by_its_name_where_its_services_may_be_some)
{
	const char *const names[] = {"compose.yaml", "a/docker-compose.yml",
		"docker-compose.prod.yml", "compose-dev.yaml", "dev-compose.yml",
		"docker-stack.yml", NULL};

	for (size_t i = 0; names[i]; i++)
		ck_assert_msg(is_one(names[i], "services: {web: {environment: {A: b}}, db: }\n"),
			"%s", names[i]);
	ck_assert(!is_one("compose/x.yaml", "services: {web: {environment: {A: b}}}\n"));
	ck_assert(!is_one("compose.yaml", "services: {web: nginx}\n"));
	ck_assert(!is_one("compose.yaml", "services: {web: }\n"));
	ck_assert(!is_one("compose.yaml", "services: {}\n"));
}
END_TEST

START_TEST(takes_nothing_else_for_one)
{
	ck_assert(!is_one("compose.yaml",
		"apiVersion: example.com/v1\nkind: Shop\nservices: {web: {image: a}}\n"));
	ck_assert(!is_one("compose.yaml", "services: [{image: a}]\n"));
	ck_assert(!is_one("compose.yaml", "web: {image: a}\n"));
	ck_assert(!is_one("compose.yaml", "# nothing\n"));
	ck_assert(!is_one("azure.yaml", "services: {web: {project: src, host: aks}}\n"));
	ck_assert(!is_one("services.yaml", "services: {a: {image: x}, b: {image: y}, c: z}\n"));
	ck_assert(!is_one("x.yaml", "services: {web: {image: [a]}}\n"));
}
END_TEST

START_TEST(reads_services_in_the_order_of_the_text)
{
	struct composed c;

	composed_service(&c,
		"services:\n  web: {image: nginx:1}\n  db:\n  api: {image: shop/api}\n", "web");
	assert_text(c.compose->directory, "app");
	ck_assert_uint_eq(c.compose->nservices, 2);
	assert_known(c.compose->services[0].image, "nginx:1");
	assert_text(c.compose->services[1].name, "api");
	ck_assert_ptr_eq(c.compose->services[1].file, c.compose);
	ck_assert_ptr_null(c.compose->services[1].build.node);
	ck_assert(!c.compose->services[1].profiled);
	composed_release(&c);
}
END_TEST

START_TEST(reads_so_many_services_and_no_more)
{
	struct pf_buf text = PF_BUF_INIT;
	struct composed c;

	pf_buf_add_lit(&text, "services:\n");
	for (unsigned i = 0; i <= PF_COMPOSE_SERVICES_MAX; i++)
		pf_buf_addf(&text, "  s%u: {image: a}\n", i);
	composed_service(&c, text.ptr, "s0");
	ck_assert_uint_eq(c.compose->nservices, PF_COMPOSE_SERVICES_MAX);
	composed_release(&c);
	pf_buf_release(&text);
}
END_TEST

START_TEST(an_image_that_rests_on_a_variable_is_not_known)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c, "services: {a: {image: '${REPO}/web:${TAG}'}}\n", "a");
	ck_assert(!s->image.known);
	ck_assert_ptr_nonnull(s->image.node);
	assert_text(s->image.value, "/web:");
	composed_release(&c);
	s = composed_service(&c, "services: {a: {image: 'shop/web:${TAG:-1.0}'}}\n", "a");
	assert_known(s->image, "shop/web:1.0");
	ck_assert(s->image.varies);
	composed_release(&c);
}
END_TEST

START_TEST(the_short_build_is_a_context)
{
	struct composed c;
	const struct pf_compose_build *b;

	b = &composed_service(&c, "services: {a: {build: ./web/}}\n", "a")->build;
	ck_assert_ptr_nonnull(b->node);
	assert_text(b->context, "app/web");
	assert_text(b->dockerfile, "app/web/Dockerfile");
	composed_release(&c);
	b = &composed_service(&c, "services: {a: {build: ..}}\n", "a")->build;
	assert_text(b->context, ".");
	assert_text(b->dockerfile, "Dockerfile");
	composed_release(&c);
}
END_TEST

START_TEST(the_long_build_has_its_dockerfile_below_the_context)
{
	struct composed c;
	const struct pf_compose_build *b;

	b = &composed_service(&c,
		"services:\n  a:\n    build:\n      context: ../src\n"
		"      dockerfile: docker/Dockerfile.web\n      target: prod\n"
		"      args: {VERSION: 1.2, TOKEN: , USER: '$USER', MODE: '${MODE:-fast}'}\n",
		"a")
		     ->build;
	assert_text(b->context, "src");
	assert_text(b->dockerfile, "src/docker/Dockerfile.web");
	assert_text(b->target, "prod");
	ck_assert_uint_eq(b->nargs, 2);
	assert_text(b->args[0].name, "VERSION");
	assert_text(b->args[0].value, "1.2");
	assert_text(b->args[1].name, "MODE");
	assert_text(b->args[1].value, "fast");
	composed_release(&c);
	b = &composed_service(&c,
		"services: {a: {build: {args: [A=b=c, D, E=], dockerfile: ../x}}}\n", "a")
		     ->build;
	assert_text(b->context, "app");
	assert_text(b->dockerfile, "x");
	ck_assert_uint_eq(b->nargs, 2);
	assert_text(b->args[0].value, "b=c");
	assert_text(b->args[1].name, "E");
	assert_text(b->args[1].value, "");
	composed_release(&c);
}
END_TEST

static void expect_unknown_dockerfile(const char *build, bool context)
{
	struct composed c;
	char text[256];
	const struct pf_compose_build *b;

	(void)snprintf(text, sizeof(text), "services: {a: {build: %s}}\n", build);
	b = &composed_service(&c, text, "a")->build;
	ck_assert_msg(b->node, "%s: nothing is built", build);
	ck_assert_msg(b->dockerfile.len == 0, "%s: %.*s", build, PF_STR_ARG(b->dockerfile));
	ck_assert_msg((b->context.len > 0) == context, "%s: context", build);
	composed_release(&c);
}

START_TEST(a_build_from_elsewhere_has_no_dockerfile_here)
{
	expect_unknown_dockerfile("https://github.com/shop/web.git#main", false);
	expect_unknown_dockerfile("git@github.com:shop/web", false);
	expect_unknown_dockerfile("github.com/shop/web", false);
	expect_unknown_dockerfile("{context: 'ssh://git@host/x'}", false);
	expect_unknown_dockerfile("~/web", false);
	expect_unknown_dockerfile("$SRC/web", false);
	expect_unknown_dockerfile("{context: ., dockerfile: $FILE}", true);
	expect_unknown_dockerfile("{context: ., target: $STAGE}", true);
	expect_unknown_dockerfile("{context: ., dockerfile_inline: 'FROM scratch'}", true);
}
END_TEST

START_TEST(a_dockerfile_may_be_written_in_the_file)
{
	struct composed c;

	ck_assert(composed_service(&c,
		"services: {a: {build: {dockerfile_inline: 'FROM scratch'}}}\n", "a")
			  ->build.inline_text);
	composed_release(&c);
	ck_assert(!composed_service(&c, "services: {a: {build: .}}\n", "a")->build.inline_text);
	composed_release(&c);
}
END_TEST

START_TEST(wrong_types_count_as_absent)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  a:\n    image: [x]\n    build: [y]\n    healthcheck: z\n    profiles: {}\n"
		"    extends: [q]\n",
		"a");
	ck_assert_ptr_null(s->image.node);
	ck_assert_ptr_null(s->build.node);
	ck_assert_ptr_null(s->health.node);
	ck_assert(!s->profiled);
	ck_assert(!s->incomplete);
	composed_release(&c);
	s = composed_service(&c, "services: {a: {image: , build: , healthcheck: {test: 5}}}\n",
		"a");
	ck_assert_ptr_null(s->image.node);
	ck_assert_ptr_null(s->build.node);
	composed_release(&c);
}
END_TEST

START_TEST(a_service_of_a_profile_is_marked)
{
	struct composed c;

	ck_assert(composed_service(&c, "services: {a: {image: x, profiles: [dev]}}\n", "a")
			  ->profiled);
	composed_release(&c);
	ck_assert(!composed_service(&c, "services: {a: {image: x, profiles: []}}\n", "a")
			   ->profiled);
	composed_release(&c);
}
END_TEST

START_TEST(a_service_has_what_it_extends)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n"
		"  base: {image: base, build: {context: src, args: {A: 1, B: 2}}, profiles: [x]}\n"
		"  more: {extends: base, build: {args: [B=3], target: prod}}\n"
		"  web: {extends: {service: more}, image: web, profiles: }\n",
		"web");
	assert_known(s->image, "web");
	assert_text(s->build.dockerfile, "app/src/Dockerfile");
	assert_text(s->build.target, "prod");
	ck_assert_uint_eq(s->build.nargs, 2);
	assert_text(s->build.args[0].name, "A");
	assert_text(s->build.args[1].value, "3");
	ck_assert(!s->profiled);
	ck_assert(!s->incomplete);
	composed_release(&c);
}
END_TEST

START_TEST(the_short_build_and_the_long_one_extend_each_other)
{
	struct composed c;

	assert_text(composed_service(&c,
			    "services:\n  base: {build: src}\n"
			    "  web: {extends: base, build: {target: prod}}\n",
			    "web")
			    ->build.dockerfile,
		"app/src/Dockerfile");
	composed_release(&c);
	assert_text(composed_service(&c,
			    "services:\n  base: {build: {context: src, target: x}}\n"
			    "  web: {extends: base, build: web}\n",
			    "web")
			    ->build.dockerfile,
		"app/web/Dockerfile");
	composed_release(&c);
}
END_TEST

START_TEST(merge_keys_count)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"x-base: &base\n  image: base\n  healthcheck: {test: a}\n"
		"services:\n  web:\n    <<: *base\n    image: web\n",
		"web");
	assert_known(s->image, "web");
	ck_assert(s->health.has_test);
	composed_release(&c);
}
END_TEST

START_TEST(a_service_of_another_file_is_not_followed)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  base: {image: base}\n"
		"  web: {extends: {service: base, file: common.yml}}\n",
		"web");
	ck_assert(s->incomplete);
	ck_assert_ptr_null(s->image.node);
	composed_release(&c);
	s = composed_service(&c,
		"services:\n  base: {image: base}\n"
		"  web: {extends: {service: base, file: ./compose.yaml}}\n",
		"web");
	ck_assert(!s->incomplete);
	assert_known(s->image, "base");
	composed_release(&c);
}
END_TEST

START_TEST(extends_may_not_go_round)
{
	struct composed c;
	const struct pf_compose_service *s;

	s = composed_service(&c,
		"services:\n  a: {extends: b, image: x}\n  b: {extends: c}\n  c: {extends: a}\n",
		"b");
	ck_assert(s->incomplete);
	assert_known(s->image, "x");
	composed_release(&c);
	s = composed_service(&c, "services: {a: {extends: a, image: x}}\n", "a");
	ck_assert(s->incomplete);
	composed_release(&c);
}
END_TEST

START_TEST(extends_go_so_deep_and_no_deeper)
{
	struct pf_buf text = PF_BUF_INIT;
	struct composed c;
	const struct pf_compose_service *s;

	pf_buf_add_lit(&text, "services:\n  s0: {image: a}\n");
	for (unsigned i = 1; i <= PF_COMPOSE_EXTENDS_MAX + 1; i++)
		pf_buf_addf(&text, "  s%u: {extends: s%u}\n", i, i - 1);
	s = composed_service(&c, text.ptr, "s16");
	ck_assert(!s->incomplete);
	assert_known(s->image, "a");
	composed_release(&c);
	s = composed_service(&c, text.ptr, "s17");
	ck_assert(s->incomplete);
	ck_assert_ptr_null(s->image.node);
	composed_release(&c);
	pf_buf_release(&text);
}
END_TEST

START_TEST(what_all_services_take_over_is_bounded)
{
	struct pf_buf text = PF_BUF_INIT;
	struct composed c;
	const struct pf_compose_service *s;

	/* 40,000 nodes and some, 25 times over, are more than 1,000,000. */
	pf_buf_add_lit(&text, "services:\n  base:\n    image: a\n    labels: [");
	for (unsigned i = 0; i < 40000; i++)
		pf_buf_add_lit(&text, "a, ");
	pf_buf_add_lit(&text, "a]\n");
	for (unsigned i = 1; i <= 30; i++)
		pf_buf_addf(&text, "  s%u: {extends: base}\n", i);
	s = composed_service(&c, text.ptr, "s24");
	ck_assert(!s->incomplete);
	composed_release(&c);
	s = composed_service(&c, text.ptr, "s25");
	ck_assert(s->incomplete);
	composed_release(&c);
	pf_buf_release(&text);
}
END_TEST

static const struct pf_compose_service *checked(struct composed *c, const char *check)
{
	static char text[256]; /* the tree points into it */

	(void)snprintf(text, sizeof(text), "services: {a: {image: x, healthcheck: %s}}\n", check);
	return composed_service(c, text, "a");
}

START_TEST(a_test_that_is_a_text_is_for_the_shell)
{
	struct composed c;
	const struct pf_compose_service *s =
		checked(&c, "{test: 'curl -f http://localhost || exit 1'}");

	ck_assert(s->health.has_test);
	ck_assert(s->health.test_known);
	ck_assert_int_eq(s->health.check.kind, PF_HEALTHCHECK_SHELL);
	ck_assert_uint_eq(s->health.check.test.len, 1);
	assert_text(s->health.check.test.ptr[0], "curl -f http://localhost || exit 1");
	ck_assert_int_eq(s->health.check.interval, 0);
	composed_release(&c);
}
END_TEST

START_TEST(a_test_that_is_a_list_says_how_it_is_meant)
{
	struct composed c;
	const struct pf_compose_service *s = checked(&c, "{test: [CMD, redis-cli, ping]}");

	ck_assert_int_eq(s->health.check.kind, PF_HEALTHCHECK_CMD);
	ck_assert_uint_eq(s->health.check.test.len, 2);
	assert_text(s->health.check.test.ptr[1], "ping");
	composed_release(&c);
	s = checked(&c, "{test: [CMD-SHELL, 'redis-cli ping $$X']}");
	ck_assert_int_eq(s->health.check.kind, PF_HEALTHCHECK_SHELL);
	assert_text(s->health.check.test.ptr[0], "redis-cli ping $X");
	ck_assert(s->health.test_known);
	composed_release(&c);
	s = checked(&c, "{test: [CMD-SHELL, 'mysqladmin ping -p$PASS']}");
	ck_assert(s->health.has_test);
	ck_assert(!s->health.test_known);
	composed_release(&c);
}
END_TEST

START_TEST(a_check_may_be_switched_off)
{
	const char *const checks[] = {
		"{test: [NONE]}", "{disable: true}", "{disable: true, test: [CMD, a]}", NULL};
	struct composed c;

	for (size_t i = 0; checks[i]; i++) {
		const struct pf_compose_service *s = checked(&c, checks[i]);

		ck_assert(s->health.has_test);
		ck_assert_int_eq(s->health.check.kind, PF_HEALTHCHECK_NONE);
		composed_release(&c);
	}
}
END_TEST

START_TEST(a_check_may_set_its_times_alone)
{
	struct composed c;
	const struct pf_compose_service *s = checked(&c,
		"{interval: 1m30s, timeout: 500ms, start_period: 1h, start_interval: 2s, retries: 5}");

	ck_assert_ptr_nonnull(s->health.node);
	ck_assert(!s->health.has_test);
	ck_assert_int_eq(s->health.check.interval, 90 * SECOND);
	ck_assert_int_eq(s->health.check.timeout, SECOND / 2);
	ck_assert_int_eq(s->health.check.start_period, 3600 * SECOND);
	ck_assert_int_eq(s->health.check.start_interval, 2 * SECOND);
	ck_assert_int_eq(s->health.check.retries, 5);
	composed_release(&c);
}
END_TEST

START_TEST(what_compose_would_refuse_in_a_check_is_not_set)
{
	const char *const checks[] = {"{test: [curl, x]}", "{test: []}", "{test: [CMD]}",
		"{test: [CMD, [a]]}", "{test: ''}", "{test: {a: b}}", "{disable: false}", NULL};
	struct composed c;
	const struct pf_compose_service *s;

	for (size_t i = 0; checks[i]; i++) {
		s = checked(&c, checks[i]);
		ck_assert_msg(!s->health.has_test, "%s", checks[i]);
		composed_release(&c);
	}
	s = checked(&c, "{interval: 30, timeout: -5s, start_period: $X, retries: many}");
	ck_assert_int_eq(s->health.check.interval, 0);
	ck_assert_int_eq(s->health.check.timeout, 0);
	ck_assert_int_eq(s->health.check.start_period, 0);
	ck_assert_int_eq(s->health.check.retries, 0);
	composed_release(&c);
}
END_TEST

UNIT_TESTS(knows_a_file_by_its_services, knows_a_file_by_its_name_where_its_services_may_be_some,
	takes_nothing_else_for_one, reads_services_in_the_order_of_the_text,
	reads_so_many_services_and_no_more, an_image_that_rests_on_a_variable_is_not_known,
	the_short_build_is_a_context, the_long_build_has_its_dockerfile_below_the_context,
	a_build_from_elsewhere_has_no_dockerfile_here, a_dockerfile_may_be_written_in_the_file,
	wrong_types_count_as_absent, a_service_of_a_profile_is_marked,
	a_service_has_what_it_extends, the_short_build_and_the_long_one_extend_each_other,
	merge_keys_count, a_service_of_another_file_is_not_followed, extends_may_not_go_round,
	extends_go_so_deep_and_no_deeper, what_all_services_take_over_is_bounded,
	a_test_that_is_a_text_is_for_the_shell, a_test_that_is_a_list_says_how_it_is_meant,
	a_check_may_be_switched_off, a_check_may_set_its_times_alone,
	what_compose_would_refuse_in_a_check_is_not_set)
