/* SPDX-License-Identifier: Apache-2.0 */

#include "config/config_test.h"

static void begin(void)
{
	set_up();
	ck_assert_int_eq(mkdir("deep", 0700), 0);
}

static void read_it(void)
{
	ck_assert_msg(pf_config_read(&arena, "c.yaml", &terms, &config, &fault), "%.*s",
		PF_STR_ARG(fault.message));
}

static void assert_broken(const char *path, const char *message)
{
	ck_assert(!pf_config_read(&arena, "c.yaml", &terms, &config, &fault));
	assert_str(fault.path, path);
	assert_str(fault.message, message);
	tear_down();
}

START_TEST(values_of_the_file_beat_those_that_it_extends)
{
	begin();
	folder_put("a.yaml",
		"kubernetes-version: '1.30'\nfail-on: error\ncomplete: true\n"
		"compat: [polaris]\n"
		"cluster: {architectures: [amd64], public-registries: [a.example]}\n");
	folder_put("c.yaml",
		"complete: false\nextends: a.yaml\nkubernetes-version: '1.33'\n"
		"cluster: {architectures: [arm64]}\n");
	read_it();
	ck_assert_uint_eq(config.release, 33);
	ck_assert_int_eq(config.fail_on, PF_ERROR);
	ck_assert(!config.complete);
	ck_assert_uint_eq(config.compat, PF_COMPAT_POLARIS);
	ck_assert_uint_eq(config.cluster.narchitectures, 1);
	assert_str(config.cluster.architectures[0], "arm64");
	assert_str(config.cluster.public_registries[0], "a.example");
	assert_str(config.file->source.path, "c.yaml");
	assert_str(pf_config_where(&config, "", "fail-on"), "a.yaml:2");
	assert_str(pf_config_where(&config, "", "complete"), "c.yaml:1");
	assert_str(pf_config_where(&config, "cluster", "public-registries"), "a.yaml:5");
	tear_down();
}
END_TEST

START_TEST(lists_add_but_select_replaces)
{
	begin();
	folder_put("a.yaml",
		"select: [strict]\nignore: [latest-tag, run-as-root]\nexclude: [x]\n"
		"context: [m]\n");
	folder_put("c.yaml",
		"extends: a.yaml\nselect: [latest-tag, image]\nignore: [duplicate-key]\n"
		"exclude: [z]\ncontext: [k]\n");
	read_it();
	ck_assert_uint_eq(config.rules.nselections, 4);
	assert_str(config.rules.selections[0].name, "run-as-root");
	assert_str(config.rules.selections[0].where, "a.yaml:2");
	assert_str(config.rules.selections[1].name, "latest-tag");
	ck_assert_int_eq(config.rules.selections[1].op, PF_SELECT);
	assert_str(config.rules.selections[3].name, "duplicate-key");
	ck_assert_uint_eq(config.nexclude, 2);
	assert_str(config.exclude[1].where, "c.yaml:4");
	ck_assert_uint_eq(config.ncontext, 2);
	assert_str(config.context[0].text, "m");
	tear_down();
}
END_TEST

START_TEST(overrides_and_ignores_add_and_images_come_first)
{
	begin();
	folder_put("a.yaml",
		"overrides: [{paths: [a]}]\n"
		"ignores: {entries: [{rule: latest-tag}]}\n"
		"images: [{match: a, dockerfile: x}]\n");
	folder_put("c.yaml",
		"extends: a.yaml\noverrides: [{paths: [c]}]\n"
		"ignores: {entries: [{rule: run-as-root, reason: r}]}\n"
		"images: [{match: c, dockerfile: x}]\n");
	read_it();
	ck_assert_uint_eq(config.noverrides, 2);
	assert_str(config.overrides[0].where, "a.yaml:1");
	assert_str(config.overrides[1].where, "c.yaml:2");
	ck_assert_uint_eq(config.nignores, 2);
	assert_str(config.ignores[0].what.path, "a.yaml");
	ck_assert_uint_eq(config.nimages, 2);
	assert_str(config.images[0].match, "c");
	tear_down();
}
END_TEST

