/* SPDX-License-Identifier: Apache-2.0 */

/* Base images by their names: several rules ask. */

#include "rule/rule.h"

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* Docker's own images that are built on Debian or Ubuntu, whatever the tag. */
static const pf_str debian_images[] = {PF_STR_INIT("buildpack-deps"), PF_STR_INIT("debian"),
	PF_STR_INIT("golang"), PF_STR_INIT("nginx"), PF_STR_INIT("node"), PF_STR_INIT("php"),
	PF_STR_INIT("python"), PF_STR_INIT("ruby"), PF_STR_INIT("rust"), PF_STR_INIT("ubuntu")};

/* Those, and others, without an ENTRYPOINT that does more than `exec "$@"`. */
static const pf_str handing_over[] = {PF_STR_INIT("alpine"), PF_STR_INIT("buildpack-deps"),
	PF_STR_INIT("busybox"), PF_STR_INIT("debian"), PF_STR_INIT("golang"), PF_STR_INIT("nginx"),
	PF_STR_INIT("node"), PF_STR_INIT("php"), PF_STR_INIT("python"), PF_STR_INIT("ruby"),
	PF_STR_INIT("rust"), PF_STR_INIT("ubuntu")};

/* The base's name without registry, tag and digest, and its tag. */
struct base {
	pf_str path; /* "library/alpine" of Docker Hub's "alpine" */
	pf_str last; /* "alpine" */
	pf_str tag;
	bool official; /* Docker's own */
};

static pf_str strip(pf_str s, const char *prefix)
{
	pf_str p = pf_str_from(prefix);

	return pf_str_starts_with(s, p) ? pf_str_from_offset(s, p.len) : s;
}

static struct base base_of(pf_str text)
{
	struct base base = {.path = pf_str_sub(text, 0, pf_str_find_char(text, '@'))};
	size_t slash;
	size_t colon;

	base.path = strip(strip(strip(base.path, "docker.io/"), "mirror.gcr.io/"),
		"public.ecr.aws/docker/");
	slash = pf_str_rfind_char(base.path, '/');
	base.last = pf_str_from_offset(base.path, slash < base.path.len ? slash + 1 : 0);
	colon = pf_str_find_char(base.last, ':');
	base.tag = pf_str_from_offset(base.last, colon < base.last.len ? colon + 1 : colon);
	base.path.len -= base.last.len - colon;
	base.last.len = colon;
	base.path = strip(base.path, "library/");
	base.official = pf_str_find_char(base.path, '/') == base.path.len;
	return base;
}

static bool has_any(pf_str tag, const pf_str *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_contains(tag, words[i]))
			return true;
	}
	return false;
}

#define HAS_ANY(tag, list) has_any((tag), (list), sizeof(list) / sizeof((list)[0]))

static bool is_debian(const struct base *base)
{
	static const pf_str releases[] = {PF_STR_INIT("bionic"), PF_STR_INIT("bookworm"),
		PF_STR_INIT("bullseye"), PF_STR_INIT("buster"), PF_STR_INIT("focal"),
		PF_STR_INIT("jammy"), PF_STR_INIT("jessie"), PF_STR_INIT("noble"),
		PF_STR_INIT("stretch"), PF_STR_INIT("trixie"), PF_STR_INIT("xenial")};
	static const pf_str others[] = {PF_STR_INIT("nanoserver"), PF_STR_INIT("windows")};

	if (HAS_ANY(base->tag, others))
		return false;
	return HAS_ANY(base->tag, releases) || (base->official && IS_IN(base->last, debian_images));
}

static bool is_distroless(const struct base *base)
{
	static const pf_str chainguard[] = {PF_STR_INIT("cgr.dev/chainguard/glibc-dynamic"),
		PF_STR_INIT("cgr.dev/chainguard/jre"), PF_STR_INIT("cgr.dev/chainguard/python"),
		PF_STR_INIT("cgr.dev/chainguard/static")};

	if (IS_IN(base->path, chainguard))
		return !pf_str_contains(base->tag, PF_STR("dev"));
	return pf_str_starts_with(base->path, PF_STR("gcr.io/distroless/")) &&
		!pf_str_contains(base->tag, PF_STR("debug"));
}

enum pf_base_family pf_base_family_of(const struct pf_image_facts *facts)
{
	struct base base;

	if (!facts || !facts->build || !facts->build->base.len)
		return PF_BASE_UNKNOWN;
	if (pf_str_eq(facts->build->base, PF_STR("scratch")))
		return PF_BASE_SCRATCH;
	base = base_of(facts->build->base);
	if (is_distroless(&base))
		return PF_BASE_DISTROLESS;
	if (pf_str_contains(base.tag, PF_STR("alpine")) ||
		(base.official &&
			(pf_str_eq(base.last, PF_STR("alpine")) ||
				pf_str_eq(base.last, PF_STR("busybox")))))
		return PF_BASE_ALPINE;
	return is_debian(&base) ? PF_BASE_DEBIAN : PF_BASE_UNKNOWN;
}

bool pf_base_hands_over(const struct pf_image_facts *facts)
{
	struct base base;

	switch (pf_base_family_of(facts)) {
	case PF_BASE_UNKNOWN:
	case PF_BASE_SCRATCH:
	case PF_BASE_DISTROLESS:
		return false;
	case PF_BASE_ALPINE:
	case PF_BASE_DEBIAN:
		break;
	}
	base = base_of(facts->build->base);
	return base.official && IS_IN(base.last, handing_over);
}

const struct pf_origin *pf_base_origin(const struct pf_image_facts *facts)
{
	return facts->build && facts->build->base_at.source ? &facts->build->base_at
							    : &facts->origin;
}

bool pf_base_is_plain(const struct pf_image_facts *facts)
{
	static const pf_str plain[] = {
		PF_STR_INIT("alpine"), PF_STR_INIT("debian"), PF_STR_INIT("ubuntu")};
	static const pf_str slim[] = {PF_STR_INIT("node"), PF_STR_INIT("python")};
	struct base base;

	if (!facts->build)
		return false;
	base = base_of(facts->build->base);
	if (!base.official)
		return false;
	return IS_IN(base.last, plain) ||
		(IS_IN(base.last, slim) &&
			(pf_str_contains(base.tag, PF_STR("slim")) ||
				pf_str_contains(base.tag, PF_STR("alpine"))));
}
