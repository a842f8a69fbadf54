/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/idle_suppression.h"

static const char *title_of(const struct pf_suppression *what)
{
	switch (what->by) {
	case PF_BY_COMMENT:
		return "comment";
	case PF_BY_ANNOTATION:
		return "annotation";
	case PF_BY_CONFIG:
	case PF_BY_BASELINE:
		break;
	}
	return "entry";
}

static void report_without_reason(struct pf_ctx *ctx, struct pf_piece at,
	const struct pf_suppression *what)
{
	struct pf_finding *f = pf_report_range(ctx, at,
		"suppression of `%.*s` gives no reason, so it does not count",
		PF_STR_ARG(what->pattern));

	if (what->by == PF_BY_COMMENT)
		pf_help(ctx, f, "write the reason behind `--`: `# podfit: ignore[%.*s] -- reason`",
			PF_STR_ARG(what->pattern));
	else
		pf_help(ctx, f, "add the reason as annotation `podfit.dev/ignore-reason`");
}

static void report_unused(struct pf_ctx *ctx, const struct pf_idle_suppression *idle)
{
	struct pf_finding *f = pf_report_range(ctx, (struct pf_piece){idle->at.start, idle->at.end},
		"suppression of `%.*s` matches nothing", PF_STR_ARG(idle->what->pattern));

	pf_help(ctx, f, "remove it, or move it to what it is about");
	if (idle->miss.end) {
		pf_relate_range(ctx, f, idle->miss, "this is found, and not covered");
		pf_help(ctx, f, "move it to a line of its own above what it is about");
	}
	if (idle->spare.end)
		pf_fix_remove(ctx, f, true, "remove the suppression", idle->spare);
}

static void check(struct pf_ctx *ctx, const struct pf_idle_suppression *idle)
{
	pf_str name = idle->what->pattern;
	struct pf_piece at = {idle->at.start, idle->at.end};
	struct pf_finding *f = NULL;

	switch (idle->fault) {
	case PF_SUPPRESSION_UNUSED:
		report_unused(ctx, idle);
		return;
	case PF_SUPPRESSION_UNKNOWN:
		f = pf_report_range(ctx, at, "suppression of `%.*s`%.*s", PF_STR_ARG(name),
			PF_STR_ARG(idle->why));
		break;
	case PF_SUPPRESSION_MALFORMED:
	case PF_SUPPRESSION_MISPLACED:
		f = pf_report_range(ctx, at, "this %s silences nothing: %.*s", title_of(idle->what),
			PF_STR_ARG(idle->why));
		break;
	case PF_SUPPRESSION_WITHOUT_REASON:
		report_without_reason(ctx, at, idle->what);
		return;
	case PF_SUPPRESSION_EXPIRED:
		f = pf_report_range(ctx, at, "suppression of `%.*s` has expired", PF_STR_ARG(name));
		pf_help(ctx, f, "mend what it was for and remove it, or give it a later `until`");
		break;
	}
	if (idle->help.len)
		pf_help(ctx, f, "%.*s", PF_STR_ARG(idle->help));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
	NULL,
};

PF_RULE(unused_suppression) = {
	.name = "unused-suppression",
	.title = "Suppression silences nothing",
	.why = "A comment, annotation or `ignores` entry that matches nothing looks like a known "
	       "exception where there is none, and will hide the next such mistake in this place. "
	       "One with a misspelt rule, in the wrong place or past its date does not do what its "
	       "author meant.",
	.help = "Remove it, or mend it: `# podfit: ignore[rule] -- reason` stands on a line of its "
		"own above the part that it is about, or behind a line for this line alone; "
		"`# podfit: ignore-file[rule]` stands at the top of the file.",
	.ignore = "Ignore it in files that are checked with several configurations, of which each "
		  "needs other suppressions.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_HYGIENE,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_FILE,
	.fix = PF_FIX_SAFE,
	.sets = PF_DEFAULT,
	.on_suppression = check,
};
