/* SPDX-License-Identifier: Apache-2.0 */

#include "text/width.h"

#include "base/search.h"
#include "text/utf8.h"
#include "text/width_ranges.h"

static bool ends_before(const void *item, const void *key)
{
	const struct pf_width_range *range = item;
	const uint32_t *c = key;

	return range->last < *c;
}

size_t pf_char_width(uint32_t c)
{
	size_t i;

	if (c < pf_width_ranges[0].first)
		return 1;
	i = pf_search(pf_width_ranges, pf_nwidth_ranges, sizeof(pf_width_ranges[0]), &c,
		ends_before);
	if (i == pf_nwidth_ranges || c < pf_width_ranges[i].first)
		return 1;
	return pf_width_ranges[i].width;
}

size_t pf_text_width(pf_str text)
{
	size_t width = 0, len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, at), &len);

		width += c == PF_UTF8_BAD ? 1 : pf_char_width(c);
	}
	return width;
}

static void break_line(struct pf_buf *out, const struct pf_margin *margin)
{
	pf_buf_addc(out, '\n');
	pf_buf_add(out, margin->prefix);
	if (margin->indent > margin->prefix.len)
		pf_buf_repeat(out, ' ', margin->indent - margin->prefix.len);
}

void pf_wrap(struct pf_buf *out, pf_str text, size_t column, const struct pf_margin *margin)
{
	bool fresh = true; /* no word on this line yet */
	pf_str rest = text, word;

	while (pf_str_split(&rest, ' ', &word)) {
		size_t width = pf_text_width(word);

		if (!fresh && column + 1 + width > margin->width) {
			break_line(out, margin);
			column = margin->indent;
			fresh = true;
		}
		if (!fresh)
			pf_buf_addc(out, ' ');
		pf_buf_add(out, word);
		column += width + !fresh;
		fresh = false;
	}
}
