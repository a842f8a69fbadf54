/* SPDX-License-Identifier: Apache-2.0 */

/* The shape of objects: mappings, lists, what must and must not be there. */

#include "kube/decode/decode.h"

#include "kube/decode/scalar.h"
#include "kube/names.h"
#include "kube/placeholder.h"
#include "kube/requirement.h"
#include "kube/types.h"
#include "yaml/scalar.h"

void pf_decoder_start(struct pf_decoder *decoder, struct pf_arena *arena, uint8_t release)
{
	*decoder = (struct pf_decoder){.arena = arena, .release = release, .judge = true};
	decoder->tail = &decoder->problems;
}

/* What all lists look like, those of fields.h and the generated ones. */
struct object_list {
	const struct pf_node *node;
	const void *ptr;
	size_t len;
};

static void decode_map(struct pf_decoder *d, const struct pf_type *type, const struct pf_node *node,
	char *out);

/* Null is Go's zero value: an empty struct in a list, nothing in a field. */
static void *decode_object(struct pf_decoder *d, const struct pf_site *site)
{
	const struct pf_type *type = &pf_types[site->field->type];
	char *out = NULL;

	if (site->node->kind != PF_MAP && !pf_node_is_null(site->node)) {
		pf_decode_wrong_type(d, site);
		return NULL;
	}
	if (type->size)
		out = pf_arena_alloc(d->arena, 1, type->size);
	decode_map(d, type, site->node, out);
	return out;
}

/* Objects of a list stand side by side; items that are no mappings drop out. */
static void decode_object_list(struct pf_decoder *d, struct pf_site *site, char *out)
{
	const struct pf_type *type = &pf_types[site->field->type];
	struct object_list list = {.node = site->node};
	struct pf_kids kids = pf_kids(site->node);
	char *items = NULL;

	if (out && type->size)
		items = pf_arena_alloc(d->arena, kids.n, type->size);
	site->key = NULL;
	site->part = PF_PART_ITEM;
	while (pf_kids_next(&kids)) {
		site->node = kids.value;
		if (kids.value->kind != PF_MAP && !pf_node_is_null(kids.value)) {
			pf_decode_wrong_type(d, site);
			continue;
		}
		decode_map(d, type, kids.value, items ? items + list.len * type->size : NULL);
		list.len++;
	}
	list.ptr = items;
	if (items)
		memcpy(out, &list, sizeof(list));
}

/* Strings or numbers: every struct of fields.h begins with its node. */
static void decode_scalar_list(struct pf_decoder *d, struct pf_site *site, char *out, size_t size)
{
	struct object_list list = {.node = site->node};
	struct pf_kids kids = pf_kids(site->node);
	char *items = out ? pf_arena_alloc(d->arena, kids.n, size) : NULL;

	site->key = NULL;
	site->part = PF_PART_ITEM;
	while (pf_kids_next(&kids)) {
		char *item = items ? items + list.len++ * size : NULL;

		site->node = kids.value;
		if (item)
			memcpy(item, &kids.value, sizeof(kids.value));
		if (!pf_node_is_null(kids.value))
			pf_decode_scalar(d, site, item);
	}
	list.ptr = items;
	if (out)
		memcpy(out, &list, sizeof(list));
}

static void decode_list(struct pf_decoder *d, struct pf_site *site, char *out)
{
	struct pf_kids kids;

	if (site->node->kind != PF_SEQ) {
		pf_decode_wrong_type(d, site);
		return;
	}
	if (site->field->nonempty && site->node->len == 0)
		(void)pf_decode_problem(d, PF_EMPTY_FIELD, site);
	switch ((enum pf_value)site->field->value) {
	case PF_V_OBJECT:
		decode_object_list(d, site, out);
		return;
	case PF_V_STRING:
	case PF_V_TIME:
	case PF_V_BYTES:
		decode_scalar_list(d, site, out, sizeof(pf_str_field));
		return;
	case PF_V_INT32:
	case PF_V_INT64:
		decode_scalar_list(d, site, out, sizeof(pf_int_field));
		return;
	case PF_V_BOOL:
	case PF_V_DOUBLE:
	case PF_V_QUANTITY:
	case PF_V_INT_OR_STRING:
	case PF_V_ANY:
		break;
	}
	kids = pf_kids(site->node);
	while (site->field->value != PF_V_ANY && pf_kids_next(&kids)) {
		struct pf_site item = {.owner = site->owner,
			.field = site->field,
			.node = kids.value,
			.part = PF_PART_ITEM};

		pf_decode_scalar(d, &item, NULL);
	}
}

