/* SPDX-License-Identifier: Apache-2.0 */

#include "world/cluster.h"

#include "unit.h"

START_TEST(architectures_go_by_their_names_in_go)
{
	static const char *const names[][2] = {{"amd64", "amd64"}, {"x86_64", "amd64"},
		{"AMD64", "amd64"}, {"aarch64", "arm64"}, {"armv7", "arm"}, {"386", "386"}};
	pf_str got, meant;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		ck_assert(pf_architecture_named(pf_str_from(names[i][0]), &got, &meant));
		ck_assert(pf_str_eq(got, pf_str_from(names[i][1])));
	}
}
END_TEST

START_TEST(the_nearest_architecture_is_meant)
{
	pf_str got, meant;

	ck_assert(!pf_architecture_named(PF_STR("amd46"), &got, &meant));
	ck_assert(pf_str_eq(meant, PF_STR("amd64")));
	ck_assert(!pf_architecture_named(PF_STR("itanium"), &got, &meant));
	ck_assert(!meant.len);
	ck_assert(!pf_architecture_named(PF_STR(""), &got, &meant));
	ck_assert(!meant.len);
}
END_TEST

START_TEST(registries_match_with_and_without_their_port)
{
	static const pf_str nodes[] = {PF_STR_INIT("*.azurecr.io")};
	static const pf_str open[] = {
		PF_STR_INIT("mirror.example.com"), PF_STR_INIT("10.0.0.[1-3]:5000")};
	struct pf_cluster cluster = {.node_identity_registries = nodes,
		.nnode_identity_registries = 1,
		.public_registries = open,
		.npublic_registries = 2};

	ck_assert(pf_cluster_knows_node_identity(&cluster, PF_STR("acme.azurecr.io")));
	ck_assert(!pf_cluster_knows_node_identity(&cluster, PF_STR("azurecr.io")));
	ck_assert(!pf_cluster_knows_node_identity(&cluster, PF_STR("mirror.example.com")));
	ck_assert(pf_cluster_knows_public(&cluster, PF_STR("mirror.example.com")));
	ck_assert(pf_cluster_knows_public(&cluster, PF_STR("mirror.example.com:8443")));
	ck_assert(!pf_cluster_knows_public(&cluster, PF_STR("a.mirror.example.com")));
	ck_assert(pf_cluster_knows_public(&cluster, PF_STR("10.0.0.2:5000")));
	ck_assert(!pf_cluster_knows_public(&cluster, PF_STR("10.0.0.2:80")));
	ck_assert(!pf_cluster_knows_public(&cluster, PF_STR("")));
}
END_TEST

START_TEST(a_cluster_of_which_nothing_is_said_knows_none)
{
	struct pf_cluster cluster = {0};

	ck_assert(!pf_cluster_knows_public(&cluster, PF_STR("ghcr.io")));
	ck_assert(!pf_cluster_knows_node_identity(&cluster, PF_STR("ghcr.io")));
}
END_TEST

UNIT_TESTS(architectures_go_by_their_names_in_go, the_nearest_architecture_is_meant,
	registries_match_with_and_without_their_port, a_cluster_of_which_nothing_is_said_knows_none)
