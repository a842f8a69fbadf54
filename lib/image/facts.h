/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is known of an image, whatever it was read from.
 *
 * Each fact is known, known to be absent, or unknown because a base image
 * that was not read may set it.  Unknown is never reported as absent.
 */

#ifndef PF_IMAGE_FACTS_H
#define PF_IMAGE_FACTS_H

#include "base/str.h"

enum pf_knowledge {
	PF_INHERITED, /* unknown: an unread base decides */
	PF_ABSENT,
	PF_KNOWN,
};

typedef struct {
	enum pf_knowledge is;
	pf_str value; /* PF_KNOWN */
} pf_str_fact;

struct pf_image_facts {
	pf_str_fact user; /* USER as the image configuration holds it: "app", "1000:1000" */
};

/*
 * Does the image start as another user than root?  PF_TRUE-like answers only
 * for a numeric non-zero user; a name proves nothing to the kubelet.
 */
enum pf_user_class {
	PF_USER_UNKNOWN,
	PF_USER_ROOT,
	PF_USER_NUMERIC, /* and not 0 */
	PF_USER_NAMED,
};

enum pf_user_class pf_image_user_class(const struct pf_image_facts *facts);

#endif
