/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/version.h"
#include "call.h"
#include "print.h"
#include "rule/tool.h"
#include "say.h"

int cmd_version(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	if (call->nwords && !options_has(call->arguments, OPTION_VERSION))
		return refuse("'podfit version' takes no argument");
	pf_buf_addf(&out, "podfit %s (kubernetes %.*s-%.*s, edition %s)\n", pf_version,
		PF_STR_ARG(pf_release_text(PF_RELEASE_FIRST)),
		PF_STR_ARG(pf_release_text(PF_RELEASE_LAST)), PF_EDITION);
	return print(&out);
}
