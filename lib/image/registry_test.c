/* SPDX-License-Identifier: Apache-2.0 */

#include "image/registry.h"

#include "unit.h"

static void assert_all(const char *const *hosts, enum pf_registry_access want)
{
	for (; *hosts; hosts++)
		ck_assert_msg(pf_registry_access_of(pf_str_from(*hosts)) == want, "%s", *hosts);
}

START_TEST(knows_hosts_that_serve_anyone)
{
	static const char *const hosts[] = {"docker.io", "quay.io", "Quay.io", "registry.istio.io",
		"registry.k8s.io", "mcr.microsoft.com", "public.ecr.aws", "gcr.io", "us.gcr.io",
		"registry.access.redhat.com", "litmuschaos.docker.scarf.sh",
		"registry.cn-hangzhou.aliyuncs.com", "registry.baidubce.com", "quay.io:443", NULL};

	assert_all(hosts, PF_REGISTRY_ANONYMOUS);
}
END_TEST

START_TEST(knows_projects_where_private_images_stand_beside)
{
	static const char *const hosts[] = {
		"ghcr.io", "registry.gitlab.com", "nvcr.io", "cgr.dev", NULL};

	assert_all(hosts, PF_REGISTRY_UNKNOWN);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("ghcr.io"), PF_STR("fluxcd/flux-cli")),
		PF_REGISTRY_ANONYMOUS);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("nvcr.io"), PF_STR("nvidia/cuda")),
		PF_REGISTRY_ANONYMOUS);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("cgr.dev"), PF_STR("chainguard/static")),
		PF_REGISTRY_ANONYMOUS);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("cgr.dev"), PF_STR("chainguard-private/x")),
		PF_REGISTRY_UNKNOWN);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("ghcr.io"), PF_STR("acme/flux-cli")),
		PF_REGISTRY_UNKNOWN);
	ck_assert_int_eq(pf_registry_access_at(PF_STR("quay.io"), PF_STR("acme/web")),
		PF_REGISTRY_ANONYMOUS);
}
END_TEST

START_TEST(knows_registries_that_nodes_sign_in_to)
{
	static const char *const hosts[] = {"123456789012.dkr.ecr.eu-west-1.amazonaws.com",
		"123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
		"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
		"123456789012.dkr-ecr.eu-west-1.on.aws", "acme.azurecr.io", "acme.azurecr.cn",
		"europe-docker.pkg.dev", "us-central1-docker.pkg.dev", "marketplace.gcr.io",
		"image-registry.openshift-image-registry.svc:5000", "registry.redhat.io",
		"registry.connect.redhat.com", NULL};

	assert_all(hosts, PF_REGISTRY_NODE_IDENTITY);
}
END_TEST

START_TEST(knows_hosts_of_one_machine)
{
	static const char *const hosts[] = {"localhost", "localhost:5000", "127.0.0.1",
		"127.0.0.1:5000", "127.1.2.3", "[::1]", "[::1]:5000", "host.docker.internal:5000",
		"registry.localhost:5000", NULL};

	assert_all(hosts, PF_REGISTRY_LOCAL);
}
END_TEST

START_TEST(knows_nothing_of_other_hosts)
{
	static const char *const hosts[] = {"", "registry.example.com", "registry:5000",
		"10.0.0.1:5000", "docker.pkg.github.com", "iad.ocir.io", "azurecr.io",
		"evil-quay.io", "quay.io.evil", "12345.dkr.ecr.eu-west-1.amazonaws.com",
		"1234567890123.dkr.ecr.x.amazonaws.com",
		"123456789012.dkr.ecr.eu-west-1.example.com",
		"123456789012.s3.eu-west-1.amazonaws.com", "127.example.com", "127.0.0.1.nip.io",
		"[fe80::1]:5000", "acme.cr.aliyuncs.com", NULL};

	assert_all(hosts, PF_REGISTRY_UNKNOWN);
}
END_TEST

START_TEST(tells_nearby_hosts_from_those_of_the_internet)
{
	static const char *const near[] = {"registry", "registry:5000", "10.0.0.1", "10.0.0.1:5000",
		"[fe80::1]:5000", "registry.kube-system.svc", "registry.kube-system.svc:5000",
		"registry.kube-system.svc.cluster.local", "nas.lan", "Nas.Local:5000", NULL};
	static const char *const far[] = {"registry.example.com", "registry.example.com:5000",
		"10.example.com", "local.example.com", "svc.io", NULL};

	for (const char *const *host = near; *host; host++)
		ck_assert_msg(pf_registry_is_nearby(pf_str_from(*host)), "%s", *host);
	for (const char *const *host = far; *host; host++)
		ck_assert_msg(!pf_registry_is_nearby(pf_str_from(*host)), "%s", *host);
}
END_TEST

UNIT_TESTS(knows_hosts_that_serve_anyone, knows_projects_where_private_images_stand_beside,
	knows_registries_that_nodes_sign_in_to, knows_hosts_of_one_machine,
	knows_nothing_of_other_hosts, tells_nearby_hosts_from_those_of_the_internet)
