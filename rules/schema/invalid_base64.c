/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/placeholder.h"
#include "rule/advice/problems.h"
#include "text/base64.h"

/* Text that another tool replaces before the object is applied. */
static bool is_replaced(pf_str text)
{
	return pf_str_starts_with(text, PF_STR("ENC[")) ||
		pf_str_starts_with(text, PF_STR("<path:")) ||
		pf_str_starts_with(text, PF_STR("ref+")) || pf_is_placeholder(text) ||
		pf_is_capital_words(text);
}

static bool is_encrypted(const struct pf_ctx *ctx)
{
	return pf_node_get(pf_object_in(ctx)->root, PF_STR("sops")) != NULL ||
		pf_node_get(pf_object_in(ctx)->document->root, PF_STR("sops")) != NULL;
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_node *key, pf_str title,
	const char *fault, const char *help)
{
	struct pf_finding *f = pf_report(ctx, key, "%.*s %s", PF_STR_ARG(title), fault);

	pf_help(ctx, f, "%s", help);
	return f;
}

/* Certificates of webhooks and the like; data are seen to below. */
static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	if (p->part != PF_PART_ENTRY && p->key)
		(void)report(ctx, p->key, pf_problem_title(ctx, p),
			"is not base64; the API server refuses the object",
			"write the bytes in base64; where another program fills in a placeholder, "
			"leave the field out");
}

/* Lower-case letters, then digits: base64 of real bytes hardly ever looks so. */
static bool is_word(pf_str text)
{
	size_t letters = 0;

	while (letters < text.len && pf_is_lower(text.ptr[letters]))
		letters++;
	for (size_t i = letters; i < text.len; i++) {
		if (!pf_is_digit(text.ptr[i]))
			return false;
	}
	return letters >= 4 && 2 * letters >= text.len;
}

static bool is_text(pf_str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];

		if ((c < ' ' && !pf_is_blank(bytes.ptr[i])) || c > '~')
			return false;
	}
	return true;
}

static const char not_encoded[] =
	"looks like plain text that was never encoded; decoded it is not readable";

static const char *fault_of(struct pf_ctx *ctx, pf_str text, bool secret)
{
	if (is_replaced(text))
		return NULL;
	if (pf_base64_fault(text) < text.len)
		return "is not base64; the API server refuses the object";
	if (secret && is_word(text) && !is_text(pf_base64_decode(pf_scratch(ctx), text)))
		return not_encoded;
	return NULL;
}

static void check_map(struct pf_ctx *ctx, const struct pf_str_map *map, const char *field,
	bool secret)
{
	PF_EACH(struct pf_str_entry, entry, *map) {
		const char *fault = fault_of(ctx, entry->value.is, secret);
		struct pf_finding *f;

		if (!fault)
			continue;
		f = report(ctx, entry->key_node,
			pf_arena_fmt(pf_scratch(ctx), "`%.*s` in `%s`", PF_STR_ARG(entry->key),
				field),
			fault,
			secret ? "move it to `stringData`, which takes plain text, or "
				 "encode it: `printf %s VALUE | base64 -w0`"
			       : "write the bytes in base64");
		if (fault == not_encoded)
			pf_rests_on(f, PF_GUESS);
	}
}

static void check_object(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_secret *secret = PF_TYPED(ctx, pf_secret);
	const struct pf_config_map *config = PF_TYPED(ctx, pf_config_map);

	(void)object;
	if ((!secret && !config) || is_encrypted(ctx))
		return;
	if (secret)
		check_map(ctx, &secret->data, "data", true);
	else
		check_map(ctx, &config->binary_data, "binaryData", false);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data",
	NULL,
};

PF_RULE(invalid_base64) = {
	.name = "invalid-base64",
	.title = "Value under data is not base64",
	.why = "Values under a Secret's `data` and a ConfigMap's `binaryData` are "
	       "base64. The API server refuses anything else, and plain text that "
	       "happens to pass for base64 reaches the program as garbage.",
	.help = "Encode the value, or move it to `stringData`, which takes plain text.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_BASE64),
	.on_problem = check,
	.on_object = check_object,
};
