/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/cron.h"

/* The field or macro that the fault lies in. */
static pf_str part_at(pf_str schedule, size_t at)
{
	size_t end = at;

	while (end < schedule.len && !pf_is_blank(schedule.ptr[end]))
		end++;
	return pf_str_sub(schedule, at, end);
}

static void report_malformed(struct pf_ctx *ctx, pf_str_field schedule,
	const struct pf_cron_check *found)
{
	pf_str part = part_at(schedule.is, found->at);
	const char *outside = strstr(found->fault, " outside ");
	struct pf_finding *f =
		pf_report(ctx, schedule.node, "schedule `%.*s` %s, and the API server refuses it",
			PF_STR_ARG(schedule.is), found->fault);

	if (part.len && part.len < schedule.is.len)
		pf_label(ctx, f, "`%.*s` %s%s", PF_STR_ARG(part), outside ? "is" : "",
			outside ? outside : found->fault);
	if (outside && pf_str_eq(part, PF_STR("7")) && pf_str_ends_with(schedule.is, PF_STR("7")))
		pf_help(ctx, f, "write `0` for Sunday: `%.*s0`",
			PF_STR_ARG(pf_str_sub(schedule.is, 0, schedule.is.len - 1)));
	else
		pf_help(ctx, f,
			"write minute, hour, day of month, month and day of week (`30 4 * * 1-5`), or "
			"`@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`, `@every 6h`");
}

static void check_schedule(struct pf_ctx *ctx, pf_str_field schedule)
{
	struct pf_cron_check found;
	struct pf_finding *f;

	if (schedule.is.len == 0 || pf_is_placeholder(schedule.is))
		return;
	found = pf_cron_check(schedule.is);
	switch (found.verdict) {
	case PF_CRON_OK:
		break;
	case PF_CRON_MALFORMED:
		report_malformed(ctx, schedule, &found);
		break;
	case PF_CRON_TIME_ZONE:
		f = pf_report(ctx, schedule.node,
			"schedule `%.*s` sets a time zone, which the API server refuses there",
			PF_STR_ARG(schedule.is));
		pf_help(ctx, f, "move the zone to `timeZone`, beside `schedule`");
		break;
	case PF_CRON_NEVER:
		f = pf_report(ctx, schedule.node,
			"schedule `%.*s` names a date that never comes, so the job never runs",
			PF_STR_ARG(schedule.is));
		pf_help(ctx, f, "choose a day that the month has");
		break;
	}
}

static void check_time_zone(struct pf_ctx *ctx, pf_str_field zone)
{
	const char *fault;
	struct pf_finding *f;

	if (!zone.set || pf_is_placeholder(zone.is))
		return;
	fault = pf_time_zone_fault(zone.is);
	if (!fault)
		return;
	f = pf_report(ctx, zone.node, "timeZone `%.*s` %s, and the API server refuses it",
		PF_STR_ARG(zone.is), fault);
	pf_help(ctx, f,
		"write a name of the time zone database, such as `Europe/Berlin` or `Etc/UTC`");
}

static void check(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_cron_job *job = PF_TYPED(ctx, pf_cron_job);

	(void)object;
	if (!job || !job->spec)
		return;
	check_schedule(ctx, job->spec->schedule);
	check_time_zone(ctx, job->spec->time_zone);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec",
	NULL,
};

PF_RULE(invalid_cron_schedule) = {
	.name = "invalid-cron-schedule",
	.title = "Schedule or time zone of a CronJob is invalid",
	.why = "The API server takes five fields or one of a few macros, and nothing of what other "
	       "crons add: no seconds, no `@reboot`, no 7 for Sunday, no `L` or `H`. A date that "
	       "never comes is accepted, and the job never runs. The time zone has a field of its "
	       "own and must be a name of the IANA database.",
	.help = "Write five fields (minute, hour, day of month, month, day of week) or a macro such as "
		"`@daily`, and the zone in `timeZone`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_WORKLOAD,
	.sets = PF_DEFAULT,
	.on_object = check,
};
