/* SPDX-License-Identifier: Apache-2.0 */

#include "check/notes.h"

#include "say.h"

/* A program that failed before the pipe leaves it empty; so does a new buffer of an editor. */
static void say_empty_input(const struct check *check, const struct inputs *inputs)
{
	if (check->files.stdin_name.len)
		return;
	if (check->changes.named && !check->changes.read.n)
		say("the diff is empty: nothing counts as changed, so nothing is reported");
	for (size_t i = 0; i < inputs->nlinted; i++) {
		if (!inputs->ptr[i].os_path && !inputs->ptr[i].bytes.len)
			say("standard input is empty");
	}
}

/* Whoever names Dockerfiles alone knows that there is no manifest among them. */
static bool is_asked_for(const struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->nlinted; i++) {
		if (!inputs->ptr[i].named || !inputs->ptr[i].dockerfile)
			return false;
	}
	return true;
}

static void say_no_object(const struct inputs *inputs, const struct pf_result *result)
{
	if (result->objects || !result->files_checked || result->nfindings || result->nerrors ||
		is_asked_for(inputs))
		return;
	say("no Kubernetes object seen: rules about objects had nothing to judge");
}

/* What the user named himself and cannot be read is an error; the rest is only not known. */
static bool is_told(const struct pf_bound *bound)
{
	return bound->unread && bound->by > PF_BOUND_BY_CONFIG;
}

static bool is_same_source(const struct pf_bound *a, const struct pf_bound *b)
{
	return pf_str_eq(a->source, b->source) && pf_str_eq(a->image, b->image);
}

/* One by name, for a line each would bury the rest. */
static void say_unread_images(const struct pf_result *result)
{
	const struct pf_bound *first = NULL;
	bool more = false;

	for (size_t i = 0; i < result->nbindings; i++) {
		const struct pf_bound *bound = &result->bindings[i];

		if (!is_told(bound))
			continue;
		first = first ? first : bound;
		more |= !is_same_source(first, bound);
	}
	if (first)
		say("image %.*s: %.*s (%.*s) cannot be read, so nothing is known of it%s",
			PF_STR_ARG(first->image), PF_STR_ARG(first->source), PF_STR_ARG(first->why),
			more ? "; nor can others, which -v names" : "");
}

void check_say_notes(const struct check *check, const struct inputs *inputs,
	const struct pf_result *result)
{
	say_empty_input(check, inputs);
	say_no_object(inputs, result);
	say_unread_images(result);
}
