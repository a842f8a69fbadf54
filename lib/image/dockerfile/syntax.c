/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/syntax.h"

static const char *const names[] = {
	[PF_ADD] = "ADD",
	[PF_ARG] = "ARG",
	[PF_CMD] = "CMD",
	[PF_COPY] = "COPY",
	[PF_ENTRYPOINT] = "ENTRYPOINT",
	[PF_ENV] = "ENV",
	[PF_EXPOSE] = "EXPOSE",
	[PF_FROM] = "FROM",
	[PF_HEALTHCHECK] = "HEALTHCHECK",
	[PF_LABEL] = "LABEL",
	[PF_MAINTAINER] = "MAINTAINER",
	[PF_ONBUILD] = "ONBUILD",
	[PF_RUN] = "RUN",
	[PF_SHELL] = "SHELL",
	[PF_STOPSIGNAL] = "STOPSIGNAL",
	[PF_USER] = "USER",
	[PF_VOLUME] = "VOLUME",
	[PF_WORKDIR] = "WORKDIR",
};

_Static_assert(sizeof(names) / sizeof(names[0]) == PF_INSTRUCTION_KINDS, "one for each kind");

const char *pf_instruction_name(enum pf_instruction_kind kind)
{
	return names[kind];
}

pf_str pf_stage_name_of(struct pf_arena *arena, pf_str written)
{
	char *out = PF_NEWN(arena, char, written.len);

	for (size_t i = 0; i < written.len; i++)
		out[i] = pf_to_lower(written.ptr[i]);
	return (pf_str){out, written.len};
}

const struct pf_dockerfile_flag *pf_instruction_flag(const struct pf_instruction *instruction,
	pf_str name)
{
	for (size_t i = 0; i < instruction->nflags; i++) {
		if (pf_str_eq(instruction->flags[i].name, name))
			return &instruction->flags[i];
	}
	return NULL;
}
