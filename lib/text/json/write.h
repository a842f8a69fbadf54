/* SPDX-License-Identifier: Apache-2.0 */

/*
 * JSON written straight into a buffer.  Commas come by themselves: before
 * every key and every element that something precedes.
 */

#ifndef PF_TEXT_JSON_WRITE_H
#define PF_TEXT_JSON_WRITE_H

#include "base/buf.h"

/* A JSON string with its quotes; what pf_echo escapes is escaped here too. */
void pf_json_string(struct pf_buf *out, pf_str text);

void pf_json_open(struct pf_buf *out, char bracket);  /* '{' or '[' */
void pf_json_close(struct pf_buf *out, char bracket); /* '}' or ']' */
void pf_json_key(struct pf_buf *out, const char *key);

/* An element of a list. */
void pf_json_element(struct pf_buf *out, pf_str value);
void pf_json_element_raw(struct pf_buf *out, pf_str json); /* a number, true, … */

void pf_json_member(struct pf_buf *out, const char *key, pf_str value);

/*
 * Text for people to read, where programs pass it on undecoded: what pf_echo()
 * escapes is escaped so in the string's value.  The first without its quotes.
 */
void pf_json_shown(struct pf_buf *out, pf_str text);
void pf_json_member_shown(struct pf_buf *out, const char *key, pf_str text);

void pf_json_member_or_null(struct pf_buf *out, const char *key, pf_str value); /* empty: null */
void pf_json_number(struct pf_buf *out, const char *key, uint64_t value);
void pf_json_bool(struct pf_buf *out, const char *key, bool value);
void pf_json_null(struct pf_buf *out, const char *key);

#endif
