/* SPDX-License-Identifier: Apache-2.0 */

#include "check/targets.h"

#include "environment.h"

static bool read_format(pf_str text, enum format *out, struct pf_error *err)
{
	int format;

	if (!value_read(&value_format, FOR_CHECK, text, &format, err))
		return false;
	*out = (enum format)format;
	return true;
}

static bool format_of_environment(enum format *out, struct pf_error *err)
{
	const char *text = environment("PODFIT_FORMAT");
	struct pf_error fault = {0};

	if (text && !read_format(pf_str_from(text), out, &fault))
		return pf_fail(err, PF_E_USAGE, "in PODFIT_FORMAT: %s", fault.msg);
	return true;
}

bool targets_start(struct targets_asked *out, struct pf_error *err)
{
	*out = (struct targets_asked){.format = FORMAT_TEXT};
	return format_of_environment(&out->format, err);
}

bool targets_add_format(struct targets_asked *asked, pf_str text, struct pf_error *err)
{
	asked->has_format = true;
	return read_format(text, &asked->format, err);
}

bool targets_add_output(struct pf_arena *arena, struct targets_asked *asked, pf_str text,
	struct pf_error *err)
{
	size_t colon = pf_str_find_char(text, ':');
	struct target *target = &PF_VEC_ADD(arena, &asked->outputs);
	pf_str file;

	if (!read_format(pf_str_sub(text, 0, colon), &target->format, err))
		return false;
	if (colon == text.len)
		return true;
	file = pf_str_from_offset(text, colon + 1);
	if (!file.len)
		return pf_fail(err, PF_E_USAGE, "'%.*s' names no file", PF_STR_ARG(text));
	target->file = pf_arena_cstr(arena, file);
	return true;
}

static bool is_same_target(const struct target *a, const struct target *b)
{
	return a->file && b->file ? strcmp(a->file, b->file) == 0 : !a->file && !b->file;
}

static bool is_free(const struct targets_asked *asked, size_t at, struct pf_error *err)
{
	const struct target *output = &asked->outputs.ptr[at];

	for (size_t i = 0; i < at; i++) {
		if (is_same_target(output, &asked->outputs.ptr[i]))
			return pf_fail(err, PF_E_USAGE, "two reports go to %s",
				output->file ? output->file : "standard output");
	}
	if (!output->file && asked->has_format)
		return pf_fail(err, PF_E_USAGE,
			"two reports go to standard output: --format and --output name one");
	return true;
}

/* stdout goes to -f, to the -o without a file, to PODFIT_FORMAT, or to text. */
bool targets_settle(struct pf_arena *arena, const struct targets_asked *asked,
	struct check_output *out, struct pf_error *err)
{
	struct target *targets = PF_NEWN(arena, struct target, asked->outputs.len + 1);
	size_t n = 1;

	targets[0].format = asked->format;
	for (size_t i = 0; i < asked->outputs.len; i++) {
		const struct target *output = &asked->outputs.ptr[i];

		if (!is_free(asked, i, err))
			return false;
		if (output->file)
			targets[n++] = *output;
		else
			targets[0] = *output;
	}
	if (out->quiet > 1)
		targets[0].format = FORMAT_NONE;
	out->targets = targets;
	out->ntargets = n;
	return true;
}

enum format targets_guess(const struct arguments *arguments)
{
	enum format format = FORMAT_TEXT;
	struct pf_error ignored = {0};

	(void)format_of_environment(&format, &ignored);
	for (size_t i = 0; i < arguments->ngiven; i++) {
		const struct given *given = &arguments->given[i];

		if (given->option->id == OPTION_FORMAT ||
			(given->option->id == OPTION_OUTPUT &&
				pf_str_find_char(given->value, ':') == given->value.len))
			(void)read_format(given->value, &format, &ignored);
	}
	return format;
}
