/* SPDX-License-Identifier: Apache-2.0 */

#include "config/config.h"

#include "config/config_test.h"

START_TEST(nothing_is_set_by_a_file_that_says_nothing)
{
	static const char *const texts[] = {"", "# a comment\n", "---\n# a comment\n", "{}\n"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		take(texts[i]);
		ck_assert_ptr_nonnull(config.file);
		ck_assert_uint_eq(config.nimages, 0);
		ck_assert_uint_eq(config.cluster.narchitectures, 0);
		assert_str(pf_config_where(&config, "", "images"), "");
		tear_down();
	}
}
END_TEST

START_TEST(an_image_has_a_source_with_a_path_from_the_current_folder)
{
	const struct pf_image_setting *image;

	set_up();
	ck_assert_int_eq(mkdir("deep", 0700), 0);
	folder_put("deep/.podfit.yaml",
		"images:\n"
		"  - match: ghcr.io/acme/*\n"
		"    dockerfile: ../web/./Dockerfile\n"
		"    target: prod\n"
		"    build-args: {VERSION: 1.2, DEBUG: yes, NAME: \"a b\"}\n"
		"\n"
		"  - oci-layout: /srv/images/x\n"
		"    match: x:1\n"
		"  - {match: b, docker-archive: y.tar}\n"
		"  - {match: z, image-config: z.json}\n"
		"  - {match: i, index: i.json}\n");
	ck_assert(pf_config_read(&arena, "deep/.podfit.yaml", &terms, &config, &fault));
	assert_str(config.directory, "deep");
	ck_assert_uint_eq(config.nimages, 5);
	image = &config.images[0];
	assert_str(image->match, "ghcr.io/acme/*");
	assert_str(image->source, "web/Dockerfile");
	assert_str(image->target, "prod");
	assert_str(image->where, "deep/.podfit.yaml:2");
	ck_assert(image->is_dockerfile && image->of_config);
	ck_assert_uint_eq(image->nargs, 3);
	assert_str(image->args[0].name, "VERSION");
	assert_str(image->args[0].value, "1.2");
	assert_str(image->args[1].value, "yes");
	assert_str(image->args[2].value, "a b");
	image = &config.images[1];
	assert_str(image->source, "/srv/images/x");
	assert_str(image->where, "deep/.podfit.yaml:8");
	ck_assert(!image->is_dockerfile && !image->target.len);
	assert_str(config.images[2].source, "deep/y.tar");
	assert_str(config.images[3].source, "deep/z.json");
	assert_str(config.images[4].source, "deep/i.json");
	tear_down();
}
END_TEST

START_TEST(a_cluster_has_architectures_registries_and_accounts)
{
	const struct pf_cluster *cluster = &config.cluster;

	take("cluster:\n"
	     "  architectures: [x86_64, arm64, AARCH64]\n"
	     "  node-identity-registries: [\"*.azurecr.io\"]\n"
	     "  public-registries:\n"
	     "    - mirror.example.com\n"
	     "    - 10.0.0.1:5000\n"
	     "  default-service-account-has-pull-secrets: true\n");
	ck_assert_uint_eq(cluster->narchitectures, 3);
	assert_str(cluster->architectures[0], "amd64");
	assert_str(cluster->architectures[1], "arm64");
	assert_str(cluster->architectures[2], "arm64");
	ck_assert_uint_eq(cluster->nnode_identity_registries, 1);
	assert_str(cluster->node_identity_registries[0], "*.azurecr.io");
	ck_assert_uint_eq(cluster->npublic_registries, 2);
	assert_str(cluster->public_registries[1], "10.0.0.1:5000");
	ck_assert(cluster->default_service_account_has_pull_secrets);
	assert_str(pf_config_where(&config, "cluster", "public-registries"), "c.yaml:4");
	assert_str(pf_config_where(&config, "", "cluster"), "c.yaml:1");
	assert_str(pf_config_where(&config, "cluster", "other"), "");
	tear_down();
}
END_TEST

START_TEST(anchors_and_merges_are_read_as_written_out)
{
	take("images:\n"
	     "  - &a {match: a, dockerfile: Dockerfile, target: prod}\n"
	     "  - {<<: *a, match: b}\n"
	     "cluster:\n"
	     "  public-registries: &hosts [a.example]\n"
	     "  node-identity-registries: *hosts\n");
	ck_assert_uint_eq(config.nimages, 2);
	assert_str(config.images[1].match, "b");
	assert_str(config.images[1].target, "prod");
	assert_str(config.cluster.node_identity_registries[0], "a.example");
	tear_down();
}
END_TEST

