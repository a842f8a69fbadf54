/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The way of a finding from a rule to the report, station by station.
 */

#ifndef PF_ENGINE_STATIONS_INTERNAL_H
#define PF_ENGINE_STATIONS_INTERNAL_H

#include "engine/checker_internal.h"

/* Take what was just said of one object or file through the first stations, onto `heap`. */
void pf_stations_settle(struct pf_checker *checker, struct pf_heap *heap);

/*
 * Take all `n` findings of the run through the others: those to report are left, in
 * the order of a report.  Returns how many.
 */
size_t pf_stations_finish(struct pf_run *run, struct pf_item **items, size_t n);

#endif
