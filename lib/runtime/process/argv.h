/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a container starts: its `command` and `args` put together with the image's ENTRYPOINT and
 * CMD, as the runtimes do it.
 */

#ifndef PF_RUNTIME_PROCESS_ARGV_H
#define PF_RUNTIME_PROCESS_ARGV_H

#include "kube/pod.h"

struct pf_argv {
	struct pf_words words;
	const struct pf_node *const *nodes; /* of each word; NULL where it is the image's */
	size_t nimage;                      /* the first of them, that are the image's */
	const struct pf_origin *from;       /* of these; NULL: there are none */
	bool known;    /* that is all of it: what has a say was read, and can be used */
	bool supposed; /* the ENTRYPOINT is one of a well-known base, and only hands over */
};

/*
 * Unset `command`: ENTRYPOINT and `args`, or CMD where these are unset, too.
 * Set: it and `args`, and nothing of the image.  Known and without words: there
 * is nothing to start.  Unknown, and without words, where an unread base or a
 * fragment has a say, and of ephemeral containers.
 */
struct pf_argv pf_argv_of(struct pf_arena *arena, const struct pf_pod_container *c);

/* The same, where what Docker's own base images have for ENTRYPOINT may be supposed. */
struct pf_argv pf_argv_supposed(struct pf_arena *arena, const struct pf_pod_container *c);

/*
 * The same with the words that there are, known or not.  Where an unread base
 * decides the ENTRYPOINT, CMD alone: most of them run it as it is, or hand over
 * to it.  No words where `args` follow such a one.
 */
struct pf_argv pf_argv_guessed(struct pf_arena *arena, const struct pf_pod_container *c);

/* Is the list written, with at least one word, and all of them strings? */
bool pf_list_is_sound(const struct pf_str_list *list);

/* Known to have no word: absent, `[]`, or the `[""]` that clears it. */
bool pf_fact_is_empty(const pf_words_fact *fact);

/*
 * Index of the text that a POSIX shell is given to run (`sh -ec TEXT`); 0 where
 * the words start no such shell.
 */
size_t pf_shell_text_at(struct pf_words words);

/* `["npm", "start"]` for messages: cut where it is long, empty where it has odd characters. */
pf_str pf_words_title(struct pf_arena *arena, struct pf_words words);

#endif
