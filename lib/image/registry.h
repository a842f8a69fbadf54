/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is known of image registries by their host names.
 */

#ifndef PF_IMAGE_REGISTRY_H
#define PF_IMAGE_REGISTRY_H

#include "base/str.h"

enum pf_registry_access {
	PF_REGISTRY_UNKNOWN,       /* nothing known: most private registries */
	PF_REGISTRY_ANONYMOUS,     /* serves anonymous pulls */
	PF_REGISTRY_NODE_IDENTITY, /* the cloud's nodes sign in by themselves (ECR, ACR, …) */
	PF_REGISTRY_LOCAL,         /* localhost, loopback: no pull secret would help */
};

enum pf_registry_access pf_registry_access_of(pf_str domain);

/*
 * The same for what it holds at `path`: a registry of which nothing is known as
 * a whole may hold what a project gives to anyone.
 */
enum pf_registry_access pf_registry_access_at(pf_str domain, pf_str path);

/*
 * An address, a name without a point, a name of the cluster or of a local
 * network: most often a registry that asks nobody to sign in.
 */
bool pf_registry_is_nearby(pf_str domain);

#endif