START_TEST(of_several_files_the_later_beats_the_earlier)
{
	begin();
	folder_put("a.yaml", "fail-on: error\ncomplete: true\n");
	folder_put("b.yaml", "fail-on: info\n");
	folder_put("c.yaml", "extends: [a.yaml, b.yaml]\n");
	read_it();
	ck_assert_int_eq(config.fail_on, PF_INFO);
	ck_assert(config.complete);
	tear_down();
}
END_TEST

START_TEST(paths_are_those_of_the_file_they_stand_in)
{
	begin();
	folder_put("deep/a.yaml",
		"extends: ../b.yaml\ncontext: [crds]\n"
		"images: [{match: a, dockerfile: Dockerfile}]\n");
	folder_put("b.yaml", "context: [base]\n");
	folder_put("c.yaml", "extends: deep/a.yaml\n");
	read_it();
	assert_str(config.context[0].text, "base");
	assert_str(config.context[1].text, "deep/crds");
	assert_str(config.images[0].source, "deep/Dockerfile");
	assert_str(config.images[0].where, "deep/a.yaml:3");
	tear_down();
}
END_TEST

START_TEST(a_fault_stands_in_the_file_that_has_it)
{
	begin();
	folder_put("a.yaml", "\nfial-on: error\n");
	folder_put("c.yaml", "extends: a.yaml\n");
	assert_broken("a.yaml", "unknown key `fial-on`");
	begin();
	folder_put("c.yaml", "extends: no.yaml\n");
	assert_broken("c.yaml", "cannot read `no.yaml`");
	begin();
	folder_put("a.yaml", "ignores: {entries: [{rule: latest-tag}]}\n");
	folder_put("c.yaml", "extends: a.yaml\nignores: {require-reason: true}\n");
	assert_broken("a.yaml", "an entry lacks `reason`, which `require-reason` wants");
	begin();
	folder_put("c.yaml", "extends: {a: b}\n");
	assert_broken("c.yaml",
		"`extends` takes a string or a list of strings, but this is a mapping");
}
END_TEST

START_TEST(a_circle_is_a_fault)
{
	begin();
	folder_put("c.yaml", "extends: ./c.yaml\n");
	assert_broken("c.yaml", "a configuration cannot extend itself: c.yaml -> c.yaml");
	begin();
	folder_put("a.yaml", "extends: deep/a.yaml\n");
	folder_put("deep/a.yaml", "extends: ../b.yaml\n");
	folder_put("c.yaml", "extends: a.yaml\n");
	ck_assert_int_eq(symlink("a.yaml", "b.yaml"), 0);
	assert_broken("deep/a.yaml",
		"a configuration cannot extend itself: a.yaml -> deep/a.yaml -> a.yaml");
}
END_TEST

START_TEST(files_have_a_bound)
{
	begin();
	folder_put("a.yaml",
		"extends: [b.yaml, b.yaml, b.yaml, b.yaml, b.yaml, b.yaml, b.yaml, b.yaml]\n");
	folder_put("b.yaml", "extends: [deep/a.yaml, deep/a.yaml, deep/a.yaml, deep/a.yaml]\n");
	folder_put("deep/a.yaml", "");
	folder_put("c.yaml", "extends: [a.yaml, a.yaml, a.yaml]\n");
	assert_broken("b.yaml", "a configuration of more than 64 files");
}
END_TEST

UNIT_TESTS(values_of_the_file_beat_those_that_it_extends, lists_add_but_select_replaces,
	overrides_and_ignores_add_and_images_come_first,
	of_several_files_the_later_beats_the_earlier, paths_are_those_of_the_file_they_stand_in,
	a_fault_stands_in_the_file_that_has_it, a_circle_is_a_fault, files_have_a_bound)
