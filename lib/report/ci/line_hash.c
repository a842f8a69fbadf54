/* SPDX-License-Identifier: Apache-2.0 */

#include "report/ci/line_hash.h"

#include <inttypes.h>
#include <stdio.h>

#include "text/utf8.h"

#define FACTOR 37U
#define END_UNIT 0xffffU
#define BYTE_ORDER_MARK 0xfeffU

void pf_line_hasher_release(struct pf_line_hasher *hasher)
{
	pf_arena_release(&hasher->arena);
}

/* How often each hash was seen. */

static struct pf_line_count *find_place(struct pf_line_count *table, size_t cap, uint64_t hash)
{
	size_t i = (size_t)((hash * 0x9e3779b97f4a7c15U) >> 32) & (cap - 1);

	while (table[i].lines && table[i].hash != hash)
		i = (i + 1) & (cap - 1);
	return &table[i];
}

static void grow(struct pf_line_hasher *hasher)
{
	size_t cap = hasher->cap ? hasher->cap * 2 : 64;
	struct pf_line_count *table = PF_NEWN(&hasher->arena, struct pf_line_count, cap);

	for (size_t i = 0; i < hasher->cap; i++) {
		if (hasher->table[i].lines)
			*find_place(table, cap, hasher->table[i].hash) = hasher->table[i];
	}
	hasher->table = table;
	hasher->cap = cap;
}

static uint32_t count(struct pf_line_hasher *hasher, uint64_t hash)
{
	struct pf_line_count *entry;

	if (hasher->used * 2 >= hasher->cap)
		grow(hasher);
	entry = find_place(hasher->table, hasher->cap, hash);
	hasher->used += !entry->lines;
	entry->hash = hash;
	return ++entry->lines;
}

/* Units. */

static uint64_t highest_power(void)
{
	uint64_t power = 1;

	for (size_t i = 0; i < PF_LINE_HASH_UNITS; i++)
		power *= FACTOR;
	return power;
}

/* Take `unit` in and the oldest out; a line whose window was complete is done. */
static void push(struct pf_line_hasher *hasher, uint16_t unit, bool begins)
{
	uint32_t line = hasher->window[hasher->place].line;
	uint16_t oldest = hasher->window[hasher->place].unit;

	if (line) {
		hasher->done = line;
		hasher->done_hash = hasher->hash;
		hasher->done_count = count(hasher, hasher->hash);
	}
	hasher->begun += begins;
	hasher->window[hasher->place].line = begins ? hasher->begun : 0;
	hasher->window[hasher->place].unit = unit;
	hasher->hash = hasher->hash * FACTOR + unit - hasher->power * oldest;
	hasher->place = (hasher->place + 1) % PF_LINE_HASH_UNITS;
}

/* The next unit of the text as stored, of which there must be one. */
static uint16_t next_stored(struct pf_line_hasher *hasher)
{
	pf_str text = hasher->source->text;
	uint16_t low = hasher->low;
	uint32_t c;
	size_t len;

	hasher->low = 0;
	if (low)
		return low;
	c = (unsigned char)text.ptr[hasher->at];
	if (c < 0x80) {
		hasher->at++;
		return (uint16_t)c;
	}
	c = pf_utf8_first(pf_str_from_offset(text, hasher->at), &len);
	hasher->at += len;
	if (c < 0x10000)
		return (uint16_t)c;
	c -= 0x10000;
	hasher->low = (uint16_t)(0xdc00 | (c & 0x3ff));
	return (uint16_t)(0xd800 | (c >> 10));
}

/* The next unit that counts, false where none is left. */
static bool next_kept(struct pf_line_hasher *hasher, uint16_t *out)
{
	while (hasher->low || hasher->at < hasher->source->text.len) {
		uint16_t unit = next_stored(hasher);
		bool skipped = unit == ' ' || unit == '\t' || (unit == '\n' && hasher->after_cr);

		hasher->after_cr = unit == '\r';
		*out = unit == '\r' ? '\n' : unit;
		if (!skipped)
			return true;
	}
	return false;
}

static void start(struct pf_line_hasher *hasher, const struct pf_source *source)
{
	struct pf_arena arena = hasher->arena;

	pf_arena_clear(&arena);
	*hasher = (struct pf_line_hasher){
		.source = source, .power = highest_power(), .at_start = true, .arena = arena};
}

static void step(struct pf_line_hasher *hasher)
{
	bool begins = hasher->at_start;
	uint16_t unit = 0;

	if (!hasher->begun && hasher->source->encoding == PF_UTF8_BOM)
		unit = BYTE_ORDER_MARK;
	else if (hasher->after || !next_kept(hasher, &unit))
		hasher->after++;
	if (hasher->after == 1)
		unit = END_UNIT;
	hasher->at_start = unit == '\n';
	push(hasher, unit, begins);
}

bool pf_line_hash_of(struct pf_line_hasher *hasher, const struct pf_source *source, uint32_t line,
	struct pf_line_hash *out)
{
	if (source->encoding != PF_UTF8 && source->encoding != PF_UTF8_BOM)
		return false;
	if (hasher->source != source || line < hasher->done)
		start(hasher, source);
	/* The window of the last line is complete when the end and 99 zeros have passed. */
	while (hasher->done < line && hasher->after <= PF_LINE_HASH_UNITS)
		step(hasher);
	if (hasher->done != line)
		return false;
	(void)snprintf(out->text, sizeof(out->text), "%" PRIx64 ":%" PRIu32, hasher->done_hash,
		hasher->done_count);
	return true;
}
