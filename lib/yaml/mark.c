/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/mark.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

static uint64_t eight_bytes(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word;
}

static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

bool pf_text_is_ascii(pf_str text)
{
	uint64_t seen = 0;
	size_t i = 0;

	for (; i + 8 <= text.len; i += 8)
		seen |= eight_bytes(text.ptr + i);
	for (; i < text.len; i++)
		seen |= (uint64_t)((unsigned char)text.ptr[i] & 0x80);
	return (seen & HIGH_BITS) == 0;
}

void pf_marks_init(struct pf_marks *marks, pf_str text, bool ascii)
{
	*marks = (struct pf_marks){.text = text.ptr, .len = text.len, .ascii = ascii};
}

static void step_forward(struct pf_marks *marks)
{
	do
		marks->byte++;
	while (marks->byte < marks->len && continues(marks->text[marks->byte]));
	marks->index++;
}

static void step_back(struct pf_marks *marks)
{
	do
		marks->byte--;
	while (marks->byte > 0 && continues(marks->text[marks->byte]));
	marks->index--;
}

size_t pf_marks_walk(struct pf_marks *marks, size_t index)
{
	while (marks->index < index && marks->byte < marks->len) {
		if (index - marks->index >= 8 && marks->len - marks->byte > 8 &&
			!(eight_bytes(marks->text + marks->byte) & HIGH_BITS) &&
			!continues(marks->text[marks->byte + 8])) {
			marks->index += 8;
			marks->byte += 8;
		} else {
			step_forward(marks);
		}
	}
	while (marks->index > index && marks->byte > 0)
		step_back(marks);
	return marks->byte;
}
