/* SPDX-License-Identifier: Apache-2.0 */

#include "image/platform.h"

struct spelling {
	pf_str written;
	pf_str name;
	pf_str variant; /* that the spelling stands for */
};

/* The names in use, each also as its own spelling: so that case is folded. */
static const struct spelling architectures[] = {
	{PF_STR_INIT("amd64"), PF_STR_INIT("amd64"), PF_STR_INIT("")},
	{PF_STR_INIT("x86_64"), PF_STR_INIT("amd64"), PF_STR_INIT("")},
	{PF_STR_INIT("x86-64"), PF_STR_INIT("amd64"), PF_STR_INIT("")},
	{PF_STR_INIT("arm64"), PF_STR_INIT("arm64"), PF_STR_INIT("")},
	{PF_STR_INIT("aarch64"), PF_STR_INIT("arm64"), PF_STR_INIT("")},
	{PF_STR_INIT("386"), PF_STR_INIT("386"), PF_STR_INIT("")},
	{PF_STR_INIT("i386"), PF_STR_INIT("386"), PF_STR_INIT("")},
	{PF_STR_INIT("arm"), PF_STR_INIT("arm"), PF_STR_INIT("")},
	{PF_STR_INIT("armhf"), PF_STR_INIT("arm"), PF_STR_INIT("v7")},
	{PF_STR_INIT("armel"), PF_STR_INIT("arm"), PF_STR_INIT("v6")},
	{PF_STR_INIT("ppc64le"), PF_STR_INIT("ppc64le"), PF_STR_INIT("")},
	{PF_STR_INIT("ppc64"), PF_STR_INIT("ppc64"), PF_STR_INIT("")},
	{PF_STR_INIT("s390x"), PF_STR_INIT("s390x"), PF_STR_INIT("")},
	{PF_STR_INIT("riscv64"), PF_STR_INIT("riscv64"), PF_STR_INIT("")},
	{PF_STR_INIT("loong64"), PF_STR_INIT("loong64"), PF_STR_INIT("")},
	{PF_STR_INIT("mips64le"), PF_STR_INIT("mips64le"), PF_STR_INIT("")},
	{PF_STR_INIT("wasm"), PF_STR_INIT("wasm"), PF_STR_INIT("")},
	{PF_STR_INIT("unknown"), PF_STR_INIT("unknown"), PF_STR_INIT("")},
};

static const struct spelling systems[] = {
	{PF_STR_INIT("linux"), PF_STR_INIT("linux"), PF_STR_INIT("")},
	{PF_STR_INIT("windows"), PF_STR_INIT("windows"), PF_STR_INIT("")},
	{PF_STR_INIT("darwin"), PF_STR_INIT("darwin"), PF_STR_INIT("")},
	{PF_STR_INIT("macos"), PF_STR_INIT("darwin"), PF_STR_INIT("")},
	{PF_STR_INIT("freebsd"), PF_STR_INIT("freebsd"), PF_STR_INIT("")},
	{PF_STR_INIT("wasip1"), PF_STR_INIT("wasip1"), PF_STR_INIT("")},
	{PF_STR_INIT("unknown"), PF_STR_INIT("unknown"), PF_STR_INIT("")},
};

static const pf_str arm_variants[] = {
	PF_STR_INIT("v5"),
	PF_STR_INIT("v6"),
	PF_STR_INIT("v7"),
	PF_STR_INIT("v8"),
};

static const struct spelling *spelling_of(const struct spelling *table, size_t n, pf_str written)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_eq_nocase(table[i].written, written))
			return &table[i];
	}
	return NULL;
}

static bool is_variant(pf_str variant, pf_str with_v)
{
	return pf_str_eq_nocase(variant, with_v) ||
		pf_str_eq(variant, pf_str_from_offset(with_v, 1));
}

static pf_str normal_arm_variant(pf_str variant)
{
	if (!variant.len)
		return PF_STR("v7");
	for (size_t i = 0; i < sizeof(arm_variants) / sizeof(arm_variants[0]); i++) {
		if (is_variant(variant, arm_variants[i]))
			return arm_variants[i];
	}
	return variant;
}

static pf_str normal_variant(pf_str architecture, pf_str variant)
{
	if (pf_str_eq(architecture, PF_STR("386")))
		return PF_STR_EMPTY;
	if (pf_str_eq(architecture, PF_STR("arm")))
		return normal_arm_variant(variant);
	if (pf_str_eq(architecture, PF_STR("amd64")) && is_variant(variant, PF_STR("v1")))
		return PF_STR_EMPTY;
	if (pf_str_eq(architecture, PF_STR("arm64")) && is_variant(variant, PF_STR("v8")))
		return PF_STR_EMPTY;
	return variant;
}

struct pf_platform pf_platform_normal(pf_str os, pf_str architecture, pf_str variant)
{
	const struct spelling *system =
		spelling_of(systems, sizeof(systems) / sizeof(systems[0]), os);
	const struct spelling *arch = spelling_of(architectures,
		sizeof(architectures) / sizeof(architectures[0]), architecture);
	struct pf_platform normal = {.os = os, .architecture = architecture};

	if (system)
		normal.os = system->name;
	if (arch) {
		normal.architecture = arch->name;
		if (arch->variant.len)
			variant = arch->variant;
	}
	normal.variant = normal_variant(normal.architecture, variant);
	normal.digest = PF_STR_EMPTY;
	return normal;
}

bool pf_platform_runs_on(const struct pf_platform *platform, pf_str architecture, bool *fallback)
{
	bool same = pf_str_eq(platform->architecture, architecture);
	bool takes = (pf_str_eq(architecture, PF_STR("amd64")) &&
			     pf_str_eq(platform->architecture, PF_STR("386"))) ||
		(pf_str_eq(architecture, PF_STR("arm64")) &&
			pf_str_eq(platform->architecture, PF_STR("arm")));

	if (fallback)
		*fallback = takes;
	return same || takes;
}
