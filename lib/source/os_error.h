/* SPDX-License-Identifier: Apache-2.0 */

/* Text of an errno value, safe in threads. */

#ifndef PF_SOURCE_OS_ERROR_H
#define PF_SOURCE_OS_ERROR_H

struct pf_os_error {
	char text[128];
};

struct pf_os_error pf_os_error_of(int code);

#endif
