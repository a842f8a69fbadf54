/* SPDX-License-Identifier: Apache-2.0 */

#include "image/registry.h"

#include "image/facts/tables.h"

/* Behind the account of a host of ECR; the rows of the table say what hosts end in. */
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

/* The host of a row that is for what begins with a path, and that path. */
static pf_str split_row(pf_str known, pf_str *path)
{
	size_t slash = pf_str_find_char(known, '/');

	*path = pf_str_from_offset(known, slash < known.len ? slash + 1 : slash);
	return pf_str_sub(known, 0, slash);
}

static bool is_project(pf_str host, pf_str path)
{
	for (size_t i = 0; i < pf_nknown_registries; i++) {
		pf_str begin, known = split_row(pf_known_registries[i].host, &begin);

		if (begin.len && pf_str_eq_nocase(host, known) && pf_str_starts_with(path, begin) &&
			(path.len == begin.len || path.ptr[begin.len] == '/'))
			return true;
	}
	return false;
}

/* A row that begins with a point is for all hosts that end so. */
static bool is_listed(pf_str host, enum pf_registry_kind kind)
{
	for (size_t i = 0; i < pf_nknown_registries; i++) {
		pf_str known = pf_known_registries[i].host;

		if (pf_known_registries[i].kind == kind &&
			(known.ptr[0] == '.' ? ends_with_nocase(host, known)
					     : pf_str_eq_nocase(host, known)))
			return true;
	}
	return false;
}

/* 123456789012.dkr.ecr.REGION.amazonaws.com */
static bool is_ecr(pf_str host)
{
	bool service = false;

	if (host.len < 12)
		return false;
	for (size_t i = 0; i < 12; i++) {
		if (!pf_is_digit(host.ptr[i]))
			return false;
	}
	host = pf_str_from_offset(host, 12);
	for (size_t i = 0; i < sizeof(ecr_services) / sizeof(ecr_services[0]); i++)
		service = service || pf_str_starts_with(host, ecr_services[i]);
	return service && is_listed(host, PF_REGISTRY_KIND_ECR);
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

enum pf_registry_access pf_registry_access_of(pf_str domain)
{
	pf_str host = without_port(domain);

	if (is_listed(host, PF_REGISTRY_KIND_ANONYMOUS) || is_aliyun_personal(host))
		return PF_REGISTRY_ANONYMOUS;
	if (is_listed(host, PF_REGISTRY_KIND_NODE_IDENTITY) || is_ecr(host))
		return PF_REGISTRY_NODE_IDENTITY;
	if (is_listed(host, PF_REGISTRY_KIND_LOCAL) || is_loopback(host))
		return PF_REGISTRY_LOCAL;
	return PF_REGISTRY_UNKNOWN;
}

enum pf_registry_access pf_registry_access_at(pf_str domain, pf_str path)
{
	enum pf_registry_access access = pf_registry_access_of(domain);

	return access == PF_REGISTRY_UNKNOWN && is_project(without_port(domain), path)
		? PF_REGISTRY_ANONYMOUS
		: access;
}

bool pf_registry_is_nearby(pf_str domain)
{
	pf_str host = without_port(domain);
	bool name = false;

	for (size_t i = 0; i < host.len; i++)
		name = name || !(pf_is_digit(host.ptr[i]) || host.ptr[i] == '.');
	return !name || host.ptr[0] == '[' || pf_str_find_char(host, '.') == host.len ||
		is_listed(host, PF_REGISTRY_KIND_NEARBY);
}
