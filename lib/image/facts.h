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
 * Who the image starts as.  Only a number other than 0 is proof of another user
 * than root: the kubelet cannot tell what uid a name has.
 */
enum pf_user_class {
	PF_USER_UNKNOWN,
	PF_USER_ROOT,
	PF_USER_NUMERIC, /* and not 0 */
	PF_USER_NAMED,
};

/* `facts` may be NULL: nothing known. */
enum pf_user_class pf_image_user_class(const struct pf_image_facts *facts);

#endif
