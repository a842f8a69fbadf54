/* SPDX-License-Identifier: Apache-2.0 */

#include "environment.h"

#include <stdlib.h>

const char *environment(const char *name)
{
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread runs */
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}
