/* SPDX-License-Identifier: Apache-2.0 */

#include "check/images.h"

#include "image/reference.h"
#include "source/path.h"

static bool is_same_image(const struct pf_image_reference *a, const struct pf_image_reference *b)
{
	return pf_str_eq(a->domain, b->domain) && pf_str_eq(a->path, b->path) &&
		pf_str_eq(a->tag, b->tag) && pf_str_eq(a->digest, b->digest);
}

static bool is_new_image(struct pf_arena *arena, const struct check_images *images,
	const struct pf_image_reference *image, struct pf_error *err)
{
	for (size_t i = 0; i < images->settings.len; i++) {
		struct pf_image_reference other =
			pf_image_reference_parse(arena, images->settings.ptr[i].match);

		if (is_same_image(image, &other))
			return pf_fail(err, PF_E_USAGE, "two options '--image' are about '%.*s'",
				PF_STR_ARG(image->text));
	}
	return true;
}

/* PATH or PATH#TARGET. */
static bool read_image_source(struct pf_arena *arena, pf_str text, struct pf_image_setting *out,
	struct pf_error *err)
{
	size_t hash = pf_str_rfind_char(text, '#');

	if (hash + 1 == text.len)
		return pf_fail(err, PF_E_USAGE, "'%.*s' names no target after the '#'",
			PF_STR_ARG(text));
	if (!text.len || !hash)
		return pf_fail(err, PF_E_USAGE, "option '--image' needs a path after the '='");
	if (hash < text.len)
		out->target = pf_str_from_offset(text, hash + 1);
	out->source = pf_report_path(arena, pf_str_sub(text, 0, hash));
	return true;
}

bool check_add_image(struct pf_arena *arena, struct check_images *images, pf_str value,
	struct pf_error *err)
{
	size_t equals = pf_str_find_char(value, '=');
	struct pf_image_setting setting = {.where = PF_STR("--image"),
		.match = pf_str_sub(value, 0, equals),
		.target = PF_STR_EMPTY};
	struct pf_image_reference image = pf_image_reference_parse(arena, setting.match);

	if (equals == value.len)
		return pf_fail(err, PF_E_USAGE, "'%.*s' is not REF=SOURCE", PF_STR_ARG(value));
	if (!image.valid)
		return pf_fail(err, PF_E_USAGE, "'%.*s' is no image reference%s%s",
			PF_STR_ARG(setting.match), image.fault ? ": it " : "",
			image.fault ? image.fault : "");
	if (!is_new_image(arena, images, &image, err) ||
		!read_image_source(arena, pf_str_from_offset(value, equals + 1), &setting, err))
		return false;
	PF_VEC_ADD(arena, &images->settings) = setting;
	return true;
}

bool check_add_architectures(struct pf_arena *arena, struct check_images *images, pf_str list,
	struct pf_error *err)
{
	pf_str name;

	while (pf_str_split(&list, ',', &name)) {
		pf_str known, meant, trimmed = pf_str_trim(name);

		if (pf_architecture_named(trimmed, &known, &meant))
			PF_VEC_ADD(arena, &images->architectures) = known;
		else if (meant.len)
			return pf_fail(err, PF_E_USAGE,
				"unknown architecture '%.*s'; did you mean '%.*s'?",
				PF_STR_ARG(trimmed), PF_STR_ARG(meant));
		else
			return pf_fail(err, PF_E_USAGE, "unknown architecture '%.*s'",
				PF_STR_ARG(trimmed));
	}
	return true;
}
