/* SPDX-License-Identifier: Apache-2.0 */

/* Scalars: type, bounds, closed lists, formats. */

#include "kube/decode/scalar.h"

#include <math.h>

#include "kube/decode/fields.h"
#include "kube/names.h"
#include "kube/quantity.h"
#include "text/base64.h"
#include "yaml/scalar.h"

static const struct pf_enum_value *enum_value(const struct pf_enum *values, pf_str text)
{
	for (size_t i = 0; i < values->n; i++) {
		if (pf_str_eq(values->values[i].name, text))
			return &values->values[i];
	}
	return NULL;
}

/* An empty string is Go's zero value: the server takes it for unset. */
static void check_enum(struct pf_decoder *d, const struct pf_site *site, pf_str text)
{
	const struct pf_enum_value *value = enum_value(site->field->values, text);
	struct pf_problem *problem;

	if (text.len == 0 || pf_decode_is_placeholder(site))
		return;
	if (!value) {
		(void)pf_decode_problem(d, PF_BAD_ENUM, site);
	} else if (!pf_served(value->since, value->until, d->release)) {
		problem = pf_decode_problem(d, PF_OTHER_RELEASE, site);
		problem->since = value->since;
		problem->until = value->until;
	}
}

static void check_text(struct pf_decoder *d, const struct pf_site *site, pf_str text)
{
	const struct pf_field *f = site->field;

	if (f->values)
		check_enum(d, site, text);
	if (f->nonempty && text.len == 0)
		(void)pf_decode_problem(d, PF_EMPTY_FIELD, site);
	else if (f->format && text.len && pf_name_fault(f->format, text, d->release) &&
		!pf_decode_is_placeholder(site))
		pf_decode_problem(d, PF_BAD_FORMAT, site)->format = f->format;
}

static void decode_string(struct pf_decoder *d, const struct pf_site *site, pf_str_field *out)
{
	if (pf_scalar_resolve(site->node).type != PF_SCALAR_STR) {
		pf_decode_wrong_type(d, site);
		return;
	}
	check_text(d, site, pf_node_text(site->node));
	if (out) {
		out->is = pf_node_text(site->node);
		out->set = true;
	}
}

static void decode_bytes(struct pf_decoder *d, const struct pf_site *site, pf_str_field *out)
{
	pf_str text = pf_node_text(site->node);

	if (pf_scalar_resolve(site->node).type != PF_SCALAR_STR) {
		pf_decode_wrong_type(d, site);
		return;
	}
	if (pf_base64_fault(text) < text.len && !pf_decode_is_placeholder(site))
		(void)pf_decode_problem(d, PF_BAD_BASE64, site);
	if (out) {
		out->is = text;
		out->set = true;
	}
}

static void decode_bool(struct pf_decoder *d, const struct pf_site *site, pf_bool_field *out)
{
	pf_scalar scalar = pf_scalar_resolve(site->node);

	if (scalar.type != PF_SCALAR_BOOL)
		pf_decode_wrong_type(d, site);
	else if (out)
		out->is = scalar.truth ? PF_TRUE : PF_FALSE;
}

/* JSON knows one kind of number: 3.0 serves for 3. */
static bool whole_number(const pf_scalar *scalar, int64_t *out)
{
	if (scalar->type == PF_SCALAR_INT && !scalar->overflow) {
		*out = scalar->integer;
		return true;
	}
	if (scalar->type != PF_SCALAR_FLOAT || !(fabs(scalar->number) < 9e15) ||
		scalar->number != floor(scalar->number))
		return false;
	*out = (int64_t)scalar->number;
	return true;
}

static bool number_fits(struct pf_decoder *d, const struct pf_site *site, int64_t number)
{
	const struct pf_field *f = site->field;

	if (f->value != PF_V_INT64 && (number < INT32_MIN || number > INT32_MAX)) {
		(void)pf_decode_problem(d, PF_OUT_OF_RANGE, site);
		return false;
	}
	if (f->bounded && (number < f->min || number > f->max))
		(void)pf_decode_problem(d, PF_OUT_OF_RANGE, site);
	return true;
}

