/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Users and groups of an image, as the RUN lines of its Dockerfile make them.
 */

#ifndef PF_RUNTIME_PROCESS_ACCOUNTS_H
#define PF_RUNTIME_PROCESS_ACCOUNTS_H

#include "base/arena.h"
#include "image/facts.h"

struct pf_account {
	pf_str name;
	int64_t id;            /* -1: not said */
	pf_str group;          /* of a user: name or number of its first group, or empty */
	struct pf_origin from; /* no source: every image of that base has it */
};

/*
 * The user (group) of that name: what the last of useradd, adduser, usermod
 * (groupadd, addgroup, groupmod) and lines for /etc/passwd (/etc/group) says,
 * or else what the base image is known for.
 */
bool pf_image_user_named(struct pf_arena *arena, const struct pf_image_facts *facts, pf_str name,
	struct pf_account *out);
bool pf_image_group_named(struct pf_arena *arena, const struct pf_image_facts *facts, pf_str name,
	struct pf_account *out);

/* The last user that the Dockerfile makes with that number. */
bool pf_image_user_numbered(struct pf_arena *arena, const struct pf_image_facts *facts, int64_t id,
	struct pf_account *out);

/*
 * Is it sure enough that /etc/passwd of the image does not hold the user, whom
 * no RUN makes?  Only bases that everybody knows can tell, and many of those
 * have one ordinary user.
 */
bool pf_image_lacks_user(struct pf_arena *arena, const struct pf_image_facts *facts, int64_t id);

#endif
