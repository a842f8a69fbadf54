/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "report/json/parts.h"
#include "report/text/headline.h"
#include "report/text/snippet.h"
#include "text/escape.h"

static size_t line_of(const struct pf_place *at)
{
	return pf_place_pos(at, at->start, PF_BYTES).line;
}

static void add_headline(struct pf_buf *out, const struct pf_config_fault *fault,
	const struct pf_report_look *look)
{
	pf_pos pos = pf_place_pos(&fault->at, fault->at.start, look->columns);

	if (look->color)
		pf_buf_add_lit(out, PF_SGR_BOLD);
	pf_echo(out, fault->path);
	pf_buf_addf(out, ":%u:%u:", (unsigned)pos.line, (unsigned)pos.column);
	if (look->color)
		pf_buf_addf(out, PF_SGR_RESET " %serror:" PF_SGR_RESET " ",
			pf_severity_color(PF_ERROR));
	else
		pf_buf_add_lit(out, " error: ");
	pf_echo(out, fault->message);
	pf_buf_addc(out, '\n');
}

void pf_report_config_fault(struct pf_buf *out, const struct pf_config_fault *fault,
	const struct pf_report_look *look)
{
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;
	struct pf_canvas canvas = {.out = out,
		.masker = &masker,
		.width = look->width,
		.color = look->color,
		.wrap = look->wrap};
	size_t most;

	add_headline(out, fault, look);
	most = line_of(&fault->at);
	if (fault->first.file && line_of(&fault->first) > most)
		most = line_of(&fault->first);
	canvas.gutter = pf_snippet_gutter(most);
	pf_snippet(&canvas, &fault->at, fault->label, pf_severity_color(PF_ERROR));
	if (fault->first.file)
		pf_snippet_related(&canvas, &fault->first, fault->first_label);
}
