/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/controls.h"

#define BOTH (PF_PSS_BASELINE | PF_PSS_RESTRICTED)
#define LAST UINT8_MAX

/* A baseline control that a restricted one overrides is none of that level. */
static const struct control {
	const char *alias;
	unsigned levels;
	uint8_t rules; /* that make it up */
	uint8_t since; /* of policy version: 34 is 1.34 */
	uint8_t until;
} controls[] = {
	{"pss/appArmorProfile", BOTH, 1, 0, LAST},
	{"pss/capabilities_baseline", PF_PSS_BASELINE, 1, 0, LAST},
	{"pss/hostNamespaces", BOTH, 3, 0, LAST},
	{"pss/hostPathVolumes", PF_PSS_BASELINE, 1, 0, LAST},
	{"pss/hostPorts", BOTH, 1, 0, LAST},
	{"pss/hostProbesAndHostLifecycle", BOTH, 1, 34, LAST},
	{"pss/privileged", BOTH, 1, 0, LAST},
	{"pss/procMount", PF_PSS_BASELINE, 1, 0, LAST},
	{"pss/procMount", PF_PSS_RESTRICTED, 1, 0, 34},
	{"pss/seLinuxOptions", BOTH, 1, 0, LAST},
	{"pss/seccompProfile_baseline", PF_PSS_BASELINE, 1, 0, LAST},
	{"pss/sysctls", BOTH, 1, 0, LAST},
	{"pss/windowsHostProcess", BOTH, 1, 0, LAST},
	{"pss/allowPrivilegeEscalation", PF_PSS_RESTRICTED, 2, 0, LAST},
	{"pss/capabilities_restricted", PF_PSS_RESTRICTED, 1, 0, LAST},
	{"pss/procMount_restricted", PF_PSS_RESTRICTED, 1, 35, LAST},
	{"pss/restrictedVolumes", PF_PSS_RESTRICTED, 1, 0, LAST},
	{"pss/runAsNonRoot", PF_PSS_RESTRICTED, 1, 0, LAST},
	{"pss/runAsUser", PF_PSS_RESTRICTED, 1, 0, LAST},
	{"pss/seccompProfile_restricted", PF_PSS_RESTRICTED, 1, 0, LAST},
};

static bool is_built(const struct pf_ruleset *rules, const struct control *control, unsigned level)
{
	struct pf_rule_names names = pf_ruleset_find(rules, pf_str_from(control->alias));
	size_t n = 0;

	for (size_t i = 0; i < names.len; i++)
		n += (rules->ptr[names.ptr[i].rule]->sets & level) != 0;
	return n >= control->rules;
}

static unsigned bit_of(pf_str name)
{
	for (size_t i = 0; i < pf_ntags; i++) {
		if (pf_str_eq(name, pf_str_from(pf_tags[i].name)))
			return pf_tags[i].bit;
	}
	return 0;
}

static void mark(void *arg, size_t rule, enum pf_rank rank)
{
	(void)rule;
	(void)rank;
	*(bool *)arg = true;
}

bool pf_is_partial_set(const struct pf_ruleset *rules, pf_str name, uint8_t release,
	struct pf_partial_set *out)
{
	unsigned level = bit_of(name) & BOTH;
	bool any = false;

	*out = (struct pf_partial_set){.name = name};
	if (!pf_is_rule_set(name))
		return false;
	if (!level) {
		(void)pf_rule_ranks(rules, name, mark, &any);
		return !any;
	}
	for (size_t i = 0; i < sizeof(controls) / sizeof(controls[0]); i++) {
		const struct control *c = &controls[i];

		if (!(c->levels & level) || release < c->since || release > c->until)
			continue;
		out->of++;
		out->built += is_built(rules, c, level);
	}
	return out->built < out->of;
}

void pf_partial_set_say(struct pf_buf *out, const struct pf_partial_set *set)
{
	if (set->of)
		pf_buf_addf(out, "%.*s: %zu of %zu controls %s built", PF_STR_ARG(set->name),
			set->built, set->of, set->built == 1 ? "is" : "are");
	else
		pf_buf_addf(out, "%.*s: no rule of it is built", PF_STR_ARG(set->name));
}