static void check_map_key(struct pf_decoder *d, struct pf_site *site, pf_str key)
{
	struct pf_problem *problem;

	if (!site->field->key_format || !pf_name_fault(site->field->key_format, key, d->release) ||
		pf_is_placeholder(key))
		return;
	problem = pf_decode_problem(d, PF_BAD_FORMAT, site);
	problem->format = site->field->key_format;
	problem->in_key = true;
}

static void decode_string_map(struct pf_decoder *d, struct pf_site *site, struct pf_str_map *map)
{
	struct pf_kids kids = pf_kids(site->node);
	struct pf_str_entry *items = map ? PF_NEWN(d->arena, struct pf_str_entry, kids.n) : NULL;
	size_t n = 0;

	while (pf_kids_next(&kids)) {
		site->key = kids.key;
		site->node = kids.value;
		site->part = PF_PART_ENTRY;
		check_map_key(d, site, pf_node_text(kids.key));
		if (items)
			items[n] = (struct pf_str_entry){pf_node_text(kids.key), kids.key,
				{.node = kids.value, .is = PF_STR_EMPTY}};
		if (!pf_node_is_null(kids.value))
			pf_decode_scalar(d, site, items ? &items[n].value : NULL);
		n++;
	}
	if (map) {
		map->ptr = items;
		map->len = n;
	}
}

static void decode_quantity_map(struct pf_decoder *d, struct pf_site *site,
	struct pf_quantity_map *map)
{
	struct pf_kids kids = pf_kids(site->node);
	struct pf_quantity_entry *items =
		map ? PF_NEWN(d->arena, struct pf_quantity_entry, kids.n) : NULL;
	size_t n = 0;

	while (pf_kids_next(&kids)) {
		site->key = kids.key;
		site->node = kids.value;
		site->part = PF_PART_ENTRY;
		if (items)
			items[n] = (struct pf_quantity_entry){pf_node_text(kids.key), kids.key,
				{.node = kids.value, .is = PF_STR_EMPTY}};
		if (!pf_node_is_null(kids.value))
			pf_decode_scalar(d, site, items ? &items[n].value : NULL);
		n++;
	}
	if (map) {
		map->ptr = items;
		map->len = n;
	}
}

static void decode_other_map(struct pf_decoder *d, struct pf_site *site)
{
	struct pf_kids kids = pf_kids(site->node);

	while (pf_kids_next(&kids)) {
		site->key = kids.key;
		site->node = kids.value;
		site->part = PF_PART_ENTRY;
		check_map_key(d, site, pf_node_text(kids.key));
		if (pf_node_is_null(kids.value) || site->field->value == PF_V_ANY)
			continue;
		if (site->field->shape == PF_SHAPE_MAP_OF_LISTS) {
			decode_list(d, site, NULL);
		} else if (site->field->value == PF_V_OBJECT) {
			(void)decode_object(d, site);
		} else {
			pf_decode_scalar(d, site, NULL);
		}
	}
}

static void decode_mapping(struct pf_decoder *d, struct pf_site *site, char *out)
{
	if (site->node->kind != PF_MAP) {
		pf_decode_wrong_type(d, site);
		return;
	}
	if (site->field->nonempty && site->node->len == 0)
		(void)pf_decode_problem(d, PF_EMPTY_FIELD, site);
	if (site->field->shape == PF_SHAPE_MAP && site->field->value == PF_V_QUANTITY)
		decode_quantity_map(d, site, (struct pf_quantity_map *)(void *)out);
	else if (site->field->shape == PF_SHAPE_MAP &&
		(site->field->value == PF_V_STRING || site->field->value == PF_V_BYTES ||
			site->field->value == PF_V_TIME))
		decode_string_map(d, site, (struct pf_str_map *)(void *)out);
	else
		decode_other_map(d, site);
}

