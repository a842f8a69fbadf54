/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What rules about requests and limits share.
 */

#ifndef PF_RULE_ADVICE_RESOURCES_H
#define PF_RULE_ADVICE_RESOURCES_H

#include "rule/rule.h"

/* Of every rule about what containers ask for: `init`. */
extern const struct pf_option pf_resource_options[];

#endif
