/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Platforms, after github.com/containerd/platforms: normalised names, and
 * which of them a node accepts.
 */

#ifndef PF_IMAGE_PLATFORM_H
#define PF_IMAGE_PLATFORM_H

#include "image/facts.h"

/*
 * GOOS and GOARCH for the names in use, in any case: x86_64 is amd64, aarch64 is
 * arm64.  A name that is none of these stays as it is.
 */
struct pf_platform pf_platform_normal(pf_str os, pf_str architecture, pf_str variant);

/*
 * Does a node of this GOARCH start it?  amd64 nodes also take 386, arm64 and
 * arm nodes 32-bit arm; `fallback` (may be NULL) says that it is one of these.
 */
bool pf_platform_runs_on(const struct pf_platform *platform, pf_str architecture, bool *fallback);

#endif
