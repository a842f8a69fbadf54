/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the parts of the Dockerfile parser share: logical lines and their way
 * back to the source, the splitting of their text, and the list of faults.
 */

#ifndef PF_IMAGE_DOCKERFILE_DOCKERFILE_INTERNAL_H
#define PF_IMAGE_DOCKERFILE_DOCKERFILE_INTERNAL_H

#include "base/attr.h"
#include "image/dockerfile/dockerfile.h"

/* Faults. */

struct pf_dockerfile_faults {
	struct pf_arena *arena;
	struct pf_dockerfile_fault *ptr;
	size_t len;
	struct pf_dockerfile_fault spare; /* takes those past PF_DOCKERFILE_FAULTS_MAX */
};

/* The new fault, for its help; never NULL. */
struct pf_dockerfile_fault *pf_dockerfile_complain(struct pf_dockerfile_faults *faults,
	struct pf_piece range, const char *fmt, ...) PF_PRINTF(3, 4);

/* Of a text that a message is to quote, no more than it needs. */
pf_str pf_dockerfile_quotable(pf_str s);

/* Lines. */

/* From `at` in the text of a line on, bytes come from `from` in the source. */
struct pf_dockerfile_seam {
	uint32_t at;
	uint32_t from;
};

/* An instruction's line, continuations joined and the comments in them gone. */
struct pf_dockerfile_line {
	pf_str text;           /* blanks before it are gone, those behind are not */
	struct pf_piece range; /* in the source, to the end of the last line that it has */
	const struct pf_dockerfile_seam *seams; /* until the next line is read */
	size_t nseams;
};

struct pf_dockerfile_reader {
	struct pf_arena *arena;
	struct pf_dockerfile_faults *faults;
	pf_str text;
	size_t at; /* where the next line begins */
	char escape;
	bool past_directives;
	unsigned seen; /* directives, a bit each */
	struct pf_dockerfile_seam *seams;
	size_t seams_cap;
};

/* The next line that is not blank nor a comment; false at the end. */
bool pf_dockerfile_next_line(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out);

/*
 * The lines up to the one that ends a heredoc, which is read too, and `*end`
 * where that ends.  False when there is none: then all that is left is read.
 */
bool pf_dockerfile_read_body(struct pf_dockerfile_reader *reader, struct pf_heredoc *heredoc,
	size_t *end);

/* Where `part`, bytes of the text of `line`, stands in the source. */
struct pf_piece pf_dockerfile_place(const struct pf_dockerfile_line *line, pf_str part);

/* Words. */

struct pf_dockerfile_words {
	struct pf_arena *arena;
	struct pf_dockerfile_word *ptr;
	size_t len;
	size_t cap;
};

/* Bytes of the white space (Unicode's) at `at`, 0 when there is none. */
size_t pf_dockerfile_space(pf_str s, size_t at);

pf_str pf_dockerfile_trim(pf_str s);

/* Between words: space, tab, CR, VT, FF. */
static inline bool pf_dockerfile_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

/* Take the first word off the front of `*rest`, and the blanks behind it. */
pf_str pf_dockerfile_first_word(pf_str *rest);

/* The splits below add to `words`, which they do not clear. */
void pf_dockerfile_add_word(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str word);
void pf_dockerfile_split_blanks(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text);

/* At blanks that are neither quoted nor escaped; quotes and escapes are kept. */
void pf_dockerfile_split_quoted(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text, char escape);

/* The strings of an array, which `text` has to be. */
void pf_dockerfile_split_json(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text);

/* Flags. */

struct pf_dockerfile_flags {
	struct pf_arena *arena;
	struct pf_dockerfile_flag *ptr;
	size_t len;
	size_t cap;
};

/* Take the flags off the front of `*rest`, and the blanks behind them. */
void pf_dockerfile_take_flags(struct pf_dockerfile_flags *flags,
	const struct pf_dockerfile_line *line, pf_str *rest, char escape);

/* Does the builder take the flags of this instruction?  Says what it does not. */
bool pf_dockerfile_check_flags(struct pf_dockerfile_faults *faults,
	const struct pf_instruction *instruction);

/* Heredocs. */

struct pf_dockerfile_heredocs {
	struct pf_arena *arena;
	struct pf_heredoc *ptr;
	pf_str *words; /* what each is announced by */
	size_t len;
	size_t cap;
};

/* Is the word that of a heredoc?  Then `out` has all but the body. */
bool pf_dockerfile_heredoc_word(struct pf_arena *arena, pf_str word, struct pf_heredoc *out);

/* Add the heredocs that the text of a line announces. */
void pf_dockerfile_find_heredocs(struct pf_dockerfile_heredocs *heredocs, pf_str text);

/* Instructions. */

struct pf_dockerfile_parser {
	struct pf_arena *arena;
	struct pf_dockerfile_reader reader;
	struct pf_dockerfile_faults faults;
	struct pf_dockerfile_words words;       /* used again for each instruction */
	struct pf_dockerfile_flags flags;       /* so are these */
	struct pf_dockerfile_heredocs heredocs; /* and these */
	bool lost; /* the last line was no instruction: faults of the next ones may follow from it
		    */
};

/*
 * Parse one line, and the heredocs behind it, to `out`, which has its index and
 * stage.  False when it is not sound, which is a fault.  A FROM has a word in
 * any case: a stage begins there, sound or not.
 */
bool pf_dockerfile_instruction(struct pf_dockerfile_parser *parser,
	const struct pf_dockerfile_line *line, struct pf_instruction *out);

#endif
