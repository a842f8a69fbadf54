/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which files a mounted ConfigMap or Secret makes.
 */

#ifndef PF_RUNTIME_STORAGE_KEYS_H
#define PF_RUNTIME_STORAGE_KEYS_H

#include "kube/pod.h"

struct pf_world;

enum pf_presence {
	PF_PRESENCE_UNKNOWN,
	PF_PRESENT,
	PF_NOT_PRESENT,
};

/*
 * Does the volume hold the file, a path below its mount?  By its `items`, or by
 * the keys of the object in the input; unknown where that may get others when
 * it is built, and for other sorts of volumes.  `world` NULL: no other object is
 * known.
 */
enum pf_presence pf_volume_holds(const struct pf_world *world, const struct pf_pod *pod,
	pf_str volume, pf_str file);

#endif
