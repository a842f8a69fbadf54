/* SPDX-License-Identifier: Apache-2.0 */

#include "config/schema.h"
#include "call.h"
#include "print.h"
#include "report/schema.h"
#include "say.h"

int cmd_schema(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_error err = {0};
	int schema;

	if (call->nwords != 1)
		return refuse("'podfit schema' wants the name of a schema: report or config");
	if (!value_read(&value_schema, FOR_SCHEMA, call->words[0], &schema, &err))
		return refuse("%s", err.msg);
	if (schema == SCHEMA_CONFIG)
		pf_config_schema(&out, call->rules);
	else
		pf_buf_add(&out, (pf_str){(const char *)pf_report_schema, pf_report_schema_len});
	return print(&out);
}
