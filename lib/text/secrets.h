/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What looks like a secret: names of variables, and values.  Rules ask so as to
 * report it, reports so as not to show it.
 */

#ifndef PF_TEXT_SECRETS_H
#define PF_TEXT_SECRETS_H

#include "base/str.h"

/* Does a variable of this name hold a secret: PASSWORD, TOKEN, API_KEY, … as a word? */
bool pf_name_looks_secret(pf_str name);

/* The same for some word of a text, whatever it ends in. */
bool pf_has_secret_word(pf_str text);

/* What a value is by its shape, "a private key", "a token of GitHub"; or NULL. */
const char *pf_secret_shape(pf_str value);

/*
 * Is a secret written down here?  By its name, unless that tells of something
 * about a secret (TOKEN_TYPE), or by its shape; values that are empty, switches,
 * placeholders, variables, paths and addresses are none.  The answer says what
 * it is taken for, "what its name calls a secret"; NULL: none.
 */
const char *pf_literal_secret(pf_str name, pf_str value);

#endif
