/* SPDX-License-Identifier: Apache-2.0 */

/* $(NAME), which the kubelet replaces in command, args, env and subPathExpr. */

#include "lint/rule.h"

bool pf_next_reference(pf_str *rest, pf_str *name)
{
	for (size_t i = 0; i + 1 < rest->len; i++) {
		char next = rest->ptr[i + 1];
		pf_str tail;
		size_t end;

		if (rest->ptr[i] != '$')
			continue;
		if (next != '(') {
			i += next == '$';
			continue;
		}
		tail = pf_str_from_offset(*rest, i + 2);
		end = pf_str_find_char(tail, ')');
		if (end == tail.len)
			break;
		*name = pf_str_sub(tail, 0, end);
		*rest = pf_str_from_offset(tail, end + 1);
		return true;
	}
	return false;
}
