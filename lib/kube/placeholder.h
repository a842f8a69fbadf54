/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Text that is filled in before the object reaches a server, by a tool or a
 * person.  What it will be is not known, so nothing is said of it.
 */

#ifndef PF_KUBE_PLACEHOLDER_H
#define PF_KUBE_PLACEHOLDER_H

#include "text/reminder.h"

/*
 * Does it hold `${NAME}`, `$(NAME)`, `$NAME`, `{{ … }}`, `{name}`, `<% … %>`, `<<` or
 * `#@`, or is it a reminder?
 */
bool pf_is_placeholder(pf_str text);

/* Does it hold `${NAME}`, as envsubst takes it? */
bool pf_has_variable(pf_str text);

/* Three capitals or more, digits and underscores: SIZE.  No number or quantity looks so. */
bool pf_is_capitals(pf_str text);

/* Such words joined by underscores, two at least: VOLUME_NAME. */
bool pf_is_capital_words(pf_str text);

/*
 * Are these words of capitals, the last of which is one of the field's name:
 * VOLUME_NAME for `name` and `claimName`, STORAGE_CLASS for `storageClassName`?
 */
bool pf_names_its_field(pf_str field, pf_str text);

/*
 * Are these words of capitals that are no value of the field, and stand for one: they
 * name it, or it takes a number or bytes?
 */
bool pf_stands_for_value(pf_str field, pf_str text);

#endif
