/* SPDX-License-Identifier: Apache-2.0 */

#include "cmd.h"
#include "report/schema.h"

int cmd_schema(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_error err = {0};
	int schema;

	if (call->nwords != 1)
		return usage_error("'podfit schema' wants the name of a schema: report");
	if (pf_str_eq(call->words[0], PF_STR("config")))
		return usage_error("schema 'config' is not available in this version");
	if (!value_read(&value_schema, FOR_SCHEMA, call->words[0], &schema, &err))
		return usage_error("%s", err.msg);
	pf_buf_add(&out, (pf_str){(const char *)pf_report_schema, pf_report_schema_len});
	return put(&out);
}
