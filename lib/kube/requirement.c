/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/requirement.h"

#include "kube/placeholder.h"
#include "yaml/scalar.h"

#define DIGITS_MAX 19 /* of an int64 */

static bool is_integer(pf_str text)
{
	bool sign = text.len && (text.ptr[0] == '-' || text.ptr[0] == '+');
	pf_str digits = pf_str_from_offset(text, sign ? 1 : 0);

	for (size_t i = 0; i < digits.len; i++) {
		if (!pf_is_digit(digits.ptr[i]))
			return false;
	}
	return digits.len > 0 && digits.len <= DIGITS_MAX;
}

static enum pf_requirement_fault integer_fault(const struct pf_node *value)
{
	if (value->kind != PF_SCALAR || pf_scalar_resolve(value).type != PF_SCALAR_STR ||
		pf_is_placeholder(pf_node_text(value)) || is_integer(pf_node_text(value)))
		return PF_REQUIREMENT_OK;
	return PF_REQUIREMENT_WANTS_INTEGER;
}

enum pf_requirement_fault pf_requirement_fault(const struct pf_node *requirement)
{
	pf_str operator= pf_node_get_text(requirement, PF_STR("operator"));
	const struct pf_node *values = pf_node_get(requirement, PF_STR("values"));
	struct pf_kids kids = pf_kids(values);

	if (values && values->kind != PF_SEQ && !pf_node_is_null(values))
		return PF_REQUIREMENT_OK;
	if (pf_str_eq(operator, PF_STR("In")) || pf_str_eq(operator, PF_STR("NotIn")))
		return kids.n ? PF_REQUIREMENT_OK : PF_REQUIREMENT_WANTS_VALUES;
	if (pf_str_eq(operator, PF_STR("Exists")) || pf_str_eq(operator, PF_STR("DoesNotExist")))
		return kids.n ? PF_REQUIREMENT_WANTS_NONE : PF_REQUIREMENT_OK;
	if (!pf_str_eq(operator, PF_STR("Gt")) && !pf_str_eq(operator, PF_STR("Lt")))
		return PF_REQUIREMENT_OK;
	if (kids.n != 1)
		return PF_REQUIREMENT_WANTS_ONE;
	(void)pf_kids_next(&kids);
	return integer_fault(kids.value);
}
