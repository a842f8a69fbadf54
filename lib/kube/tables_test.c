/* SPDX-License-Identifier: Apache-2.0 */

/* The generated tables hold what the look-ups rely on. */

#include "kube/schema.h"

#include "kube/types.h"
#include "unit.h"

START_TEST(every_field_is_found_by_its_name)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		const struct pf_type *type = &pf_types[i];

		ck_assert_uint_eq(type->index, i);
		for (size_t k = 0; k < type->nfields; k++) {
			const struct pf_field *f = &type->fields[k];

			ck_assert_uint_eq(f->hash, pf_str_hash(f->name));
			ck_assert(!k || type->fields[k - 1].hash <= f->hash);
			ck_assert_ptr_eq(pf_type_field(type, f->name, f->hash), f);
		}
	}
}
END_TEST

START_TEST(other_names_are_not_found)
{
	const struct pf_type *type = &pf_types[PF_TYPE_pf_container];
	pf_str image = PF_STR("image");

	ck_assert_ptr_null(pf_type_field(type, PF_STR("imag"), pf_str_hash(PF_STR("imag"))));
	ck_assert_ptr_null(pf_type_field(type, PF_STR(""), pf_str_hash(PF_STR(""))));
	/* the same hash is not yet the same name */
	ck_assert_ptr_null(pf_type_field(type, PF_STR("other"), pf_str_hash(image)));
	ck_assert_ptr_nonnull(pf_type_field(type, image, pf_str_hash(image)));
}
END_TEST

static void assert_life(pf_str name, uint8_t since, uint8_t until)
{
	ck_assert_msg(!since || !until || since <= until, "%.*s", PF_STR_ARG(name));
	ck_assert_msg(since <= PF_RELEASE_LAST && until <= PF_RELEASE_LAST, "%.*s",
		PF_STR_ARG(name));
}

START_TEST(fields_say_what_they_hold)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		for (size_t k = 0; k < pf_types[i].nfields; k++) {
			const struct pf_field *f = &pf_types[i].fields[k];

			assert_life(f->name, f->since, f->until);
			ck_assert_uint_le(f->value, PF_V_OBJECT);
			ck_assert_uint_le(f->shape, PF_SHAPE_MAP_OF_LISTS);
			ck_assert(!f->bounded || f->min <= f->max);
			ck_assert_uint_lt(f->type, pf_ntypes);
			ck_assert(f->value == PF_V_OBJECT || f->type == 0);
			ck_assert(!f->key_format || f->shape == PF_SHAPE_MAP);
		}
	}
}
END_TEST

START_TEST(required_fields_have_bits_of_their_own)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		const struct pf_type *type = &pf_types[i];
		uint64_t seen = 0;
		size_t n = 0;

		for (size_t k = 0; k < type->nfields; k++) {
			uint64_t bit = UINT64_C(1) << type->fields[k].bit;

			if (!type->fields[k].required)
				continue;
			ck_assert_uint_lt(type->fields[k].bit, 64);
			ck_assert(!(seen & bit));
			seen |= bit;
			n++;
		}
		ck_assert_uint_eq(n, type->nrequired);
	}
}
END_TEST

START_TEST(kept_fields_fit_into_their_struct_side_by_side)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		const struct pf_type *type = &pf_types[i];

		for (size_t k = 0; k < type->nfields; k++) {
			const struct pf_field *f = &type->fields[k];

			ck_assert((f->offset != 0) == (type->size != 0));
			ck_assert((f->kept != 0) == (f->offset != 0));
			ck_assert(!f->offset || f->offset >= sizeof(struct pf_node *));
			ck_assert_uint_le(f->offset + f->kept, type->size);
			for (size_t j = 0; f->offset && j < k; j++) {
				const struct pf_field *g = &type->fields[j];

				ck_assert(g->offset + g->kept <= f->offset ||
					f->offset + f->kept <= g->offset);
			}
		}
		if (type->size) {
			ck_assert_uint_lt(type->struct_of, pf_ntypes);
			ck_assert_uint_eq(type->size, pf_types[type->struct_of].size);
		}
	}
}
END_TEST

START_TEST(values_of_closed_lists_are_told_apart)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		for (size_t k = 0; k < pf_types[i].nfields; k++) {
			const struct pf_enum *values = pf_types[i].fields[k].values;

			ck_assert(!values || values->n);
			for (size_t j = 0; values && j < values->n; j++) {
				pf_str name = values->values[j].name;

				assert_life(name, values->values[j].since, values->values[j].until);
				for (size_t m = 0; m < j; m++)
					ck_assert(!pf_str_eq(name, values->values[m].name));
			}
		}
	}
}
END_TEST

