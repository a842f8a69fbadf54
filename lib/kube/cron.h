/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Schedules of CronJobs, as the server and the controller read them
 * (ParseStandard of github.com/robfig/cron v3), and their time zones.
 */

#ifndef PF_KUBE_CRON_H
#define PF_KUBE_CRON_H

#include "base/str.h"

enum pf_cron_verdict {
	PF_CRON_OK,
	PF_CRON_MALFORMED, /* refused: it cannot be parsed */
	PF_CRON_TIME_ZONE, /* refused: TZ= or CRON_TZ= before the schedule */
	PF_CRON_NEVER,     /* accepted, but no date matches it */
};

struct pf_cron_check {
	enum pf_cron_verdict verdict;
	const char *fault; /* the rest of a sentence, static; NULL when there is none */
	size_t at;         /* offset of the fault in the schedule */
};

struct pf_cron_check pf_cron_check(pf_str schedule);

/*
 * What is wrong with a timeZone, as the rest of a sentence, or NULL.  Judges
 * without a copy of the time zone database: the form of the name, the area
 * before the first `/`, and the few names that have none.  So "Europe/Atlantis"
 * passes, while "PST", "UTC+2", "europe/berlin" and "Local" do not.
 */
const char *pf_time_zone_fault(pf_str name);

#endif
