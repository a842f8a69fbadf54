/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/resources.h"

const struct pf_option pf_resource_options[] = {
	{"init", PF_OPTION_BOOL, "false", "look at ordinary init containers as well"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};