static void decode_int(struct pf_decoder *d, const struct pf_site *site, pf_int_field *out)
{
	pf_scalar scalar = pf_scalar_resolve(site->node);
	int64_t number;

	if (!whole_number(&scalar, &number)) {
		pf_decode_wrong_type(d, site);
		return;
	}
	if (number_fits(d, site, number) && out) {
		out->is = number;
		out->set = true;
	}
}

static void decode_double(struct pf_decoder *d, const struct pf_site *site, pf_double_field *out)
{
	pf_scalar scalar = pf_scalar_resolve(site->node);

	if (scalar.type != PF_SCALAR_INT && scalar.type != PF_SCALAR_FLOAT) {
		pf_decode_wrong_type(d, site);
	} else if (out) {
		out->is = scalar.number;
		out->set = true;
	}
}

/* Numbers reach the server by their value: 0644 as 420, 1_000 as 1000. */
static pf_str number_text(struct pf_decoder *d, const struct pf_node *node, const pf_scalar *scalar)
{
	pf_str text = pf_node_text(node);
	bool plain = text.len && (text.ptr[0] != '0' || text.len == 1);

	for (size_t i = 0; i < text.len; i++)
		plain = plain && pf_is_digit(text.ptr[i]);
	if (plain || scalar->type == PF_SCALAR_FLOAT || scalar->overflow)
		return text;
	return pf_arena_fmt(d->arena, "%lld", (long long)scalar->integer);
}

static void decode_quantity(struct pf_decoder *d, const struct pf_site *site,
	pf_quantity_field *out)
{
	pf_scalar scalar = pf_scalar_resolve(site->node);
	pf_str text = pf_node_text(site->node);
	pf_quantity parsed;

	if (scalar.type == PF_SCALAR_INT || scalar.type == PF_SCALAR_FLOAT) {
		text = number_text(d, site->node, &scalar);
	} else if (scalar.type != PF_SCALAR_STR) {
		pf_decode_wrong_type(d, site);
		return;
	}
	if (!pf_quantity_parse(text, &parsed)) {
		if (!pf_decode_is_placeholder(site))
			(void)pf_decode_problem(d, PF_BAD_QUANTITY, site);
		return;
	}
	if (out) {
		out->is = text;
		out->set = true;
	}
}

static bool all_digits(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_digit(text.ptr[i]))
			return false;
	}
	return text.len > 0;
}

static void decode_int_or_string(struct pf_decoder *d, const struct pf_site *site,
	pf_int_or_string_field *out)
{
	pf_scalar scalar = pf_scalar_resolve(site->node);
	pf_str text = pf_node_text(site->node);
	int64_t number = 0;

	if (scalar.type == PF_SCALAR_STR) {
		if (all_digits(text))
			(void)pf_decode_problem(d, PF_QUOTED_NUMBER, site);
		else
			check_text(d, site, text);
	} else if (!whole_number(&scalar, &number)) {
		pf_decode_wrong_type(d, site);
		return;
	} else if (!number_fits(d, site, number)) {
		return;
	}
	if (out) {
		out->set = true;
		out->is_string = scalar.type == PF_SCALAR_STR;
		out->number = number;
		out->text = out->is_string ? text : PF_STR_EMPTY;
	}
}

void pf_decode_scalar(struct pf_decoder *d, const struct pf_site *site, void *out)
{
	if (site->node->kind != PF_SCALAR) {
		pf_decode_wrong_type(d, site);
		return;
	}
	switch ((enum pf_value)site->field->value) {
	case PF_V_STRING:
	case PF_V_TIME:
		decode_string(d, site, out);
		break;
	case PF_V_BYTES:
		decode_bytes(d, site, out);
		break;
	case PF_V_BOOL:
		decode_bool(d, site, out);
		break;
	case PF_V_INT32:
	case PF_V_INT64:
		decode_int(d, site, out);
		break;
	case PF_V_DOUBLE:
		decode_double(d, site, out);
		break;
	case PF_V_QUANTITY:
		decode_quantity(d, site, out);
		break;
	case PF_V_INT_OR_STRING:
		decode_int_or_string(d, site, out);
		break;
	case PF_V_ANY:
	case PF_V_OBJECT:
		break;
	}
}
