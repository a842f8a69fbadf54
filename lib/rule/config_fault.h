/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is wrong with the configuration, at its place.
 */

#ifndef PF_RULE_CONFIG_FAULT_H
#define PF_RULE_CONFIG_FAULT_H

#include "rule/finding.h"

struct pf_config_fault {
	pf_str path;           /* as reported */
	pf_str message;        /* one line, no full stop */
	pf_str label;          /* what is wrong with just these characters, or empty */
	struct pf_place at;    /* at.file is NULL where the file could not be read */
	struct pf_place first; /* what `at` clashes with; first.file is NULL where nothing does */
	pf_str first_label;
};

#endif
