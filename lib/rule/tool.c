/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/tool.h"

/* From CMakeLists.txt. */
const char pf_version[] = PODFIT_VERSION;
const char pf_url[] = PODFIT_URL;