START_TEST(members_of_unions_are_fields)
{
	for (size_t i = 0; i < pf_ntypes; i++) {
		const struct pf_type *type = &pf_types[i];

		for (size_t k = 0; k < type->nunions; k++) {
			ck_assert_uint_ge(type->unions[k].n, 2);
			ck_assert_uint_le(type->unions[k].n, 64);
			for (size_t j = 0; j < type->unions[k].n; j++) {
				pf_str name = type->unions[k].fields[j];

				ck_assert_ptr_nonnull(pf_type_field(type, name, pf_str_hash(name)));
			}
		}
	}
}
END_TEST

START_TEST(every_kind_is_found)
{
	for (size_t i = 0; i < pf_nkinds; i++) {
		const struct pf_kind *k = &pf_kinds[i];

		ck_assert_ptr_eq(pf_kind_find(k->api_version, k->kind), k);
		assert_life(k->kind, k->since, k->until);
		ck_assert(!k->type || k->type == &pf_types[k->type->index]);
		/* what can be created is described */
		ck_assert(k->type || !pf_str_contains(k->verbs, PF_STR("create")));
		ck_assert((k->scope == PF_NO_RESOURCE) == (k->plural.len == 0));
	}
	ck_assert_ptr_null(pf_kind_find(PF_STR("v1"), PF_STR("Deployment")));
	ck_assert_ptr_null(pf_kind_find(PF_STR(""), PF_STR("")));
	ck_assert_ptr_null(pf_kind_find(PF_STR("v1"), PF_STR("Pods")));
}
END_TEST

START_TEST(a_kind_is_found_elsewhere_where_it_is_served)
{
	const struct pf_kind *k = pf_kind_elsewhere(PF_STR("Deployment"), PF_RELEASE_LAST);

	ck_assert_ptr_nonnull(k);
	ck_assert(pf_str_eq(k->api_version, PF_STR("apps/v1")));
	ck_assert_ptr_null(pf_kind_elsewhere(PF_STR("PodSecurityPolicy"), PF_RELEASE_FIRST));
	ck_assert_ptr_null(pf_kind_elsewhere(PF_STR("List"), PF_RELEASE_LAST));
}
END_TEST

START_TEST(every_life_is_found)
{
	for (size_t i = 0; i < pf_napi_lives; i++) {
		const struct pf_api_life *life = &pf_api_lives[i];

		ck_assert_ptr_eq(pf_api_life_find(life->api_version, life->kind), life);
		ck_assert(!life->removed || life->introduced <= life->removed);
		ck_assert(!life->removed || life->deprecated <= life->removed);
	}
	ck_assert_ptr_null(pf_api_life_find(PF_STR("v1"), PF_STR("Pod")));
}
END_TEST

START_TEST(lives_and_kinds_agree_on_what_is_served)
{
	for (size_t i = 0; i < pf_napi_lives; i++) {
		const struct pf_api_life *life = &pf_api_lives[i];
		const struct pf_kind *k = pf_kind_find(life->api_version, life->kind);

		if (life->removed && life->removed <= PF_RELEASE_FIRST)
			ck_assert_msg(!k, "%.*s", PF_STR_ARG(life->kind));
		else if (k && life->removed && life->removed <= PF_RELEASE_LAST)
			ck_assert_msg(k->until == life->removed - 1, "%.*s %.*s",
				PF_STR_ARG(life->api_version), PF_STR_ARG(life->kind));
	}
}
END_TEST

START_TEST(knows_the_groups_of_kubernetes)
{
	ck_assert(pf_group_is_builtin(PF_STR("")));
	ck_assert(pf_group_is_builtin(PF_STR("apps")));
	ck_assert(pf_group_is_builtin(PF_STR("rbac.authorization.k8s.io")));
	ck_assert(pf_group_is_builtin(PF_STR("extensions")));
	ck_assert(!pf_group_is_builtin(PF_STR("app")));
	ck_assert(!pf_group_is_builtin(PF_STR("v1")));
	ck_assert(!pf_group_is_builtin(PF_STR("argoproj.io")));
}
END_TEST

START_TEST(releases_are_inclusive_at_both_ends)
{
	ck_assert(pf_served(0, 0, 28));
	ck_assert(pf_served(30, 32, 30));
	ck_assert(pf_served(30, 32, 32));
	ck_assert(!pf_served(30, 32, 29));
	ck_assert(!pf_served(30, 32, 33));
	ck_assert(!pf_served(30, 0, 29));
	ck_assert(pf_served(0, 32, 28));
}
END_TEST

UNIT_TESTS(every_field_is_found_by_its_name, other_names_are_not_found, fields_say_what_they_hold,
	required_fields_have_bits_of_their_own, kept_fields_fit_into_their_struct_side_by_side,
	values_of_closed_lists_are_told_apart, members_of_unions_are_fields, every_kind_is_found,
	a_kind_is_found_elsewhere_where_it_is_served, every_life_is_found,
	lives_and_kinds_agree_on_what_is_served, knows_the_groups_of_kubernetes,
	releases_are_inclusive_at_both_ends)
