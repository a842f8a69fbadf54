/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/blanks.h"

#include "image/reference.h"
#include "kube/placeholder.h"
#include "kube/schema.h"
#include "text/secrets.h"

/* What stands above a value: how sure it is that no program of the cluster fills it in. */
enum whose {
	OF_THE_API,   /* a field: whoever fills it in does so before the server reads it */
	OF_A_PROGRAM, /* a container, controller or person reads it, and may fill in itself */
};

static bool is_among(pf_str key, const char *const *list)
{
	for (size_t i = 0; list[i]; i++) {
		if (pf_str_eq(key, pf_str_from(list[i])))
			return true;
	}
	return false;
}

static enum whose whose_below(pf_str key, enum whose above)
{
	static const char *const programs[] = {"annotations", "args", "binaryData", "command",
		"data", "description", "env", "httpHeaders", "options", "parameters", "stringData",
		"volumeAttributes", NULL};

	return is_among(key, programs) ? OF_A_PROGRAM : above;
}

static bool is_image(pf_str key, pf_str text)
{
	return pf_str_eq(key, PF_STR("image")) && !pf_str_contains(text, PF_STR("$(")) &&
		pf_image_is_placeholder(text);
}

static bool is_found(pf_str key, pf_str text, enum whose whose)
{
	if (pf_str_find_char(text, '\n') < text.len)
		return false;
	if (whose == OF_THE_API)
		return pf_is_reminder(text) || pf_has_variable(text) ||
			pf_str_contains(text, PF_STR("{{")) || pf_stands_for_value(key, text) ||
			is_image(key, text);
	/* A sentence may speak of `<name>`. */
	return (pf_str_find_char(text, ' ') == text.len || text.ptr[0] == '<') &&
		pf_is_reminder(text);
}

static void add(struct pf_blanks *all, const struct pf_node *node, pf_str shown)
{
	for (size_t i = 0; i < all->n && i < PF_BLANKS_MAX; i++) {
		if (pf_str_eq(pf_node_text(all->first[i].node), pf_node_text(node)))
			return;
	}
	if (all->n < PF_BLANKS_MAX)
		all->first[all->n] = (struct pf_blank){node, shown};
	all->n++;
}

/* What to call a value that may be a secret all the same, or empty. */
static pf_str secret_name(const struct pf_object *object, const struct pf_node *map, pf_str key)
{
	pf_str name = key;

	if (pf_str_eq(key, PF_STR("value")) && map->kind == PF_MAP)
		name = pf_node_get_text(map, PF_STR("name"));
	return pf_str_eq(object->kind, PF_STR("Secret")) || pf_name_looks_secret(name)
		? name
		: PF_STR_EMPTY;
}

/* No base64 has an underscore. */
static bool is_no_base64(const struct pf_object *object, pf_str map, pf_str text)
{
	return pf_str_eq(object->kind, PF_STR("Secret")) && pf_str_eq(map, PF_STR("data")) &&
		pf_is_capital_words(text);
}

static void look(struct pf_blanks *all, const struct pf_object *object, const struct pf_node *node,
	pf_str key, enum whose whose)
{
	struct pf_kids kids = pf_kids(node);

	while (pf_kids_next(&kids)) {
		pf_str below = kids.key ? pf_node_text(kids.key) : key, name;
		enum whose reader = whose_below(below, whose);

		if (kids.raw->kind == PF_ALIAS || pf_str_eq(below, PF_STR("status")))
			continue;
		if (kids.value->kind != PF_SCALAR) {
			look(all, object, kids.value, below, reader);
		} else if (kids.value->len &&
			(is_found(below, pf_node_text(kids.value), reader) ||
				is_no_base64(object, key, pf_node_text(kids.value)))) {
			name = reader == OF_A_PROGRAM ? secret_name(object, node, below)
						      : PF_STR_EMPTY;
			add(all, kids.value, name.len ? name : pf_node_text(kids.value));
		}
	}
}

/* A template of OpenShift fills its own `${NAME}` in, a definition speaks of values. */
static bool is_left_out(const struct pf_object *o)
{
	static const char *const kinds[] = {"Template", "CustomResourceDefinition", NULL};

	return is_among(o->kind, kinds) ||
		is_among(pf_node_get_text(o->document->root, PF_STR("kind")), kinds);
}

void pf_blanks_add(struct pf_blanks *all, const struct pf_object *object)
{
	if (!is_left_out(object))
		look(all, object, object->root, PF_STR_EMPTY,
			object->api && object->api->type ? OF_THE_API : OF_A_PROGRAM);
}
