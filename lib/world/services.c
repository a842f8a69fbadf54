/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Services and the Pods they send traffic to.
 *
 * Each Service is indexed under one pair of its selector, the rarest among all
 * selectors, and a Pod looks under each of its labels.  The bounds below keep
 * hostile input linear; past them a Service is not found.
 */

#include "world/services.h"

#include "kube/selector.h"
#include "world/lookup.h"
#include "world/members.h"
#include "world/publish.h"

#define SELECTOR_MAX 32 /* pairs of a selector */
#define LABELS_MAX 128  /* labels of a Pod */
#define TESTS_MAX 4096  /* pairs and ports of Services that one look-up compares */

static const struct pf_service *decode_service(struct pf_world *world,
	const struct pf_object *object)
{
	struct pf_decoder decoder;

	pf_decoder_start(&decoder, world->arena, world->release);
	decoder.judge = false;
	return pf_decode(&decoder, &pf_types[PF_TYPE_pf_service], object->root);
}

static struct pf_index_key pair_key(enum pf_index_class class, const struct pf_str_entry *pair)
{
	return pf_key(class, pair->key, pair->value.is);
}

static void publish_name(struct pf_world *world, const struct pf_object *object,
	const struct pf_service *service)
{
	struct pf_world_service *s = PF_NEW(world->arena, struct pf_world_service);

	*s = (struct pf_world_service){object, service};
	pf_publish(world, object, pf_key(PF_INDEX_SERVICE_NAME, object->name, PF_STR_EMPTY), s);
}

void pf_services_collect(struct pf_world *world, const struct pf_object *object)
{
	const struct pf_service *service;
	const struct pf_service_spec *spec;

	if (!pf_object_is_core(object, PF_STR("Service")) || pf_world_is_patch(world, object))
		return;
	service = decode_service(world, object);
	spec = service ? service->spec : NULL;
	if (!spec || pf_str_eq(spec->type.is, PF_STR("ExternalName")))
		return;
	publish_name(world, object, service);
	if (spec->selector.len == 0 || spec->selector.len > SELECTOR_MAX)
		return;

	PF_EACH(struct pf_str_entry, pair, spec->selector) {
		struct pf_index_key key = pair_key(PF_INDEX_PAIR, pair);

		pf_index_add(&world->index, &key, NULL);
	}
	PF_VEC_ADD(world->arena, &world->services) = (struct pf_world_service){object, service};
}

static const struct pf_str_entry *rarest_pair(const struct pf_world *world,
	const struct pf_str_map *selector)
{
	const struct pf_str_entry *rarest = NULL;
	uint32_t least = 0;

	PF_EACH(struct pf_str_entry, pair, *selector) {
		struct pf_index_key key = pair_key(PF_INDEX_PAIR, pair);
		uint32_t n = pf_index_get(&world->index, &key)->n;

		if (!rarest || n < least) {
			rarest = pair;
			least = n;
		}
	}
	return rarest;
}

void pf_services_publish(struct pf_world *world)
{
	for (size_t i = 0; i < world->services.len; i++) {
		const struct pf_world_service *s = &world->services.ptr[i];
		const struct pf_str_entry *pair = rarest_pair(world, &s->service->spec->selector);

		pf_publish(world, s->object, pair_key(PF_INDEX_SERVICE, pair), s);
	}
}

static pf_str protocol_or_tcp(pf_str_field protocol)
{
	return protocol.is.len ? protocol.is : PF_STR("TCP");
}

static bool declares(const struct pf_container *container, const struct pf_service_port *port)
{
	int64_t number = port->target_port.number ? port->target_port.number : port->port.is;

	PF_EACH(struct pf_container_port, own, container->ports) {
		if (!pf_str_eq(protocol_or_tcp(own->protocol), protocol_or_tcp(port->protocol)))
			continue;
		if (port->target_port.is_string ? pf_str_eq(own->name.is, port->target_port.text)
						: own->container_port.is == number)
			return true;
	}
	return false;
}

static bool is_only_long_lived(const struct pf_pod_container *container)
{
	size_t n = 0;

	for (size_t i = 0; i < container->pod->containers.len; i++)
		n += pf_container_is_long_lived(&container->pod->containers.ptr[i]);
	return n == 1;
}

static bool sends_to(const struct pf_service_spec *service,
	const struct pf_pod_container *container)
{
	PF_EACH(struct pf_service_port, port, service->ports) {
		if (declares(container->spec, port))
			return true;
		/* A number needs no declaration; a name that nobody has leads nowhere. */
		if (!port->target_port.is_string && is_only_long_lived(container))
			return true;
	}
	return false;
}

struct search {
	const struct pf_pod *pod;
	const struct pf_pod_container *container; /* NULL: any */
	const struct pf_world_service *first;     /* found so far */
	size_t tests;
};

static void search_slot(struct search *search, const struct pf_index_slot *slot)
{
	for (const struct pf_index_value *v = slot->values; v; v = v->next) {
		const struct pf_world_service *s = v->is;
		const struct pf_service_spec *spec = s->service->spec;

		if (search->first && s >= search->first)
			return;
		search->tests += 1 + spec->selector.len + spec->ports.len;
		if (search->tests > TESTS_MAX)
			return;
		if (pf_labels_match(&spec->selector, search->pod->labels) &&
			(!search->container || sends_to(spec, search->container))) {
			search->first = s;
			return;
		}
	}
}

static const struct pf_world_service *find_service(const struct pf_world *world,
	struct search search)
{
	const struct pf_str_map *labels = search.pod->labels;
	struct pf_look look = pf_look_from(world, search.pod->object);
	struct pf_index_key key = pf_key(PF_INDEX_SERVICE, PF_STR_EMPTY, PF_STR_EMPTY);

	if (world->services.len == 0 || labels->len > LABELS_MAX)
		return NULL;
	while (pf_look_next(&look, &key)) {
		PF_EACH(struct pf_str_entry, label, *labels) {
			const struct pf_index_slot *slot;

			key.first = label->key;
			key.second = label->value.is;
			slot = pf_index_get(&world->index, &key);
			if (slot)
				search_slot(&search, slot);
		}
	}
	return search.first;
}

const struct pf_world_service *pf_world_service_to_pod(const struct pf_world *world,
	const struct pf_pod *pod)
{
	return find_service(world, (struct search){.pod = pod});
}

const struct pf_world_service *pf_world_service_to(const struct pf_world *world,
	const struct pf_pod_container *container)
{
	if (!pf_container_is_long_lived(container))
		return NULL;
	return find_service(world, (struct search){.pod = container->pod, .container = container});
}

const struct pf_world_service *pf_world_service_named(const struct pf_world *world,
	const struct pf_object *asking, pf_str name)
{
	const struct pf_index_slot *slot =
		pf_look_up(world, asking, pf_key(PF_INDEX_SERVICE_NAME, name, PF_STR_EMPTY));

	return slot ? slot->values->is : NULL;
}
