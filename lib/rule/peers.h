/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Checks of other linters, those included that no rule answers to: rules/peers.tsv.
 */

#ifndef PF_RULE_PEERS_H
#define PF_RULE_PEERS_H

#include <stddef.h>

#include "base/str.h"

/* The table as bytes, embedded at build time. */
extern const unsigned char pf_peers_tsv[];
extern const size_t pf_peers_tsv_len;

/*
 * Is `name`, "peer/check" or the check alone, a check of a peer?  `*reason` is a clause
 * without its subject that says why no rule is to answer to it; empty: none stands against one.
 */
bool pf_peer_find(pf_str name, pf_str *reason);

#endif