START_TEST(keys_must_be_known)
{
	assert_fault("imagse: []\n", 1, 1, "unknown key `imagse`");
	assert_fault("images:\n  - match: a\n    dockrefile: x\n", 3, 5,
		"unknown key `dockrefile`");
	assert_fault("cluster: {architecture: []}\n", 1, 11, "unknown key `architecture`");
	assert_fault("1: 2\n", 1, 1, "unknown key `1`");
	assert_fault("Images: []\n", 1, 1, "unknown key `Images`");
}
END_TEST

START_TEST(the_nearest_key_is_named)
{
	set_up();
	folder_put("c.yaml", "clutser: {}\n");
	ck_assert(!pf_config_read(&arena, "c.yaml", &terms, &config, &fault));
	assert_str(fault.label, "did you mean `cluster`?");
	folder_put("c.yaml", "quite-another: {}\n");
	ck_assert(!pf_config_read(&arena, "c.yaml", &terms, &config, &fault));
	assert_str(fault.label, "");
	tear_down();
}
END_TEST

START_TEST(values_must_be_of_their_type)
{
	assert_fault("[]\n", 1, 1, "a mapping is wanted here, but this is a list");
	assert_fault("text\n", 1, 1, "a mapping is wanted here, but this is a string");
	assert_fault("images: {}\n", 1, 1, "`images` takes a list, but this is a mapping");
	assert_fault("images:\n", 1, 8, "`images` takes a list, but this is null");
	assert_fault("images: [a]\n", 1, 10, "a mapping is wanted here, but this is a string");
	assert_fault("images: [{match: 1}]\n", 1, 18,
		"`match` takes a string, but this is a number");
	assert_fault("images: [{match: ''}]\n", 1, 18, "nothing stands in this string");
	assert_fault("images: [{match: a, dockerfile: [x]}]\n", 1, 21,
		"`dockerfile` takes a string, but this is a list");
	assert_fault("images: [{match: a, dockerfile: x, build-args: [A=1]}]\n", 1, 36,
		"`build-args` takes a mapping of names to values, but this is a list");
	assert_fault("images: [{match: a, dockerfile: x, build-args: {A: }}]\n", 1, 51,
		"`A` takes a string, but this is null");
	assert_fault("cluster: {architectures: amd64}\n", 1, 26,
		"`architectures` takes a list of strings, but this is a string");
	assert_fault("cluster: {public-registries: [{}]}\n", 1, 31,
		"a string is wanted here, but this is a mapping");
	assert_fault("cluster: {default-service-account-has-pull-secrets: 1}\n", 1, 53,
		"`default-service-account-has-pull-secrets` takes a boolean, but this is a number");
}
END_TEST

START_TEST(values_must_make_sense)
{
	assert_fault("cluster: {architectures: [amd64, sparc]}\n", 1, 34,
		"unknown architecture `sparc`");
	assert_fault("cluster: {public-registries: [\"ghcr.io/acme/*\"]}\n", 1, 31,
		"`ghcr.io/acme/*` is compared with hosts of registries, which have no slash");
	assert_fault("images: [{match: \"a:b:c\", dockerfile: x}]\n", 1, 18,
		"`a:b:c` is no name of an image, and no image matches it");
}
END_TEST

START_TEST(an_image_has_one_source_and_what_goes_with_it)
{
	assert_fault("images:\n  - dockerfile: x\n", 2, 5,
		"an image lacks `match`, which says what images it stands for");
	assert_fault("images:\n  - match: x\n", 2, 5,
		"an image lacks its source, such as `dockerfile` or `oci-layout`");
	assert_fault("images:\n  - match: a\n    oci-layout: b\n    target: c\n", 4, 13,
		"`target` goes with `dockerfile` only");
	assert_fault("images:\n  - match: a\n    dockerfile: b\n    oci-layout: c\n", 4, 17,
		"an image has one source, and this is a second one");
	ck_assert_ptr_nonnull(fault.first.file);
}
END_TEST

START_TEST(a_key_stands_once)
{
	assert_fault("images: []\ncluster: {}\nimages: []\n", 3, 1,
		"this key stands twice in one mapping");
	assert_fault("images:\n  - match: a\n    match: b\n    dockerfile: c\n", 3, 5,
		"this key stands twice in one mapping");
}
END_TEST

