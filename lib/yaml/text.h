/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Looks at the text that libyaml's marks leave to us: lines, document
 * markers, properties, ends.  Offsets are bytes of `text`; a line ends at LF,
 * CRLF or CR.
 */

#ifndef PF_YAML_TEXT_H
#define PF_YAML_TEXT_H

#include "base/str.h"

/* Start of the line that holds `at`; of the line after it, or the length. */
size_t pf_text_line_start(pf_str text, size_t at);
size_t pf_text_next_line(pf_str text, size_t at);

/* End of the line that holds `at`, before its line break. */
size_t pf_text_line_end(pf_str text, size_t at);

/* First offset from `at` on that holds no blank, at most `end`. */
size_t pf_text_skip_blanks(pf_str text, size_t at, size_t end);

/* Is `marker` (`---`, `...`) at `at` one that YAML sees? */
bool pf_text_is_marker(pf_str text, size_t at, pf_str marker);

/* Is there the `-` of a list item at `at`? */
bool pf_text_is_item(pf_str text, size_t at);

/* Start of the first line at or after `at` that is a `...`, or `end`. */
size_t pf_text_document_end(pf_str text, size_t at, size_t end);

/* After anchor, tag and what stands between them and the scalar; at most `end`. */
size_t pf_text_skip_properties(pf_str text, size_t at, size_t end);

static inline bool pf_text_has_property(pf_str text, size_t at, size_t end)
{
	return at < end && (text.ptr[at] == '&' || text.ptr[at] == '!');
}

/* End of a block scalar that begins at `start`, trailing white space trimmed. */
size_t pf_text_block_end(pf_str text, size_t start, size_t end);

/*
 * Place of a value that is not there, where libyaml says `at`: directly after
 * the colon that follows the key, which ends at `key_end`, on the same line.
 */
size_t pf_text_empty_value(pf_str text, size_t key_end, size_t at);

/* End of the JSON object or array that begins at `at`, or `end`. */
size_t pf_text_json_end(pf_str text, size_t at, size_t end);

/* End of the word that begins at `at`: one character at least, at most `end`. */
size_t pf_text_word_end(pf_str text, size_t at, size_t end);

/* Bytes of the UTF-8 character that `first` begins; 1 for a stray byte. */
static inline size_t pf_text_char_len(char first)
{
	unsigned char c = (unsigned char)first;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

#endif
