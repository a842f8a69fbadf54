/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/compose.h"

#include "project/compose/build.h"
#include "project/compose/healthcheck.h"
#include "project/compose/hosts.h"
#include "project/compose/lists.h"
#include "project/compose/settings.h"
#include "source/path.h"
#include "yaml/scalar.h"

/* Nodes that services take over from those they extend, in one file. */
#define INHERITED_MAX 1000000U

struct reader {
	const struct pf_env_reader *env; /* or NULL */
	struct pf_arena *arena;
	const struct pf_compose *compose;
	const struct pf_node *services;
	size_t inherited;
};

/* compose.yaml, docker-compose.prod.yml, compose-dev.yml, docker-stack.yml. */
static bool is_compose_name(pf_str name)
{
	return pf_str_contains(name, PF_STR("compose")) ||
		pf_str_starts_with(name, PF_STR("docker-stack"));
}

static bool is_mapping(const struct pf_node *node)
{
	return node && node->kind == PF_MAP;
}

/* Do all look like services, and one of them beyond doubt? */
static bool are_services(const struct pf_node *services)
{
	struct pf_kids kids = pf_kids(services);
	bool sure = false;

	while (pf_kids_next(&kids)) {
		const struct pf_node *image = pf_node_get(kids.value, PF_STR("image"));
		const struct pf_node *build = pf_node_get(kids.value, PF_STR("build"));

		if (!is_mapping(kids.value))
			return false;
		sure = sure || (image && image->kind == PF_SCALAR) ||
			(build &&
				(build->kind == PF_SCALAR ||
					pf_node_get(build, PF_STR("context"))));
	}
	return sure;
}

/* By its name alone it is one if nothing speaks against it. */
static bool are_mappings(const struct pf_node *services)
{
	struct pf_kids kids = pf_kids(services);
	bool any = false;

	while (pf_kids_next(&kids)) {
		if (is_mapping(kids.value))
			any = true;
		else if (kids.value->kind != PF_SCALAR || !pf_node_is_null(kids.value))
			return false;
	}
	return any;
}

bool pf_is_compose(const struct pf_document *document)
{
	const struct pf_node *services = pf_node_get(document->root, PF_STR("services"));

	if (!is_mapping(services) || pf_node_get(document->root, PF_STR("apiVersion")) ||
		pf_node_get(document->root, PF_STR("kind")))
		return false;
	return are_services(services) ||
		(is_compose_name(pf_path_name(document->source->path)) && are_mappings(services));
}

/* Does `file`, as an extends names it, mean another file than this one? */
static bool is_other_file(const struct reader *r, const struct pf_node *file)
{
	pf_str path = file && file->kind == PF_SCALAR ? pf_node_text(file) : PF_STR_EMPTY;

	if (!file || (file->kind == PF_SCALAR && pf_node_is_null(file)))
		return false;
	return !pf_str_eq(pf_path_from(r->arena, r->compose->directory, path),
		r->compose->document->source->path);
}

/* The service that `service` extends, or NULL; `*elsewhere`: it is in another file. */
static const struct pf_node *extended_by(const struct reader *r, const struct pf_node *service,
	bool *elsewhere)
{
	const struct pf_node *extends = pf_node_get(service, PF_STR("extends"));
	const struct pf_node *name = pf_node_get(extends, PF_STR("service"));

	if (is_other_file(r, pf_node_get(extends, PF_STR("file")))) {
		*elsewhere = true;
		return NULL;
	}
	if (extends && extends->kind == PF_SCALAR)
		name = extends;
	if (!name || name->kind != PF_SCALAR)
		return NULL;
	return pf_node_get(r->services, pf_node_text(name));
}

static bool has_layer(const struct pf_layers *layers, const struct pf_node *node)
{
	for (size_t i = 0; i < layers->n; i++) {
		if (layers->at[i] == node)
			return true;
	}
	return false;
}

/* The service and all it extends; false where not all of that was read. */
static bool collect_layers(struct reader *r, const struct pf_node *service,
	struct pf_layers *layers)
{
	bool elsewhere = false;

	layers->at[0] = service;
	layers->n = 1;
	while ((service = extended_by(r, service, &elsewhere)) && is_mapping(service)) {
		if (has_layer(layers, service) || layers->n > PF_COMPOSE_EXTENDS_MAX ||
			service->span > INHERITED_MAX - r->inherited)
			return false;
		r->inherited += service->span;
		layers->at[layers->n++] = service;
	}
	return !elsewhere;
}

static void read_service(struct reader *r, pf_str name, const struct pf_node *node,
	struct pf_compose_service *out)
{
	struct pf_layers layers;
	struct pf_layers profiles;

	*out = (struct pf_compose_service){.file = r->compose, .name = name, .node = node};
	out->incomplete = !collect_layers(r, node, &layers);
	out->image = pf_layers_text(r->arena, &layers, PF_STR("image"));
	profiles = pf_layers_below(&layers, PF_STR("profiles"));
	out->profiled =
		profiles.n > 0 && (profiles.at[0]->kind == PF_SCALAR || profiles.at[0]->len > 0);
	pf_compose_read_build(r->arena, &layers, out);
	pf_compose_read_healthcheck(r->arena, &layers, out);
	pf_compose_read_settings(r->arena, &layers, out);
	pf_compose_read_lists(r->arena, &layers, r->env, out);
}

const struct pf_compose *pf_compose_read(struct pf_arena *arena, const struct pf_document *document,
	const struct pf_env_reader *env)
{
	struct pf_compose *compose = PF_NEW(arena, struct pf_compose);
	struct reader r = {.arena = arena, .compose = compose, .env = env};
	struct pf_compose_service *services;
	struct pf_kids kids;

	compose->document = document;
	compose->directory = pf_path_directory(document->source->path);
	r.services = pf_node_get(document->root, PF_STR("services"));
	if (!is_mapping(r.services))
		return compose;
	kids = pf_kids(r.services);
	services = PF_NEWN(arena, struct pf_compose_service,
		kids.n < PF_COMPOSE_SERVICES_MAX ? kids.n : PF_COMPOSE_SERVICES_MAX);
	compose->services = services;
	while (compose->nservices < PF_COMPOSE_SERVICES_MAX && pf_kids_next(&kids)) {
		if (is_mapping(kids.value))
			read_service(&r, pf_node_text(kids.key), kids.value,
				&services[compose->nservices++]);
	}
	pf_compose_collect_hosts(arena, compose);
	return compose;
}