START_TEST(broken_text_is_a_fault_at_its_place)
{
	assert_fault("images: [\n", 1, 9, "expected a value");
	assert_fault("images: []\n---\ncluster: {}\n", 2, 1, "a second document begins here");
	assert_fault("images:\n\t- a\n", 2, 1,
		"a tab is used for indentation; YAML allows only spaces");
	assert_fault("a: \xff\n", 1, 4, "not valid UTF-8");
}
END_TEST

START_TEST(what_cannot_be_read_has_no_place)
{
	set_up();
	ck_assert(!pf_config_read(&arena, "no/such/file", &terms, &config, &fault));
	assert_str(fault.path, "no/such/file");
	assert_str(fault.message, "No such file or directory");
	ck_assert_ptr_null(fault.at.file);
	ck_assert(!pf_config_read(&arena, ".", &terms, &config, &fault));
	ck_assert_ptr_null(fault.at.file);
	tear_down();
}
END_TEST

static const char *found(const char *xdg)
{
	bool of_user;
	const char *path = pf_config_find(&arena, PF_STR_EMPTY, xdg, &of_user);
	const char *from;

	if (!path)
		return "";
	from = strstr(path, folder);
	ck_assert_int_eq(of_user, strstr(path, "xdg") != NULL);
	return from ? from + strlen(folder) : path;
}

START_TEST(the_nearest_file_up_to_the_repository_holds)
{
	set_up();
	ck_assert_int_eq(mkdir("deep", 0700), 0);
	ck_assert_int_eq(mkdir("deep/er", 0700), 0);
	ck_assert_int_eq(chdir("deep/er"), 0);
	ck_assert_str_eq(found(NULL), "");
	folder_put("../../.podfit.yaml", "");
	ck_assert_str_eq(found(NULL), "/.podfit.yaml");
	folder_put("../.podfit.yml", "");
	ck_assert_str_eq(found(NULL), "/deep/.podfit.yml");
	folder_put("../.podfit.yaml", "");
	ck_assert_str_eq(found(NULL), "/deep/.podfit.yaml");
	ck_assert_int_eq(mkdir("../.git", 0700), 0);
	ck_assert_str_eq(found(NULL), "/deep/.podfit.yaml");
	ck_assert_int_eq(mkdir(".git", 0700), 0);
	ck_assert_str_eq(found(NULL), "");
	tear_down();
}
END_TEST

START_TEST(without_a_file_in_a_folder_the_user_s_own_holds)
{
	set_up();
	ck_assert_int_eq(mkdir("deep", 0700), 0);
	ck_assert_int_eq(mkdir("deep/xdg", 0700), 0);
	ck_assert_int_eq(mkdir("deep/xdg/podfit", 0700), 0);
	ck_assert_int_eq(mkdir("deep/er", 0700), 0);
	ck_assert_int_eq(mkdir("deep/er/.git", 0700), 0);
	ck_assert_int_eq(chdir("deep/er"), 0);
	ck_assert_str_eq(found("../xdg"), "");
	folder_put("../xdg/podfit/config.yaml", "");
	ck_assert_str_eq(found("../xdg"), "../xdg/podfit/config.yaml");
	ck_assert_str_eq(found(""), "");
	ck_assert_str_eq(found(NULL), "");
	tear_down();
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_found_and_fails)
{
	set_up();
	ck_assert_int_eq(symlink("nowhere", ".podfit.yaml"), 0);
	ck_assert_str_eq(found(NULL), "/.podfit.yaml");
	ck_assert(!pf_config_read(&arena, ".podfit.yaml", &terms, &config, &fault));
	tear_down();
}
END_TEST

UNIT_TESTS(nothing_is_set_by_a_file_that_says_nothing,
	an_image_has_a_source_with_a_path_from_the_current_folder,
	a_cluster_has_architectures_registries_and_accounts,
	anchors_and_merges_are_read_as_written_out, keys_must_be_known, the_nearest_key_is_named,
	values_must_be_of_their_type, values_must_make_sense,
	an_image_has_one_source_and_what_goes_with_it, a_key_stands_once,
	broken_text_is_a_fault_at_its_place, what_cannot_be_read_has_no_place,
	the_nearest_file_up_to_the_repository_holds,
	without_a_file_in_a_folder_the_user_s_own_holds,
	a_link_that_leads_nowhere_is_found_and_fails)