/* One entry of a mapping whose field is known; `slot` is where it is kept. */
static void decode_field(struct pf_decoder *d, struct pf_site *site, char *slot)
{
	const struct pf_field *f = site->field;
	bool pointer =
		f->shape == PF_SHAPE_ONE && f->value == PF_V_OBJECT && pf_types[f->type].size;
	const struct pf_node *node = site->node;
	void *object;

	/* Of a key written twice the last counts: nothing stays of the first. */
	if (slot)
		memset(slot, 0, f->kept);
	/* Every struct of fields.h, and every list, begins with its node. */
	if (slot && !pointer)
		memcpy(slot, &node, sizeof(node));
	if (f->value == PF_V_ANY && f->shape == PF_SHAPE_ONE)
		return;
	if (pf_node_is_null(site->node))
		return;
	switch ((enum pf_shape)f->shape) {
	case PF_SHAPE_ONE:
		if (f->value != PF_V_OBJECT) {
			pf_decode_scalar(d, site, slot);
			return;
		}
		object = decode_object(d, site);
		if (slot && pointer)
			memcpy(slot, &object, sizeof(object));
		return;
	case PF_SHAPE_LIST:
		decode_list(d, site, slot);
		return;
	case PF_SHAPE_MAP:
	case PF_SHAPE_MAP_OF_LISTS:
		decode_mapping(d, site, slot);
		return;
	}
}

static bool is_patch_directive(pf_str key)
{
	return pf_str_eq(key, PF_STR("$patch")) || pf_str_eq(key, PF_STR("$retainKeys")) ||
		pf_str_starts_with(key, PF_STR("$setElementOrder/")) ||
		pf_str_starts_with(key, PF_STR("$deleteFromPrimitiveList/"));
}

static void check_release(struct pf_decoder *d, const struct pf_site *site)
{
	const struct pf_field *f = site->field;
	struct pf_problem *problem;

	if (pf_served(f->since, f->until, d->release))
		return;
	problem = pf_decode_problem(d, PF_OTHER_RELEASE, site);
	problem->since = f->since;
	problem->until = f->until;
}

/* Bit of the member called `name`, 0 when there is none. */
static uint64_t member_bit(const struct pf_union *members, pf_str name)
{
	for (size_t i = 0; i < members->n; i++) {
		if (pf_str_eq(members->fields[i], name))
			return UINT64_C(1) << i;
	}
	return 0;
}

/* Null, the empty string and the number 0 are Go's zero values and set nothing. */
static bool sets_something(const struct pf_node *value)
{
	pf_scalar scalar;

	if (value->kind != PF_SCALAR)
		return true;
	scalar = pf_scalar_resolve(value);
	switch (scalar.type) {
	case PF_SCALAR_STR:
		return value->len > 0;
	case PF_SCALAR_INT:
		return scalar.overflow || scalar.integer != 0;
	case PF_SCALAR_NULL:
		return false;
	case PF_SCALAR_BOOL:
	case PF_SCALAR_FLOAT:
		break;
	}
	return true;
}

static void check_union(struct pf_decoder *d, const struct pf_type *type,
	const struct pf_union *members, const struct pf_node *node)
{
	struct pf_site site = {.owner = type, .node = node};
	struct pf_kids kids = pf_kids(node);
	uint64_t set = 0;

	while (pf_kids_next(&kids)) {
		uint64_t bit = member_bit(members, pf_node_text(kids.key));

		if (bit && sets_something(kids.value)) {
			if (set & ~bit && !site.key)
				site.key = kids.key;
			set |= bit;
		} else {
			set &= ~bit;
		}
	}
	if (set & (set - 1))
		pf_decode_problem(d, PF_UNION_CONFLICT, &site)->members = members;
	site.key = NULL;
	if (!set && members->needs_one && !d->patch)
		pf_decode_problem(d, PF_UNION_MISSING, &site)->members = members;
}

