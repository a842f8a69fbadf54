/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/blanks.h"

/* Of so many the text is kept. */
static size_t named(const struct pf_blanks *blanks)
{
	return blanks->n < PF_BLANKS_MAX ? blanks->n : PF_BLANKS_MAX;
}

static void report(struct pf_ctx *ctx, const struct pf_blanks *blanks)
{
	size_t n = named(blanks);
	pf_str texts[PF_BLANKS_MAX + 1], list;
	struct pf_finding *f;

	for (size_t i = 0; i < n; i++)
		texts[i] =
			pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(blanks->first[i].shown));
	if (blanks->n > n)
		texts[n] = pf_arena_fmt(pf_scratch(ctx), "%zu more", blanks->n - n);
	list = pf_arena_list(pf_scratch(ctx), texts, blanks->n > n ? n + 1 : n, "and");
	f = pf_report(ctx, blanks->first[0].node, "%.*s %s to be filled in before this is applied",
		PF_STR_ARG(list), blanks->n == 1 ? "is" : "are");
	for (size_t i = 1; i < n; i++) {
		const struct pf_node *node = blanks->first[i].node;

		pf_relate_range(ctx, f, (struct pf_piece){node->start, node->end},
			"to be filled in, too");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_file *file)
{
	struct pf_blanks blanks = {.n = 0};

	for (size_t i = 0; i < file->nparts; i++) {
		PF_EACH(struct pf_object, o, file->objects[i])
			pf_blanks_add(&blanks, o);
	}
	if (blanks.n)
		report(ctx, &blanks);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/",
	NULL,
};

PF_RULE(placeholder_value) = {
	.name = "placeholder-value",
	.title = "Value is yet to be filled in",
	.why = "`<name>`, `CHANGEME`, `YOUR_TOKEN`, `${NAME}`, `@NAME@` or a name such as "
	       "`VOLUME_NAME` stands where a person or a program is to write the real value. "
	       "Applied as it is, the object is refused or runs with a password that everybody "
	       "knows. What such a value will be is not known, so that no other rule judges it.",
	.help = "Fill the values in, or check what the program makes of the file that does so.",
	.ignore = "Exclude examples and templates that are checked once they are filled in.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_HYGIENE,
	.severity = PF_INFO,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_file = check,
};
