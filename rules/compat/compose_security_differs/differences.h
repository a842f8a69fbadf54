/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a compose service is granted and refused, against its container.
 */

#ifndef PF_RULES_COMPOSE_SECURITY_DIFFERS_DIFFERENCES_H
#define PF_RULES_COMPOSE_SECURITY_DIFFERS_DIFFERENCES_H

#include "kube/pod.h"
#include "project/compose/compose.h"

#define PF_COMPOSE_DIFFERENCES 8 /* of one container at most; there are seven kinds */

/* A setting that the service writes, and what the container says to it. */
struct pf_compose_difference {
	const pf_compose_text *compose;
	const struct pf_node *node; /* of the container's field, or NULL */
	pf_str subject;             /* "cap_add" */
	pf_str ours;                /* "is privileged": goes on after the container's title */
	pf_str theirs;              /* "is not": goes on after the service's */
	const char *follows;        /* from the difference: the end of a sentence */
	bool stricter;              /* compose is, else laxer, where it does not merely */
	bool differs;               /* differ: another user */
	bool guess;                 /* what the image brings is not known */
};

/*
 * Only what the service writes is compared: a manifest may well be stricter
 * than a compose file that says nothing.  The number of differences.
 */
size_t pf_compose_compare_security(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_compose_service *service,
	struct pf_compose_difference out[PF_COMPOSE_DIFFERENCES]);

#endif
