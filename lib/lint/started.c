/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* The kubelet hands on only lists that are not empty. */
static struct pf_started add_list(struct pf_arena *arena, struct pf_words head,
	const struct pf_str_list *tail)
{
	pf_str *words = PF_NEWN(arena, pf_str, head.len + tail->len);
	size_t n = 0;

	for (size_t i = 0; i < head.len; i++)
		words[n++] = head.ptr[i];
	PF_EACH(pf_str_field, word, *tail)
		words[n++] = word->is;
	return (struct pf_started){
		.words = {words, n}, .nimage = head.len, .complete = tail->len > 0};
}

static struct pf_started of_manifest(struct pf_arena *arena, const struct pf_container *spec)
{
	struct pf_started command = add_list(arena, (struct pf_words){0}, &spec->command);
	struct pf_started whole = add_list(arena, command.words, &spec->args);

	whole.nimage = 0;
	whole.complete = true;
	return whole;
}

static struct pf_words join(struct pf_arena *arena, struct pf_words head, struct pf_words tail)
{
	pf_str *words = PF_NEWN(arena, pf_str, head.len + tail.len);

	for (size_t i = 0; i < head.len; i++)
		words[i] = head.ptr[i];
	for (size_t i = 0; i < tail.len; i++)
		words[head.len + i] = tail.ptr[i];
	return (struct pf_words){words, head.len + tail.len};
}

struct pf_started pf_started_by(struct pf_arena *arena, const struct pf_pod_container *c)
{
	const struct pf_image_facts *facts = c->facts;
	struct pf_started started = {0};
	struct pf_words entrypoint = {0}, cmd = {0};

	if (c->spec->command.len)
		return of_manifest(arena, c->spec);
	if (!facts || (facts->entrypoint.is == PF_INHERITED && c->spec->args.len))
		return started;
	if (facts->entrypoint.is == PF_KNOWN)
		entrypoint = facts->entrypoint.value;
	if (facts->cmd.is == PF_KNOWN)
		cmd = facts->cmd.value;
	if (c->spec->args.len) {
		started = add_list(arena, entrypoint, &c->spec->args);
	} else {
		started.words = join(arena, entrypoint, cmd);
		started.nimage = started.words.len;
		started.complete =
			facts->entrypoint.is != PF_INHERITED && facts->cmd.is != PF_INHERITED;
	}
	if (started.nimage)
		started.from = entrypoint.len ? &facts->entrypoint.from : &facts->cmd.from;
	return started;
}
