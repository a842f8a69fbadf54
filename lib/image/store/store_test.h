/* SPDX-License-Identifier: Apache-2.0 */

/* A folder of blobs, and tar archives made by hand. */

#ifndef PF_IMAGE_STORE_STORE_TEST_H
#define PF_IMAGE_STORE_STORE_TEST_H

#include "base/buf.h"
#include "folder.h"
#include "image/store/sha2.h"

#define OCI_INDEX "application/vnd.oci.image.index.v1+json"
#define OCI_MANIFEST "application/vnd.oci.image.manifest.v1+json"
#define OCI_CONFIG "application/vnd.oci.image.config.v1+json"

static inline void make_folder(void)
{
	folder_enter();
	ck_assert_int_eq(mkdir("blobs", 0700), 0);
	ck_assert_int_eq(mkdir("blobs/sha256", 0700), 0);
	ck_assert_int_eq(mkdir("blobs/sha512", 0700), 0);
}

static inline void put_bytes(const char *name, pf_str bytes)
{
	FILE *file = fopen(name, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	ck_assert_int_eq(fclose(file), 0);
}

static inline void put_file(const char *name, const char *text)
{
	put_bytes(name, pf_str_from(text));
}

/* Store `text` under its digest, and give a descriptor of it without the closing brace. */
static inline pf_str put_blob(struct pf_arena *arena, const char *type, pf_str text)
{
	char hex[65];

	pf_sha256_hex(text, hex);
	put_bytes(pf_arena_cstr(arena, pf_arena_fmt(arena, "blobs/sha256/%s", hex)), text);
	return pf_arena_fmt(arena, "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%zu",
		type, hex, text.len);
}

/* An image: its configuration and manifest; the latter's descriptor, unclosed. */
static inline pf_str put_image(struct pf_arena *arena, const char *config)
{
	pf_str blob = put_blob(arena, OCI_CONFIG, pf_str_from(config));
	pf_str manifest = pf_arena_fmt(arena,
		"{\"schemaVersion\":2,\"mediaType\":\"" OCI_MANIFEST
		"\",\"config\":%.*s},\"layers\":[]}",
		PF_STR_ARG(blob));

	return put_blob(arena, OCI_MANIFEST, manifest);
}

static inline void put_index(struct pf_arena *arena, pf_str entries)
{
	put_bytes("index.json",
		pf_arena_fmt(arena, "{\"schemaVersion\":2,\"manifests\":[%.*s]}",
			PF_STR_ARG(entries)));
}

/* A header block for an entry of `size` bytes. */
static inline void add_tar_header(struct pf_buf *tar, const char *name, char type, size_t size)
{
	char block[513] = "";
	unsigned sum = 8 * ' ';

	(void)snprintf(block, 100, "%s", name);
	(void)snprintf(block + 100, 8, "%07o", 0644U);
	(void)snprintf(block + 108, 8, "%07o", 0U);
	(void)snprintf(block + 116, 8, "%07o", 0U);
	(void)snprintf(block + 124, 12, "%011zo", size);
	(void)snprintf(block + 136, 12, "%011o", 0U);
	block[156] = type;
	if (type == '2')
		(void)snprintf(block + 157, 100, "%s", "/etc/passwd");
	(void)snprintf(block + 257, 7, "ustar");
	block[263] = '0';
	block[264] = '0';
	for (size_t i = 0; i < 512; i++)
		sum += (unsigned char)block[i];
	(void)snprintf(block + 148, 8, "%06o", sum);
	block[155] = ' ';
	pf_buf_add(tar, (pf_str){block, 512});
}

static inline void add_tar_entry(struct pf_buf *tar, const char *name, const char *text)
{
	pf_str bytes = pf_str_from(text);

	add_tar_header(tar, name, '0', bytes.len);
	pf_buf_add(tar, bytes);
	pf_buf_repeat(tar, '\0', (512 - bytes.len % 512) % 512);
}

static inline void end_tar(struct pf_buf *tar)
{
	pf_buf_repeat(tar, '\0', 1024);
}

#endif
