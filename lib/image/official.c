/* SPDX-License-Identifier: Apache-2.0 */

#include "image/official.h"

#include "image/facts/images.h"

bool pf_image_is_official(const struct pf_image_reference *ref)
{
	return pf_official_image(ref) != NULL;
}
