/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/node_labels.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What kubelets report: Go's names. */
static const pf_str architectures[] = {
	PF_STR_INIT("amd64"),
	PF_STR_INIT("arm64"),
	PF_STR_INIT("arm"),
	PF_STR_INIT("386"),
	PF_STR_INIT("ppc64le"),
	PF_STR_INIT("ppc64"),
	PF_STR_INIT("s390x"),
	PF_STR_INIT("riscv64"),
	PF_STR_INIT("loong64"),
	PF_STR_INIT("mips"),
	PF_STR_INIT("mipsle"),
	PF_STR_INIT("mips64"),
	PF_STR_INIT("mips64le"),
	/* of virtual nodes that run WebAssembly */
	PF_STR_INIT("wasm32-wasi"),
	PF_STR_INIT("wasm32-wagi"),
	PF_STR_INIT("wasm32-wasmcloud"),
};

static const pf_str systems[] = {PF_STR_INIT("linux"), PF_STR_INIT("windows")};

static const struct pf_node_label arch = {
	"architecture", NULL, architectures, COUNT(architectures)};
static const struct pf_node_label os = {
	"operating system", "`linux` or `windows`", systems, COUNT(systems)};

static const struct {
	pf_str key;
	const struct pf_node_label *label;
} keys[] = {
	{PF_STR_INIT("kubernetes.io/arch"), &arch},
	{PF_STR_INIT("beta.kubernetes.io/arch"), &arch},
	{PF_STR_INIT("kubernetes.io/os"), &os},
	{PF_STR_INIT("beta.kubernetes.io/os"), &os},
};

static const struct {
	pf_str wrong;
	pf_str right;
} other_names[] = {
	{PF_STR_INIT("x86_64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("x86-64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("x64"), PF_STR_INIT("amd64")},
	{PF_STR_INIT("aarch64"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("armv8"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("arm64v8"), PF_STR_INIT("arm64")},
	{PF_STR_INIT("armv7"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armv7l"), PF_STR_INIT("arm")},
	{PF_STR_INIT("arm32v7"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armv6"), PF_STR_INIT("arm")},
	{PF_STR_INIT("armhf"), PF_STR_INIT("arm")},
	{PF_STR_INIT("x86"), PF_STR_INIT("386")},
	{PF_STR_INIT("i386"), PF_STR_INIT("386")},
	{PF_STR_INIT("i686"), PF_STR_INIT("386")},
	{PF_STR_INIT("ppc64el"), PF_STR_INIT("ppc64le")},
	{PF_STR_INIT("loongarch64"), PF_STR_INIT("loong64")},
	{PF_STR_INIT("win"), PF_STR_INIT("windows")},
};

const struct pf_node_label *pf_node_label_of(pf_str key)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		if (pf_str_eq(key, keys[i].key))
			return keys[i].label;
	return NULL;
}

bool pf_node_label_has(const struct pf_node_label *label, pf_str value)
{
	for (size_t i = 0; i < label->n; i++)
		if (pf_str_eq(value, label->values[i]))
			return true;
	return false;
}

pf_str pf_node_label_meant(const struct pf_node_label *label, pf_str value)
{
	for (size_t i = 0; i < COUNT(other_names); i++)
		if (pf_str_eq_nocase(value, other_names[i].wrong) &&
			pf_node_label_has(label, other_names[i].right))
			return other_names[i].right;
	for (size_t i = 0; i < label->n; i++)
		if (pf_str_eq_nocase(value, label->values[i]))
			return label->values[i];
	return PF_STR_EMPTY;
}
