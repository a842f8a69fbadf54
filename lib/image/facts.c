/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts.h"

/*
 * A user as the runtime reads it: a 64-bit decimal number, signed or not and
 * with any leading zeros, else a name.
 */
static enum pf_user_class classify(pf_str user)
{
	static const pf_str max = PF_STR_INIT("9223372036854775807");
	size_t at = user.len && (user.ptr[0] == '+' || user.ptr[0] == '-') ? 1 : 0;
	pf_str digits = pf_str_from_offset(user, at);

	if (!digits.len)
		return PF_USER_NAMED;
	for (size_t i = 0; i < digits.len; i++) {
		if (!pf_is_digit(digits.ptr[i]))
			return PF_USER_NAMED;
	}
	while (digits.len && digits.ptr[0] == '0')
		digits = pf_str_from_offset(digits, 1);
	if (!digits.len)
		return PF_USER_ROOT;
	if (digits.len > max.len || (digits.len == max.len && pf_str_cmp(digits, max) > 0))
		return PF_USER_NAMED;
	return PF_USER_NUMERIC;
}

enum pf_user_class pf_image_user_class(const struct pf_image_facts *facts)
{
	pf_str user;

	if (!facts)
		return PF_USER_UNKNOWN;
	switch (facts->user.is) {
	case PF_INHERITED:
		return PF_USER_UNKNOWN;
	case PF_ABSENT:
		return PF_USER_ROOT;
	case PF_KNOWN:
		break;
	}
	user = pf_str_sub(facts->user.value, 0, pf_str_find_char(facts->user.value, ':'));
	if (!user.len || pf_str_eq(user, PF_STR("root")))
		return PF_USER_ROOT;
	return classify(user);
}

const struct pf_image_env *pf_image_env_named(const struct pf_image_facts *facts, pf_str name)
{
	for (size_t i = 0; i < facts->env.len; i++) {
		if (pf_str_eq(facts->env.ptr[i].name, name))
			return &facts->env.ptr[i];
	}
	return NULL;
}

struct pf_healthcheck pf_healthcheck_effective(const struct pf_healthcheck *check)
{
	static const int64_t second = 1000000000;
	struct pf_healthcheck full = *check;

	if (full.interval == 0)
		full.interval = 30 * second;
	if (full.timeout == 0)
		full.timeout = 30 * second;
	if (full.start_interval == 0)
		full.start_interval = 5 * second;
	if (full.retries == 0)
		full.retries = 3;
	return full;
}

struct pf_image_facts pf_image_facts_unknown(void)
{
	return (struct pf_image_facts){.user = {.is = PF_INHERITED}};
}

struct pf_image_facts pf_image_facts_scratch(void)
{
	return (struct pf_image_facts){
		.user = {.is = PF_ABSENT},
		.entrypoint = {.is = PF_ABSENT},
		.cmd = {.is = PF_ABSENT},
		.shell = {.is = PF_ABSENT},
		.working_directory = {.is = PF_ABSENT},
		.stop_signal = {.is = PF_ABSENT},
		.healthcheck = {.is = PF_ABSENT},
		.env = {.complete = true},
		.ports = {.complete = true},
		.volumes = {.complete = true},
		.labels = {.complete = true},
	};
}
