/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/hosts.h"

#include <stdlib.h>

/* Of SERVICE:ALIAS the alias, else all of it. */
static pf_str alias_of(pf_str link)
{
	size_t colon = pf_str_find_char(link, ':');

	return colon < link.len ? pf_str_from_offset(link, colon + 1) : link;
}

static size_t count_hosts(const struct pf_compose *compose)
{
	size_t n = 0;

	for (size_t i = 0; i < compose->nservices; i++)
		n += 2 + compose->services[i].network.aliases.len +
			compose->services[i].network.links.len;
	return n;
}

static int compare_names(const void *a, const void *b)
{
	return pf_str_cmp(*(const pf_str *)a, *(const pf_str *)b);
}

void pf_compose_collect_hosts(struct pf_arena *arena, struct pf_compose *compose)
{
	pf_str *hosts = PF_NEWN(arena, pf_str, count_hosts(compose));
	size_t n = 0;

	for (size_t i = 0; i < compose->nservices; i++) {
		const struct pf_compose_service *s = &compose->services[i];

		hosts[n++] = s->name;
		if (s->network.container_name.value.len > 0)
			hosts[n++] = s->network.container_name.value;
		for (size_t k = 0; k < s->network.aliases.len; k++)
			hosts[n++] = s->network.aliases.ptr[k].value;
		for (size_t k = 0; k < s->network.links.len; k++)
			hosts[n++] = alias_of(s->network.links.ptr[k].value);
	}
	if (n > 1)
		qsort(hosts, n, sizeof(pf_str), compare_names);
	compose->hosts = hosts;
	compose->nhosts = n;
}

bool pf_compose_has_host(const struct pf_compose *compose, pf_str name)
{
	return name.len > 0 && compose->nhosts > 0 &&
		bsearch(&name, compose->hosts, compose->nhosts, sizeof(pf_str), compare_names);
}