static void check_required(struct pf_decoder *d, const struct pf_type *type,
	const struct pf_node *node, uint64_t seen)
{
	struct pf_site site = {.owner = type, .node = node};

	for (size_t i = 0; i < type->nfields; i++) {
		const struct pf_field *f = &type->fields[i];

		if (!f->required || (seen >> f->bit & 1) ||
			!pf_served(f->since, f->until, d->release))
			continue;
		site.field = f;
		(void)pf_decode_problem(d, PF_MISSING_FIELD, &site);
	}
}

/* Is it a selector's requirement? */
static bool is_requirement(const struct pf_type *type)
{
	return type->index == PF_TYPE_pf_label_selector_requirement ||
		type->index == PF_TYPE_pf_node_selector_requirement;
}

static void check_requirement(struct pf_decoder *d, const struct pf_type *type,
	const struct pf_node *node)
{
	struct pf_site site = {.owner = type, .node = node};
	enum pf_requirement_fault fault;

	if (!is_requirement(type))
		return;
	fault = pf_requirement_fault(node);
	if (fault != PF_REQUIREMENT_OK && !(d->patch && fault == PF_REQUIREMENT_WANTS_VALUES))
		(void)pf_decode_problem(d, PF_BAD_VALUES, &site);
}

static void push(struct pf_decoder *d, const struct pf_type *type,
	const struct pf_type *saved[PF_PROBLEM_PARENTS + 1])
{
	memcpy(saved, d->stack, sizeof(d->stack));
	memmove(d->stack + 1, d->stack, sizeof(d->stack) - sizeof(d->stack[0]));
	d->stack[0] = type;
}

/* What the server writes is not judged: it drops a status that users send. */
static bool is_root_status(const struct pf_decoder *d, pf_str key)
{
	return !d->stack[1] && pf_str_eq(key, PF_STR("status"));
}

static uint64_t mark_seen(uint64_t seen, uint8_t bit, const struct pf_node *value)
{
	uint64_t mask = UINT64_C(1) << bit;

	return pf_node_is_null(value) ? seen & ~mask : seen | mask;
}

static void decode_map(struct pf_decoder *d, const struct pf_type *type, const struct pf_node *node,
	char *out)
{
	const struct pf_type *saved[PF_PROBLEM_PARENTS + 1];
	struct pf_kids kids = pf_kids(node);
	uint64_t seen = 0;

	if (out)
		memcpy(out, &node, sizeof(node));
	push(d, type, saved);
	while (pf_kids_next(&kids)) {
		pf_str name = pf_node_text(kids.key);
		struct pf_site site = {.owner = type, .key = kids.key, .node = kids.value};

		site.field = pf_type_field(type, name, kids.key->hash);
		if (!site.field) {
			if (!is_patch_directive(name) || !d->patch)
				(void)pf_decode_problem(d, PF_UNKNOWN_FIELD, &site);
			continue;
		}
		if (is_root_status(d, name))
			continue;
		check_release(d, &site);
		if (site.field->required)
			seen = mark_seen(seen, site.field->bit, kids.value);
		decode_field(d, &site, out && site.field->offset ? out + site.field->offset : NULL);
	}
	if (type->nrequired && !d->patch)
		check_required(d, type, node, seen);
	for (size_t i = 0; i < type->nunions; i++)
		check_union(d, type, &type->unions[i], node);
	check_requirement(d, type, node);
	memcpy(d->stack, saved, sizeof(d->stack));
}

const void *pf_decode(struct pf_decoder *decoder, const struct pf_type *type,
	const struct pf_node *node)
{
	char *out = NULL;

	if (!node || node->kind != PF_MAP)
		return NULL;
	if (type->size)
		out = pf_arena_alloc(decoder->arena, 1, type->size);
	decode_map(decoder, type, node, out);
	return out;
}
