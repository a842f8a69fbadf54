/* SPDX-License-Identifier: Apache-2.0 */

#include "world/pod.h"

#include "image/facts/images.h"
#include "world/binding/binding.h"
#include "world/images.h"

const struct pf_pod *pf_world_pod_of(const struct pf_world *world, struct pf_decoder *decoder,
	const struct pf_object *object, const void *typed)
{
	struct pf_pod *pod = pf_pod_of(decoder, object, typed);

	for (size_t i = 0; pod && i < pod->containers.len; i++) {
		struct pf_pod_container *c = &pod->containers.ptr[i];

		c->image_rewritten = c->spec->image.set &&
			pf_world_container_image_is_rewritten(world, object, c);
		c->binding = pf_world_image_binding(world, decoder->arena, object, c);
		c->facts = c->binding ? c->binding->facts : NULL;
		if (!c->facts && !c->image_rewritten)
			c->facts = pf_facts_of_known_image(decoder->arena, &c->image);
	}
	return pod;
}
