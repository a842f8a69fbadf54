/* SPDX-License-Identifier: Apache-2.0 */

#include "world/registries.h"

#include "text/base64.h"
#include "world/lookup.h"
#include "world/publish.h"
#include "yaml/load.h"
#include "yaml/split.h"

static void publish_registry(struct pf_world *world, const struct pf_object *object, pf_str domain)
{
	if (domain.len > 0)
		pf_publish(world, object, pf_key(PF_INDEX_REGISTRY, domain, PF_STR_EMPTY), NULL);
}

static void publish_images_of(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *containers)
{
	struct pf_kids kids = pf_kids(containers);

	while (pf_kids_next(&kids)) {
		pf_str text = pf_node_get_text(kids.value, PF_STR("image"));
		struct pf_image_reference ref = pf_image_reference_parse(world->arena, text);

		if (ref.valid)
			publish_registry(world, object, ref.domain);
	}
}

/* "https://index.docker.io/v1/" and what else stands under "auths". */
static pf_str host_of(pf_str server)
{
	pf_str schemes[] = {PF_STR("https://"), PF_STR("http://")};

	for (size_t i = 0; i < 2; i++) {
		if (pf_str_starts_with(server, schemes[i]))
			server = pf_str_from_offset(server, schemes[i].len);
	}
	server = pf_str_sub(server, 0, pf_str_find_char(server, '/'));
	return pf_str_eq(server, PF_STR("index.docker.io")) ? PF_STR("docker.io") : server;
}

static pf_str secret_value(struct pf_world *world, const struct pf_node *secret, pf_str key)
{
	pf_str text = pf_node_get_text(pf_node_get(secret, PF_STR("stringData")), key);

	if (text.len > 0)
		return text;
	text = pf_node_get_text(pf_node_get(secret, PF_STR("data")), key);
	if (pf_base64_fault(text) < text.len)
		return PF_STR_EMPTY;
	return pf_base64_decode(world->arena, text);
}

/* The root of a JSON text, or NULL. */
static const struct pf_node *load_json(struct pf_arena *arena, pf_str text)
{
	struct pf_source *source = PF_NEW(arena, struct pf_source);
	struct pf_documents documents = {0};
	struct pf_pieces pieces;

	pf_source_decode(arena, pf_arena_dup(arena, text), PF_STR_EMPTY, source);
	pieces = pf_yaml_split(arena, source->text);
	if (pieces.len != 1)
		return NULL;
	pf_yaml_load(arena, source, pieces.ptr[0], &documents);
	return documents.len == 1 ? documents.ptr[0].root : NULL;
}

static void publish_secret(struct pf_world *world, const struct pf_object *secret)
{
	pf_str type = pf_node_get_text(secret->root, PF_STR("type"));
	const struct pf_node *servers = NULL;
	struct pf_kids kids;
	pf_str text;

	if (pf_str_eq(type, PF_STR("kubernetes.io/dockerconfigjson"))) {
		text = secret_value(world, secret->root, PF_STR(".dockerconfigjson"));
		servers = pf_node_get(load_json(world->arena, text), PF_STR("auths"));
	} else if (pf_str_eq(type, PF_STR("kubernetes.io/dockercfg"))) {
		text = secret_value(world, secret->root, PF_STR(".dockercfg"));
		servers = load_json(world->arena, text);
	}
	kids = pf_kids(servers);
	while (pf_kids_next(&kids)) {
		if (kids.key && kids.key->kind == PF_SCALAR)
			publish_registry(world, secret, host_of(pf_node_text(kids.key)));
	}
}

void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(template, PF_STR("spec"));
	const struct pf_node *pulls = pf_node_get(spec, PF_STR("imagePullSecrets"));

	if (pulls && pulls->kind == PF_SEQ && pulls->len > 0) {
		publish_images_of(world, object, pf_node_get(spec, PF_STR("initContainers")));
		publish_images_of(world, object, pf_node_get(spec, PF_STR("containers")));
	}
	if (pf_object_is_core(object, PF_STR("Secret")))
		publish_secret(world, object);
}

bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain)
{
	return pf_look_up(world, object, pf_key(PF_INDEX_REGISTRY, domain, PF_STR_EMPTY)) != NULL;
}
