/* SPDX-License-Identifier: Apache-2.0 */

/* What is wrong with a document, in words for its author. */

#ifndef PF_YAML_FAULT_H
#define PF_YAML_FAULT_H

#include "base/arena.h"
#include "yaml/document.h"

/* What libyaml says, with its marks turned into offsets of the source. */
struct pf_parse_problem {
	const char *text;
	const char *context; /* or NULL */
	size_t at;
	size_t context_at;
	int value; /* of the character or byte refused; reader only */
	bool from_reader;
	bool is_json;   /* the text begins with a brace or bracket */
	size_t key_end; /* of the last scalar, when is_json */
	size_t key_start;
};

/* `piece` bounds every range. */
struct pf_yaml_fault *pf_fault_of_problem(struct pf_arena *arena, pf_str text,
	struct pf_piece piece, const struct pf_parse_problem *problem);

struct pf_yaml_fault *pf_fault_new(struct pf_arena *arena, enum pf_yaml_fault_kind kind,
	struct pf_piece place, pf_str message);

/* For a mapping or list as a key, which is mostly `{{ … }}` without quotes. */
struct pf_yaml_fault *pf_fault_of_key(struct pf_arena *arena, pf_str text, size_t outer,
	size_t key);

#endif
