/* SPDX-License-Identifier: Apache-2.0 */

#include "image/registry.h"

/*
 * Rows are hosts, or with a leading point all hosts below one.
 *
 * Registries that serve anonymous pulls, and what that is known from:
 * "documented", the operator's documentation speaks of pulls without signing
 * in; "own images", the host is how a project hands out its public images and
 * its instructions know no login.  Private repositories may stand beside.
 */
static const pf_str anonymous[] = {
	/* Public by default or by the choice of each repository's owner. */
	PF_STR_INIT("docker.io"),            /* documented */
	PF_STR_INIT("registry-1.docker.io"), /* Docker Hub itself */
	PF_STR_INIT("quay.io"),              /* documented */
	PF_STR_INIT("ghcr.io"),              /* documented */
	PF_STR_INIT("registry.gitlab.com"),  /* documented */
	PF_STR_INIT("codeberg.org"),         /* Forgejo's instructions */
	PF_STR_INIT("public.ecr.aws"),       /* documented */
	PF_STR_INIT("ecr-public.aws.com"),   /* the same service */
	PF_STR_INIT("gcr.io"),               /* public projects */
	PF_STR_INIT("us.gcr.io"),            /* public projects */
	PF_STR_INIT("eu.gcr.io"),            /* public projects */
	PF_STR_INIT("asia.gcr.io"),          /* public projects */
	PF_STR_INIT("mirror.gcr.io"),        /* copies of public images */
	PF_STR_INIT("xpkg.upbound.io"),      /* documented */

	/* One project's or vendor's public images. */
	PF_STR_INIT("registry.k8s.io"),                     /* own images */
	PF_STR_INIT("k8s.gcr.io"),                          /* leads to it */
	PF_STR_INIT("mcr.microsoft.com"),                   /* own images */
	PF_STR_INIT("nvcr.io"),                             /* public tier */
	PF_STR_INIT("icr.io"),                              /* own images */
	PF_STR_INIT("cgr.dev"),                             /* documented */
	PF_STR_INIT("registry.access.redhat.com"),          /* documented */
	PF_STR_INIT("registry.fedoraproject.org"),          /* own images */
	PF_STR_INIT("registry.suse.com"),                   /* own images */
	PF_STR_INIT("registry.opensuse.org"),               /* own images */
	PF_STR_INIT("docker.elastic.co"),                   /* own images */
	PF_STR_INIT("lscr.io"),                             /* own images */
	PF_STR_INIT("code.forgejo.org"),                    /* own images */
	PF_STR_INIT("data.forgejo.org"),                    /* own images */
	PF_STR_INIT("docker.gitea.com"),                    /* own images */
	PF_STR_INIT("docker.n8n.io"),                       /* own images */
	PF_STR_INIT("docker.redpanda.com"),                 /* own images */
	PF_STR_INIT("docker.dragonflydb.io"),               /* own images */
	PF_STR_INIT("reg.kyverno.io"),                      /* own images */
	PF_STR_INIT("xpkg.crossplane.io"),                  /* own images */
	PF_STR_INIT("oci.external-secrets.io"),             /* leads to ghcr.io */
	PF_STR_INIT("cr.l5d.io"),                           /* leads to ghcr.io */
	PF_STR_INIT("docker.l5d.io"),                       /* own images */
	PF_STR_INIT("cr.jaegertracing.io"),                 /* own images */
	PF_STR_INIT("registry.developers.crunchydata.com"), /* own images */
	PF_STR_INIT("registry.baidubce.com"),               /* own images: PaddlePaddle */
	PF_STR_INIT(".docker.scarf.sh"),                    /* counts, redirects */
};

/*
 * Those a credential provider of the cloud signs in to on its own nodes; the
 * rows are the providers' own patterns.
 */
static const pf_str node_identity[] = {
	PF_STR_INIT(".azurecr.io"),
	PF_STR_INIT(".azurecr.cn"),
	PF_STR_INIT(".azurecr.de"),
	PF_STR_INIT(".azurecr.us"),
	PF_STR_INIT(".gcr.io"),
	PF_STR_INIT(".pkg.dev"),
	PF_STR_INIT("container.cloud.google.com"),

	/* The nodes of OpenShift hold its global pull Secret, which is for these. */
	PF_STR_INIT("registry.redhat.io"),
	PF_STR_INIT("registry.connect.redhat.com"),

	/* OpenShift links a pull Secret for it to every ServiceAccount. */
	PF_STR_INIT("image-registry.openshift-image-registry.svc"),
};

/* Those of the machine that pulls. */
static const pf_str local[] = {
	PF_STR_INIT("localhost"),
	PF_STR_INIT(".localhost"),
	PF_STR_INIT("0.0.0.0"),
	PF_STR_INIT("[::1]"),
	PF_STR_INIT("host.docker.internal"),
};

