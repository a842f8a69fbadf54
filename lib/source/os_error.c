/* SPDX-License-Identifier: Apache-2.0 */

#include "source/os_error.h"

#include <stdio.h>
#include <string.h>

struct pf_os_error pf_os_error_of(int code)
{
	struct pf_os_error error;

	if (strerror_r(code, error.text, sizeof(error.text)) != 0)
		(void)snprintf(error.text, sizeof(error.text), "error %d", code);
	return error;
}
