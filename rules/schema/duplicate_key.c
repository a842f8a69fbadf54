/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "yaml/separator.h"

#define BRANCH_MOST 4096 /* bytes that are looked at, so that many keys stay cheap */

/* One of two branches of ytt: `#@ if` and `#@ else` stand in comments. */
static bool is_branch(const struct pf_document *document, const struct pf_duplicate_key *key)
{
	size_t from = key->first->start, to = key->again->start;

	if (from + BRANCH_MOST < to)
		from = to - BRANCH_MOST;
	return pf_str_contains(pf_str_sub(document->source->text, from, to), PF_STR("#@ else"));
}

static bool begins_line(const struct pf_document *document, const struct pf_node *key)
{
	const char *text = document->source->text.ptr;

	return key->start > 0 && (text[key->start - 1] == '\n' || text[key->start - 1] == '\r');
}

static bool repeats(const struct pf_document *document, const char *name)
{
	for (uint32_t i = 0; i < document->nduplicates; i++) {
		const struct pf_node *key = document->duplicates[i].again;

		if (begins_line(document, key) && pf_str_eq(pf_node_text(key), pf_str_from(name)))
			return true;
	}
	return false;
}

/* As written, behind the key: two equal values lose nothing. */
static pf_str value_of(const struct pf_document *document, const struct pf_node *key)
{
	const struct pf_node *value = key + 1;

	if (!(value->flags & PF_NODE_IS_VALUE))
		return PF_STR_EMPTY;
	return pf_str_trim(pf_str_sub(document->source->text, value->start, value->end));
}

static void report(struct pf_ctx *ctx, const struct pf_document *document,
	const struct pf_duplicate_key *key)
{
	pf_str name = pf_node_text(key->again);
	pf_str value = value_of(document, key->again);
	bool same = value.len && pf_str_eq(value_of(document, key->first), value);
	struct pf_finding *f = pf_report(ctx, key->again,
		same ? "key `%.*s` stands twice in one mapping, with the same value"
		     : "key `%.*s` stands twice in one mapping; all but its last value are lost",
		PF_STR_ARG(name));

	if (same)
		pf_grade(f, PF_WARNING);

	pf_label(ctx, f, "written again");
	pf_relate(ctx, f, document, key->first, "first written here");
	if (same)
		pf_help(ctx, f, "take one of the two away");
	else
		pf_help(ctx, f, "join the two values under one `%.*s`, or take one of them away",
			PF_STR_ARG(name));
}

static void report_second_object(struct pf_ctx *ctx, const struct pf_document *document,
	const struct pf_duplicate_key *key)
{
	struct pf_finding *f = pf_report(ctx, key->again,
		"a second object begins here without `---` above it; keys of the first one are lost");

	pf_label(ctx, f, "`%.*s` again", PF_STR_ARG(pf_node_text(key->again)));
	pf_relate(ctx, f, document, key->first, "first written here");
	pf_help(ctx, f, "write `---` on a line of its own between the two objects");
}

static void check(struct pf_ctx *ctx, const struct pf_document *document)
{
	bool two_objects = repeats(document, "apiVersion") && repeats(document, "kind");
	bool glued = pf_document_is_glued(document, NULL);
	const struct pf_duplicate_key *second = NULL; /* the first key of a second object */

	for (uint32_t i = 0; i < document->nduplicates; i++) {
		const struct pf_duplicate_key *key = &document->duplicates[i];

		/* Two objects that a broken separator glued together: said of that, once. */
		if ((glued && begins_line(document, key->again)) || is_branch(document, key))
			continue;
		if (!two_objects || !begins_line(document, key->again))
			report(ctx, document, key);
		else if (!second || key->again->start < second->again->start)
			second = key;
	}
	if (second)
		report_second_object(ctx, document, second);
}

static const char *const aliases[] = {"kubeconform/duplicate-key", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
	NULL,
};

PF_RULE(duplicate_key) = {
	.name = "duplicate-key",
	.title = "Mapping holds one key twice",
	.why = "Most readers of YAML keep the last value and drop the others without a word: a second "
	       "`env:` or `labels:` takes the first one's place instead of adding to it. Strict "
	       "readers refuse the file.",
	.help = "Join the two values under one key, or take one of them away.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_document = check,
};
