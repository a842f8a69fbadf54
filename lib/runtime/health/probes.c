/* SPDX-License-Identifier: Apache-2.0 */

/* Probes and hooks, those that are there and those that should be. */

#include "runtime/health/probes.h"

#include "runtime/fragments.h"
#include "yaml/scalar.h"

static struct pf_handler from_probe(const char *name, const struct pf_probe *probe)
{
	return (struct pf_handler){
		.name = name,
		.node = probe->node,
		.probe = probe,
		.exec = probe->exec,
		.http_get = probe->http_get,
		.tcp_socket = probe->tcp_socket,
		.grpc = probe->grpc,
	};
}

static struct pf_handler from_hook(const char *name, const struct pf_lifecycle_handler *hook)
{
	return (struct pf_handler){
		.name = name,
		.node = hook->node,
		.exec = hook->exec,
		.http_get = hook->http_get,
		.tcp_socket = hook->tcp_socket,
	};
}

size_t pf_handlers_of(const struct pf_pod_container *c, struct pf_handler out[PF_HANDLERS_MAX])
{
	const struct pf_container *spec = c->spec;
	const struct pf_lifecycle *lifecycle = spec->lifecycle;
	size_t n = 0;

	if (spec->startup_probe)
		out[n++] = from_probe("startupProbe", spec->startup_probe);
	if (spec->liveness_probe)
		out[n++] = from_probe("livenessProbe", spec->liveness_probe);
	if (spec->readiness_probe)
		out[n++] = from_probe("readinessProbe", spec->readiness_probe);
	if (lifecycle && lifecycle->post_start)
		out[n++] = from_hook("postStart", lifecycle->post_start);
	if (lifecycle && lifecycle->pre_stop)
		out[n++] = from_hook("preStop", lifecycle->pre_stop);
	return n;
}

bool pf_pod_has_own_probes(const struct pf_pod *pod)
{
	static const pf_str groups[] = {PF_STR_INIT("serving.knative.dev"),
		PF_STR_INIT("run.googleapis.com"), PF_STR_INIT("agones.dev")};

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (pf_str_eq(pod->object->group, groups[i]))
			return true;
	}
	return false;
}

/* Jobs of any maker: BroadcastJob, PyTorchJob. */
static bool ends_by_itself(const struct pf_pod *pod)
{
	return pf_pod_runs_to_completion(pod) ||
		(pod->kind == PF_OTHER_WORKLOAD &&
			pf_str_ends_with(pod->object->kind, PF_STR("Job")));
}

bool pf_wants_probes(const struct pf_pod_container *c)
{
	return pf_container_is_long_lived(c) && !pf_container_is_fragment(c) &&
		!ends_by_itself(c->pod) && !pf_pod_has_own_probes(c->pod);
}

bool pf_is_tcp(pf_str_field protocol)
{
	return protocol.is.len == 0 || pf_str_eq(protocol.is, PF_STR("TCP"));
}

bool pf_has_probe(const struct pf_world *world, const struct pf_pod_container *c, pf_str name)
{
	const struct pf_node *probe = pf_node_get(c->spec->node, name);

	return (probe && !pf_node_is_null(probe)) ||
		pf_is_misspelt(c->pod->object, c->spec->node, name) ||
		pf_container_is_filled(world, c, name);
}

static int64_t positive(pf_int_field field, int64_t fallback)
{
	return field.is > 0 ? field.is : fallback;
}

int64_t pf_probe_period(const struct pf_probe *probe)
{
	return positive(probe->period_seconds, 10);
}

int64_t pf_probe_budget(const struct pf_probe *probe)
{
	int64_t delay = positive(probe->initial_delay_seconds, 0);
	int64_t period = pf_probe_period(probe);
	int64_t failures = positive(probe->failure_threshold, 3);

	if (delay > INT32_MAX || period > INT32_MAX || failures > INT32_MAX)
		return INT32_MAX;
	return delay + period * failures;
}
