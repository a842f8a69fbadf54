/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One target per fuzz_*.c.  With libFuzzer (the `fuzz` preset) it looks for
 * inputs; in every other build replay.c feeds it testdata/fuzz/<target>/.
 */

#ifndef PF_TEST_FUZZ_H
#define PF_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes with a NUL behind the last, as sources are. */
static inline pf_str fuzz_text(struct pf_arena *arena, const uint8_t *data, size_t size)
{
	return pf_arena_dup(arena, (pf_str){(const char *)data, size});
}

#endif
