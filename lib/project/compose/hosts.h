/* SPDX-License-Identifier: Apache-2.0 */

/* By what names the services of a compose file find each other. */

#ifndef PF_PROJECT_COMPOSE_HOSTS_H
#define PF_PROJECT_COMPOSE_HOSTS_H

#include "project/compose/service.h"

/* Does a container of the project find another by that name: a service, alias, link, …? */
bool pf_compose_has_host(const struct pf_compose *compose, pf_str name);

/* Fill in the names of hosts, once the services are read. */
void pf_compose_collect_hosts(struct pf_arena *arena, struct pf_compose *compose);

#endif
