/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/injection.h"

#include "world/namespaces.h"
#include "yaml/scalar.h"

#define KEYS_MAX 2

/*
 * Labels or annotations, each read in both places, as the makers themselves
 * moved them from one to the other.
 */
struct injector {
	pf_str pods[KEYS_MAX];       /* on the Pod's template */
	pf_str namespaces[KEYS_MAX]; /* on its Namespace */
};

static const struct injector injectors[] = {
	{{PF_STR_INIT("dapr.io/enabled")}, {PF_STR_INIT("")}},
	{{PF_STR_INIT("sidecar.istio.io/inject"), PF_STR_INIT("istio.io/rev")},
		{PF_STR_INIT("istio-injection"), PF_STR_INIT("istio.io/rev")}},
	{{PF_STR_INIT("linkerd.io/inject")}, {PF_STR_INIT("linkerd.io/inject")}},
	{{PF_STR_INIT("consul.hashicorp.com/connect-inject")}, {PF_STR_INIT("")}},
	{{PF_STR_INIT("kuma.io/sidecar-injection")}, {PF_STR_INIT("kuma.io/sidecar-injection")}},
	{{PF_STR_INIT("sidecar.opentelemetry.io/inject")},
		{PF_STR_INIT("sidecar.opentelemetry.io/inject")}},
	{{PF_STR_INIT("vault.hashicorp.com/agent-inject")}, {PF_STR_INIT("")}},
};

static bool says_no(pf_str value)
{
	static const char *const words[] = {"false", "disabled", "no", "n", "off", "f", "0"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (pf_str_eq_nocase(value, pf_str_from(words[i])))
			return true;
	}
	return false;
}

/* What is written there, and not with a no; `*refused`: something is, with a no. */
static bool asks(const struct pf_node *map, const pf_str keys[KEYS_MAX], bool *refused)
{
	for (size_t i = 0; map && i < KEYS_MAX; i++) {
		const struct pf_node *value = keys[i].len ? pf_node_get(map, keys[i]) : NULL;

		if (!value || value->kind != PF_SCALAR || pf_node_is_null(value))
			continue;
		if (!says_no(pf_node_text(value)))
			return true;
		*refused = true;
	}
	return false;
}

static bool is_asked(const struct pf_node *labels, const struct pf_node *annotations,
	const pf_str keys[KEYS_MAX], bool *refused)
{
	*refused = false;
	return (asks(labels, keys, refused) || asks(annotations, keys, refused)) && !*refused;
}

bool pf_pod_is_injected(const struct pf_world *world, const struct pf_pod *pod)
{
	const struct pf_object *space = pf_world_namespace_of(world, pod->object);
	const struct pf_node *meta = space ? space->metadata : NULL;

	for (size_t i = 0; i < sizeof(injectors) / sizeof(injectors[0]); i++) {
		bool refused, off;

		if (is_asked(pod->labels->node, pod->annotations->node, injectors[i].pods,
			    &refused))
			return true;
		if (!refused &&
			is_asked(pf_node_get(meta, PF_STR("labels")),
				pf_node_get(meta, PF_STR("annotations")), injectors[i].namespaces,
				&off))
			return true;
	}
	return false;
}
