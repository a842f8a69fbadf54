/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Tables, structs and decoder agree: each field of each typed struct, written
 * alone, arrives at its own place and at no other.
 */

#include "kube/types.h"

#include "kube/decode/decode.h"
#include "unit.h"
#include "yaml/load.h"

static struct pf_arena arena;

static const char *value_of(const struct pf_field *f)
{
	switch ((enum pf_value)f->value) {
	case PF_V_STRING:
	case PF_V_TIME:
		return "text";
	case PF_V_BYTES:
		return "dGV4dA==";
	case PF_V_BOOL:
		return "true";
	case PF_V_INT32:
	case PF_V_INT64:
	case PF_V_QUANTITY:
	case PF_V_INT_OR_STRING:
		return "7";
	case PF_V_DOUBLE:
		return "7.5";
	case PF_V_ANY:
	case PF_V_OBJECT:
		break;
	}
	return "{}";
}

/* `"field": value`, in the shape of the field. */
static pf_str text_of(const struct pf_field *f)
{
	static const char *const before[] = {"", "[", "{key: ", "{key: ["};
	static const char *const after[] = {"", "]", "}", "]}"};

	return pf_arena_fmt(&arena, "\"%.*s\": %s%s%s\n", PF_STR_ARG(f->name), before[f->shape],
		value_of(f), after[f->shape]);
}

static const struct pf_node *tree(pf_str text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents documents = {0};

	source->text = text;
	pf_yaml_load(&arena, source, (struct pf_piece){0, (uint32_t)text.len}, &documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_nonnull(documents.ptr[0].root);
	return documents.ptr[0].root;
}

static bool one_is_kept(const struct pf_field *f, const void *slot)
{
	const pf_str_field *str = slot;
	const pf_quantity_field *quantity = slot;
	const pf_int_field *number = slot;
	const pf_double_field *real = slot;
	const pf_bool_field *flag = slot;
	const pf_int_or_string_field *either = slot;

	switch ((enum pf_value)f->value) {
	case PF_V_STRING:
	case PF_V_TIME:
	case PF_V_BYTES:
		return f->kept == sizeof(*str) && str->set &&
			pf_str_eq(str->is, pf_str_from(value_of(f)));
	case PF_V_BOOL:
		return f->kept == sizeof(*flag) && flag->is == PF_TRUE;
	case PF_V_INT32:
	case PF_V_INT64:
		return f->kept == sizeof(*number) && number->set && number->is == 7;
	case PF_V_DOUBLE:
		return f->kept == sizeof(*real) && real->set && real->is > 7 && real->is < 8;
	case PF_V_QUANTITY:
		return f->kept == sizeof(*quantity) && quantity->set &&
			pf_str_eq(quantity->is, PF_STR("7"));
	case PF_V_INT_OR_STRING:
		return f->kept == sizeof(*either) && either->set && !either->is_string &&
			either->number == 7;
	case PF_V_ANY:
	case PF_V_OBJECT:
		break;
	}
	return f->kept == sizeof(pf_any_field);
}

/* All lists and maps are node, items, number of items; or the node alone. */
static bool some_are_kept(const struct pf_field *f, const void *slot)
{
	const struct pf_str_list *list = slot;

	if (f->kept == sizeof(pf_any_field))
		return true;
	return f->kept == sizeof(*list) && list->ptr && list->len == 1;
}

static void assert_kept(const struct pf_type *type, const struct pf_field *f)
{
	const struct pf_node *root = tree(text_of(f)), *value = root + 2, *node;
	struct pf_decoder decoder;
	const char *out, *slot;
	bool kept;

	pf_decoder_start(&decoder, &arena, PF_RELEASE_LAST);
	out = pf_decode(&decoder, type, root);
	slot = out + f->offset;
	memcpy(&node, slot, sizeof(node));
	if (f->shape == PF_SHAPE_ONE && f->value == PF_V_OBJECT && pf_types[f->type].size) {
		const void *object = node;

		ck_assert_ptr_nonnull(object);
		ck_assert_uint_eq(f->kept, sizeof(object));
		memcpy(&node, object, sizeof(node));
		kept = true;
	} else {
		kept = f->shape == PF_SHAPE_ONE ? one_is_kept(f, slot) : some_are_kept(f, slot);
	}
	ck_assert_msg(node == value && kept, "%.*s.%.*s", PF_STR_ARG(type->name),
		PF_STR_ARG(f->name));
	for (size_t i = sizeof(node); i < type->size; i++)
		ck_assert_msg(!out[i] || (i >= f->offset && i < (size_t)f->offset + f->kept),
			"%.*s.%.*s", PF_STR_ARG(type->name), PF_STR_ARG(f->name));
}

START_TEST(each_field_arrives_at_its_own_place)
{
	size_t n = 0;

	for (size_t i = 0; i < pf_ntypes; i++) {
		for (size_t k = 0; k < pf_types[i].nfields; k++) {
			const struct pf_field *f = &pf_types[i].fields[k];

			/* The status at the root is the server's: not decoded. */
			if (!f->offset || pf_str_eq(f->name, PF_STR("status")))
				continue;
			assert_kept(&pf_types[i], f);
			pf_arena_clear(&arena);
			n++;
		}
	}
	ck_assert_uint_gt(n, 1000);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(silence_leaves_everything_unset)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		struct pf_decoder decoder;
		const char *out;

		pf_decoder_start(&decoder, &arena, PF_RELEASE_LAST);
		out = pf_decode(&decoder, &pf_types[i], tree(PF_STR("{}")));
		ck_assert((out != NULL) == (pf_types[i].size != 0));
		for (size_t k = sizeof(void *); k < pf_types[i].size; k++)
			ck_assert(!out[k]);
		pf_arena_clear(&arena);
	}
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(each_field_arrives_at_its_own_place, silence_leaves_everything_unset)
