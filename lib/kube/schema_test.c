/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/schema.h"

#include "unit.h"

static void assert_elsewhere(const char *kind, uint8_t release, const char *api_version)
{
	const struct pf_kind *k = pf_kind_elsewhere(pf_str_from(kind), release);

	ck_assert_msg(api_version ? k && pf_str_eq(k->api_version, pf_str_from(api_version)) : !k,
		"%s in 1.%u: %.*s", kind, release, PF_STR_ARG(k ? k->api_version : PF_STR("none")));
}

START_TEST(finds_the_newest_stable_version_of_a_kind)
{
	assert_elsewhere("Pod", 36, "v1");
	assert_elsewhere("HorizontalPodAutoscaler", 36, "autoscaling/v2");
	assert_elsewhere("FlowSchema", 28, "flowcontrol.apiserver.k8s.io/v1beta3");
	assert_elsewhere("FlowSchema", 29, "flowcontrol.apiserver.k8s.io/v1");
}
END_TEST

START_TEST(finds_no_kind_that_the_release_does_not_serve)
{
	assert_elsewhere("VolumeAttributesClass", 28, NULL);
	assert_elsewhere("PodList", 36, NULL);
	assert_elsewhere("pod", 36, NULL);
	assert_elsewhere("", 36, NULL);
}
END_TEST

static void assert_successor(const char *api_version, const char *kind, const char *next,
	const char *next_kind)
{
	const struct pf_api_life *life =
		pf_api_life_find(pf_str_from(api_version), pf_str_from(kind));
	const struct pf_kind *k;

	ck_assert_ptr_nonnull(life);
	k = pf_api_life_successor(life);
	if (!next) {
		ck_assert_ptr_null(k);
		return;
	}
	ck_assert_ptr_nonnull(k);
	ck_assert(pf_str_eq(k->api_version, pf_str_from(next)));
	ck_assert(pf_str_eq(k->kind, pf_str_from(next_kind)));
}

START_TEST(names_what_replaces_an_api)
{
	assert_successor("extensions/v1beta1", "Ingress", "networking.k8s.io/v1", "Ingress");
	assert_successor("v1", "Endpoints", "discovery.k8s.io/v1", "EndpointSlice");
	assert_successor("policy/v1beta1", "PodSecurityPolicy", NULL, NULL);
}
END_TEST

UNIT_TESTS(finds_the_newest_stable_version_of_a_kind, finds_no_kind_that_the_release_does_not_serve,
	names_what_replaces_an_api)
