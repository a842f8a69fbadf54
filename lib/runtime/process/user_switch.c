/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/user_switch.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "runtime/process/argv.h"
#include "runtime/shell/walk.h"
#include "runtime/shell/words.h"

#define MAX_TEXT ((size_t)64 * 1024) /* bytes of RUN, for each container again */

/* setpriv does other things as well. */
static bool is_switch(const pf_str *words, size_t n)
{
	pf_str name = pf_program_name(words[0]);

	if (!pf_str_eq(name, PF_STR("setpriv")))
		return pf_known_program_has(name, PF_PROGRAM_SWITCHES_USER);
	for (size_t i = 1; i < n; i++) {
		if (pf_str_starts_with(words[i], PF_STR("--reuid")) ||
			pf_str_starts_with(words[i], PF_STR("--ruid")) ||
			pf_str_starts_with(words[i], PF_STR("--init-groups")))
			return true;
	}
	return false;
}

/* Does a shell's text start its program as another user? */
static pf_str find_in_text(struct pf_arena *arena, pf_str text)
{
	struct pf_shell_walk script = {.text = text, .rough = true};
	struct pf_shell_words words;

	while (pf_shell_next_words(arena, &script, &words)) {
		if (is_switch(words.ptr, words.n))
			return pf_program_name(words.ptr[0]);
	}
	return PF_STR_EMPTY;
}

/* In `tini -- gosu app web`, `sh -c 'exec gosu app web'`. */
static pf_str find_in_words(struct pf_arena *arena, const pf_str *words, size_t n)
{
	size_t i = 0;

	if (n && pf_known_program_has(pf_program_name(words[0]), PF_PROGRAM_WRAPPER)) {
		i = 1;
		while (i < n &&
			(pf_str_starts_with(words[i], PF_STR("-")) ||
				pf_str_find_char(words[i], '=') < words[i].len))
			i++;
	}
	if (i == n)
		return PF_STR_EMPTY;
	if (n - i == 3 && pf_is_shell(words[i]) && pf_str_starts_with(words[i + 1], PF_STR("-")))
		return find_in_text(arena, words[i + 2]);
	return is_switch(words + i, n - i) ? pf_program_name(words[i]) : PF_STR_EMPTY;
}

/* Is it a script of the image that starts the program? */
static bool starts_script(const struct pf_argv *argv)
{
	for (size_t i = 0; i < argv->nimage && i < 4; i++) {
		pf_str word = argv->words.ptr[i];

		if (pf_str_ends_with(word, PF_STR(".sh")) ||
			pf_str_contains(word, PF_STR("entrypoint")))
			return true;
	}
	return false;
}

/* gosu and su-exec serve nothing but entrypoints. */
static bool installs_switcher(struct pf_arena *arena, pf_str text, pf_str *program)
{
	struct pf_shell_walk script = {.text = text, .rough = true};
	struct pf_shell_words words;

	while (pf_shell_next_words(arena, &script, &words)) {
		for (size_t k = 0; k < words.n; k++) {
			*program = pf_program_name(words.ptr[k]);
			if (pf_str_eq(*program, PF_STR("gosu")) ||
				pf_str_eq(*program, PF_STR("su-exec")))
				return true;
		}
	}
	return false;
}

struct pf_user_switch pf_user_switch_of(struct pf_arena *arena, const struct pf_pod_container *c)
{
	struct pf_argv argv = pf_argv_guessed(arena, c);
	const struct pf_image_build *build = c->facts->build;
	struct pf_user_switch found = {.from = argv.from};
	size_t nread = 0;

	found.program = find_in_words(arena, argv.words.ptr, argv.words.len);
	if (found.program.len || !build || !starts_script(&argv))
		return found;
	for (size_t i = 0; i < build->nruns; i++) {
		pf_str text = build->runs[i].text;

		nread += text.len;
		if (nread > MAX_TEXT)
			break;
		if (!installs_switcher(arena, text, &found.program))
			continue;
		found.from = &build->runs[i].at;
		found.likely = true;
		return found;
	}
	return (struct pf_user_switch){0};
}
