/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

static bool is_private(const char *text, const char *domain)
{
	struct tree t = {0};
	bool is;

	add(&t, "x.yaml", text);
	add(&t, "pod.yaml", POD);
	build(&t);
	is = pf_world_registry_is_private(t.world, object_at(&t, "pod.yaml"), pf_str_from(domain));
	drop(&t);
	return is;
}

START_TEST(a_pod_with_pull_secrets_shows_private_registries)
{
	const char *pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
			  "  imagePullSecrets: [{name: s}]\n"
			  "  initContainers: [{name: i, image: init.example.com/a}]\n"
			  "  containers: [{name: c, image: 'reg.example.com:5000/a:1'}]\n";

	ck_assert(is_private(pod, "reg.example.com:5000"));
	ck_assert(is_private(pod, "init.example.com"));
	ck_assert(!is_private(pod, "reg.example.com"));
	ck_assert(!is_private(pod, "docker.io"));
}
END_TEST

START_TEST(a_pod_without_pull_secrets_shows_nothing)
{
	ck_assert(!is_private("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
			      "spec: {imagePullSecrets: [], "
			      "containers: [{name: c, image: reg.example.com/a}]}\n",
		"reg.example.com"));
}
END_TEST

START_TEST(a_pull_secret_without_a_name_shows_nothing)
{
	ck_assert(!is_private("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
			      "spec: {imagePullSecrets: [{key1: value1}, {name: ''}], "
			      "containers: [{name: c, image: reg.example.com/a}]}\n",
		"reg.example.com"));
}
END_TEST

#define SECRET "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
#define CONFIG_JSON SECRET "type: kubernetes.io/dockerconfigjson\n"

START_TEST(a_pull_secret_names_its_registries)
{
	/* {"auths":{"reg.example.com":{"auth":"eDp5"}}} */
	const char *encoded =
		CONFIG_JSON "data: {.dockerconfigjson: "
			    "eyJhdXRocyI6eyJyZWcuZXhhbXBsZS5jb20iOnsiYXV0aCI6ImVEcDUifX19}\n";
	const char *plain = CONFIG_JSON
		"stringData:\n  .dockerconfigjson: |\n"
		"    {\"auths\": {\"https://index.docker.io/v1/\": {},\n"
		"      \"http://a.example.com:5000\": {}, \"b.example.com/team\": {}}}\n";

	ck_assert(is_private(encoded, "reg.example.com"));
	ck_assert(is_private(plain, "docker.io"));
	ck_assert(is_private(plain, "a.example.com:5000"));
	ck_assert(is_private(plain, "b.example.com"));
	ck_assert(!is_private(plain, "index.docker.io"));
	ck_assert(!is_private(plain, "reg.example.com"));
}
END_TEST

START_TEST(the_older_kind_of_pull_secret_counts)
{
	ck_assert(is_private(SECRET "type: kubernetes.io/dockercfg\n"
				    "stringData: {.dockercfg: '{\"a.example.com\": {}}'}\n",
		"a.example.com"));
}
END_TEST

START_TEST(secrets_of_another_type_or_without_sense_show_nothing)
{
	const char *domain = "a.example.com";

	ck_assert(!is_private(SECRET "type: Opaque\nstringData: {.dockerconfigjson: "
				     "'{\"auths\": {\"a.example.com\": {}}}'}\n",
		domain));
	ck_assert(!is_private(CONFIG_JSON "stringData: {.dockerconfigjson: "
					  "'{\"auths\": {\"a.example.com\": '}\n",
		domain));
	ck_assert(!is_private(CONFIG_JSON "data: {.dockerconfigjson: '*'}\n", domain));
	ck_assert(!is_private(CONFIG_JSON "data: {.dockerconfigjson: ''}\n", domain));
	ck_assert(!is_private(CONFIG_JSON "data: {.dockerconfigjson: W10=}\n", domain));
	ck_assert(!is_private(CONFIG_JSON "data: x\n", domain));
	ck_assert(!is_private(CONFIG_JSON "stringData: {.dockerconfigjson: "
					  "'{\"auths\": [\"a.example.com\"]}'}\n",
		domain));
}
END_TEST

START_TEST(namespaces_do_not_matter_but_sets_do)
{
	struct tree t = {0};

	add(&t, "pulls.yaml",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: other}\n"
		"spec: {imagePullSecrets: [{name: s}], "
		"containers: [{name: c, image: a.example.com/a}]}\n");
	add(&t, "pod.yaml", POD);
	add(&t, "x/pod.yaml", POD);
	build(&t);
	ck_assert(pf_world_registry_is_private(t.world, object_at(&t, "pod.yaml"),
		PF_STR("a.example.com")));
	ck_assert(!pf_world_registry_is_private(t.world, object_at(&t, "x/pod.yaml"),
		PF_STR("a.example.com")));
	drop(&t);
}
END_TEST

UNIT_TESTS(a_pod_with_pull_secrets_shows_private_registries,
	a_pod_without_pull_secrets_shows_nothing, a_pull_secret_without_a_name_shows_nothing,
	a_pull_secret_names_its_registries, the_older_kind_of_pull_secret_counts,
	secrets_of_another_type_or_without_sense_show_nothing, namespaces_do_not_matter_but_sets_do)
