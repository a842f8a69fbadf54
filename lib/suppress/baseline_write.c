/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/baseline.h"

#include "text/json/write.h"

static void add_paths(struct pf_buf *out, const struct pf_baseline *baseline)
{
	pf_buf_add_lit(out, "\"paths\": [");
	for (size_t i = 0; i < baseline->npaths; i++) {
		pf_buf_addf(out, "%s", i ? ", " : "");
		pf_json_string(out, baseline->paths[i]);
	}
	pf_buf_add_lit(out, "],\n");
}

static void add_field(struct pf_buf *out, const char *key, pf_str value)
{
	pf_buf_addf(out, ", \"%s\": ", key);
	if (value.len)
		pf_json_string(out, value);
	else
		pf_buf_add_lit(out, "null");
}

/* Blanks and line breaks are for people, who review each change of it. */
void pf_baseline_write(struct pf_buf *out, const struct pf_baseline *baseline)
{
	pf_buf_add_lit(out, "{\n\"schema\": 1,\n");
	add_paths(out, baseline);
	pf_buf_add_lit(out, "\"entries\": [");
	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];

		pf_buf_addf(out, "%s\n{\"id\": ", i ? "," : "");
		pf_json_string(out, entry->id);
		add_field(out, "rule", entry->rule);
		add_field(out, "path", entry->path);
		add_field(out, "object", entry->object);
		pf_buf_addc(out, '}');
	}
	pf_buf_add_lit(out, "\n]\n}\n");
}
