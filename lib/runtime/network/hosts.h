/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Names of hosts in what a container is told.
 */

#ifndef PF_RUNTIME_NETWORK_HOSTS_H
#define PF_RUNTIME_NETWORK_HOSTS_H

#include "base/str.h"

/*
 * Take the next word of `text` from `*at` on that stands where a host does:
 * behind `//` or `@`, before a colon and a port, behind `host=`.  Addresses and
 * words with dots come too.
 */
bool pf_host_next(pf_str text, size_t *at, pf_str *host);

/* Does something of this name (DB_HOST, --redis-addr) have a host for its value? */
bool pf_name_means_host(pf_str name);

#endif
