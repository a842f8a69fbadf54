/* SPDX-License-Identifier: Apache-2.0 */

#include "report/sarif/sarif.h"

#include "report/json/parts.h"
#include "rule/ruleset.h"
#include "rule/tool.h"
#include "text/json/write.h"
#include "text/utf8.h"

#define DESCRIPTION_MOST 1024 /* bytes: what GitHub keeps of a description */

const char *pf_sarif_level(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return "note";
	case PF_WARNING:
		return "warning";
	case PF_ERROR:
		break;
	}
	return "error";
}

static const char *problem_severity(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return "recommendation";
	case PF_WARNING:
		return "warning";
	case PF_ERROR:
		break;
	}
	return "error";
}

/* "latest-tag" is named LatestTag. */
static void add_name(struct pf_buf *out, const char *id)
{
	bool first = true;

	pf_json_key(out, "name");
	pf_buf_addc(out, '"');
	for (; *id; id++) {
		if (*id != '-')
			pf_buf_addc(out, first && pf_is_lower(*id) ? (char)(*id - 'a' + 'A') : *id);
		first = *id == '-';
	}
	pf_buf_addc(out, '"');
}

static void add_description(struct pf_buf *out, const char *key, const char *text)
{
	pf_json_key(out, key);
	pf_json_open(out, '{');
	pf_json_member(out, "text", pf_utf8_clip(pf_str_from(text), DESCRIPTION_MOST));
	pf_json_close(out, '}');
}

/* GitHub wants a text that is not empty. */
static pf_str help_of(const struct pf_rule *rule)
{
	return pf_str_from(rule->help && *rule->help ? rule->help : rule->why);
}

static void add_help(struct pf_buf *out, const struct pf_rule *rule)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf page = PF_BUF_INIT;

	pf_buf_addf(&page, "%s\n\n%s\n", rule->why, rule->help ? rule->help : "");
	if (rule->ignore)
		pf_buf_addf(&page, "\n**When to ignore it:** %s\n", rule->ignore);
	for (const char *const *ref = rule->refs; ref && *ref; ref++)
		pf_buf_addf(&page, "%s* <%s>\n", ref == rule->refs ? "\n" : "", *ref);
	pf_json_key(out, "help");
	pf_json_open(out, '{');
	pf_json_member(out, "text", help_of(rule));
	pf_json_member(out, "markdown", pf_str_trim(pf_buf_str(&page)));
	pf_json_close(out, '}');
}

static void add_tags(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, "tags");
	pf_json_open(out, '[');
	pf_json_element(out, pf_str_from(pf_category_name(rule->category)));
	for (size_t i = 0; i < pf_ntags; i++) {
		if (rule->sets & pf_tags[i].bit)
			pf_json_element(out, pf_str_from(pf_tags[i].name));
	}
	pf_json_close(out, ']');
}

static void add_properties(struct pf_buf *out, const struct pf_rule *rule,
	enum pf_confidence confidence)
{
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	add_tags(out, rule);
	pf_json_member(out, "precision", pf_str_from(pf_confidence_name(confidence)));
	pf_json_member(out, "problem.severity", pf_str_from(problem_severity(rule->severity)));
	if (rule->security_severity)
		pf_json_member(out, "security-severity", pf_str_from(rule->security_severity));
	pf_json_close(out, '}');
}

static void add_rule(struct pf_buf *out, const struct pf_rule *rule, enum pf_confidence confidence)
{
	pf_json_open(out, '{');
	pf_json_member(out, "id", pf_str_from(rule->name));
	add_name(out, rule->name);
	add_description(out, "shortDescription", rule->title);
	add_description(out, "fullDescription", rule->why);
	add_help(out, rule);
	pf_json_key(out, "helpUri");
	pf_buf_addf(out, "\"%s/r/%s\"", pf_url, rule->name);
	pf_json_key(out, "defaultConfiguration");
	pf_json_open(out, '{');
	pf_json_member(out, "level", pf_str_from(pf_sarif_level(rule->severity)));
	pf_json_close(out, '}');
	add_properties(out, rule, confidence);
	pf_json_close(out, '}');
}

/* Precision is the rule's, confidence the finding's: the least of the run stands for the rule. */
void pf_sarif_rules(struct pf_buf *out, const struct pf_result *result,
	const struct pf_counts *counts)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	enum pf_confidence *least = PF_NEWN(&arena, enum pf_confidence, counts->len + 1);

	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *finding = result->findings[i];
		size_t place = (size_t)(pf_counts_find(counts, finding->rule) - counts->ptr);

		if (finding->confidence > least[place])
			least[place] = finding->confidence;
	}
	pf_json_key(out, "rules");
	pf_json_open(out, '[');
	for (size_t i = 0; i < counts->len; i++)
		add_rule(out, counts->ptr[i].rule, least[i]);
	pf_json_close(out, ']');
}
