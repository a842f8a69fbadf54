/* SPDX-License-Identifier: Apache-2.0 */

#include "world/registries.h"

#include "image/registry.h"
#include "text/base64.h"
#include "world/lookup.h"
#include "world/members.h"
#include "world/publish.h"
#include "yaml/load.h"
#include "yaml/scalar.h"
#include "yaml/split.h"

static void publish_registry(struct pf_world *world, const struct pf_object *object, pf_str domain)
{
	if (domain.len > 0)
		pf_publish(world, object, pf_key(PF_INDEX_REGISTRY, domain, PF_STR_EMPTY), NULL);
}

/* Only from where it may take a secret. */
static void publish_pull(struct pf_world *world, struct pf_world_pull pull)
{
	struct pf_world_pull *kept;

	pull.image = pf_image_reference_parse(world->arena, pf_node_text(pull.node));
	if (!pull.image.valid ||
		pf_registry_access_at(pull.image.domain, pull.image.path) != PF_REGISTRY_UNKNOWN)
		return;
	kept = PF_NEW(world->arena, struct pf_world_pull);
	*kept = pull;
	pf_publish(world, pull.object, pf_key(PF_INDEX_PULLS, pull.image.domain, PF_STR_EMPTY),
		kept);
}

static bool is_never(const struct pf_node *item, const char *policy)
{
	return pf_str_eq(pf_node_get_text(item, pf_str_from(policy)), PF_STR("Never"));
}

static void publish_pulls_of(struct pf_world *world, const struct pf_object *object, pf_str account,
	const struct pf_node *containers)
{
	struct pf_kids kids = pf_kids(containers);

	while (pf_kids_next(&kids)) {
		const struct pf_node *image = pf_node_get(kids.value, PF_STR("image"));

		if (image && image->kind == PF_SCALAR && !is_never(kids.value, "imagePullPolicy"))
			publish_pull(world,
				(struct pf_world_pull){.object = object,
					.node = image,
					.service_account = account,
					.container = kids.value});
	}
}

static void publish_image_volumes(struct pf_world *world, const struct pf_object *object,
	pf_str account, const struct pf_node *volumes)
{
	struct pf_kids kids = pf_kids(volumes);

	while (pf_kids_next(&kids)) {
		const struct pf_node *image = pf_node_get(kids.value, PF_STR("image"));
		const struct pf_node *reference = pf_node_get(image, PF_STR("reference"));

		if (reference && reference->kind == PF_SCALAR && !is_never(image, "pullPolicy"))
			publish_pull(world,
				(struct pf_world_pull){.object = object,
					.node = reference,
					.service_account = account,
					.container = NULL});
	}
}

static void publish_pulls(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *spec)
{
	pf_str account = pf_node_get_text(spec, PF_STR("serviceAccountName"));

	if (!account.len)
		account = pf_node_get_text(spec, PF_STR("serviceAccount"));
	if (!account.len)
		account = PF_STR("default");
	publish_pulls_of(world, object, account, pf_node_get(spec, PF_STR("initContainers")));
	publish_pulls_of(world, object, account, pf_node_get(spec, PF_STR("containers")));
	publish_image_volumes(world, object, account, pf_node_get(spec, PF_STR("volumes")));
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

/* An item without a name is of no use to the kubelet, and shows nothing. */
static bool names_a_secret(const struct pf_node *pulls)
{
	struct pf_kids kids = pf_kids(pulls);

	while (pf_kids_next(&kids)) {
		if (pf_node_get_text(kids.value, PF_STR("name")).len > 0)
			return true;
	}
	return false;
}

static bool is_absent_or_empty(const struct pf_node *list)
{
	return !list || pf_node_is_null(list) || (list->kind == PF_SEQ && list->len == 0);
}

void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(template, PF_STR("spec"));
	const struct pf_node *pulls = pf_node_get(spec, PF_STR("imagePullSecrets"));

	if (names_a_secret(pulls)) {
		publish_images_of(world, object, pf_node_get(spec, PF_STR("initContainers")));
		publish_images_of(world, object, pf_node_get(spec, PF_STR("containers")));
	} else if (spec && is_absent_or_empty(pulls) && !pf_world_is_patch(world, object)) {
		publish_pulls(world, object, spec);
	}
	if (pf_object_is_core(object, PF_STR("Secret")))
		publish_secret(world, object);
}

bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain)
{
	return pf_look_up(world, object, pf_key(PF_INDEX_REGISTRY, domain, PF_STR_EMPTY)) != NULL;
}

struct pf_world_pulls pf_world_pulls_from(const struct pf_world *world,
	const struct pf_object *object, pf_str domain)
{
	const struct pf_index_slot *slot =
		pf_look_up(world, object, pf_key(PF_INDEX_PULLS, domain, PF_STR_EMPTY));

	return (struct pf_world_pulls){slot ? slot->values : NULL};
}

const struct pf_world_pull *pf_world_pulls_next(struct pf_world_pulls *pulls)
{
	const struct pf_world_pull *pull = pulls->next ? pulls->next->is : NULL;

	if (pulls->next)
		pulls->next = pulls->next->next;
	return pull;
}