/* Ends of names that no public DNS server knows. */
static const pf_str nearby[] = {
	PF_STR_INIT(".internal"),
	PF_STR_INIT(".lan"),
	PF_STR_INIT(".local"),
	PF_STR_INIT(".svc"),
	PF_STR_INIT(".test"),
};

/* Ends of the hosts of Amazon's private registries, in all partitions. */
static const pf_str ecr_ends[] = {
	PF_STR_INIT(".amazonaws.com"),
	PF_STR_INIT(".amazonaws.com.cn"),
	PF_STR_INIT(".amazonaws.eu"),
	PF_STR_INIT(".on.aws"),
	PF_STR_INIT(".on.amazonwebservices.com.cn"),
	PF_STR_INIT(".sc2s.sgov.gov"),
	PF_STR_INIT(".c2s.ic.gov"),
	PF_STR_INIT(".cloud.adc-e.uk"),
	PF_STR_INIT(".csp.hci.ic.gov"),
};

static const pf_str ecr_services[] = {
	PF_STR_INIT(".dkr.ecr."),
	PF_STR_INIT(".dkr-ecr."),
	PF_STR_INIT(".dkr.ecr-fips."),
	PF_STR_INIT(".dkr-ecr-fips."),
};

static bool ends_with_nocase(pf_str s, pf_str end)
{
	return s.len >= end.len && pf_str_eq_nocase(pf_str_from_offset(s, s.len - end.len), end);
}

/* 123456789012.dkr.ecr.REGION.amazonaws.com */
static bool is_ecr(pf_str host)
{
	bool service = false;
	bool end = false;

	if (host.len < 12)
		return false;
	for (size_t i = 0; i < 12; i++) {
		if (!pf_is_digit(host.ptr[i]))
			return false;
	}
	host = pf_str_from_offset(host, 12);
	for (size_t i = 0; i < sizeof(ecr_services) / sizeof(ecr_services[0]); i++)
		service = service || pf_str_starts_with(host, ecr_services[i]);
	for (size_t i = 0; i < sizeof(ecr_ends) / sizeof(ecr_ends[0]); i++)
		end = end || pf_str_ends_with(host, ecr_ends[i]);
	return service && end;
}

/* 127.0.0.0/8, written with four numbers. */
static bool is_loopback(pf_str host)
{
	size_t dots = 0;

	if (!pf_str_starts_with(host, PF_STR("127.")))
		return false;
	for (size_t i = 0; i < host.len; i++) {
		if (host.ptr[i] == '.')
			dots++;
		else if (!pf_is_digit(host.ptr[i]))
			return false;
	}
	return dots == 3;
}

/* Hosts of Alibaba's personal edition, whose public repositories need no login. */
static bool is_aliyun_personal(pf_str host)
{
	return pf_str_starts_with(host, PF_STR("registry.")) &&
		pf_str_ends_with(host, PF_STR(".aliyuncs.com"));
}

static pf_str without_port(pf_str domain)
{
	size_t colon = pf_str_rfind_char(domain, ':');
	size_t bracket = pf_str_rfind_char(domain, ']');

	/* A colon inside brackets belongs to the address. */
	if (bracket < domain.len && colon < bracket)
		return domain;
	return pf_str_sub(domain, 0, colon);
}

static bool is_listed(pf_str host, const pf_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (list[i].ptr[0] == '.' ? ends_with_nocase(host, list[i])
					  : pf_str_eq_nocase(host, list[i]))
			return true;
	}
	return false;
}

enum pf_registry_access pf_registry_access_of(pf_str domain)
{
	pf_str host = without_port(domain);

	if (is_listed(host, anonymous, sizeof(anonymous) / sizeof(anonymous[0])) ||
		is_aliyun_personal(host))
		return PF_REGISTRY_ANONYMOUS;
	if (is_listed(host, node_identity, sizeof(node_identity) / sizeof(node_identity[0])) ||
		is_ecr(host))
		return PF_REGISTRY_NODE_IDENTITY;
	if (is_listed(host, local, sizeof(local) / sizeof(local[0])) || is_loopback(host))
		return PF_REGISTRY_LOCAL;
	return PF_REGISTRY_UNKNOWN;
}

bool pf_registry_is_nearby(pf_str domain)
{
	pf_str host = without_port(domain);
	bool name = false;

	for (size_t i = 0; i < host.len; i++)
		name = name || !(pf_is_digit(host.ptr[i]) || host.ptr[i] == '.');
	return !name || host.ptr[0] == '[' || pf_str_find_char(host, '.') == host.len ||
		is_listed(host, nearby, sizeof(nearby) / sizeof(nearby[0]));
}
