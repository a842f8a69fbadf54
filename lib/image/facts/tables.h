/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is known of images, programs and registries by their names: the tables
 * beside this file as C, each in the order of its first columns.  The TSV files
 * say what the columns mean.  Ask images.h, programs.h and flags.h rather than
 * the tables where one of their functions will do.
 */

#ifndef PF_IMAGE_FACTS_TABLES_H
#define PF_IMAGE_FACTS_TABLES_H

#include "base/str.h"

struct pf_fact_list {
	const pf_str *ptr;
	size_t len;
};

/* What an image stands on. */
enum pf_base_family {
	PF_BASE_UNKNOWN,
	PF_BASE_SCRATCH,
	PF_BASE_DISTROLESS, /* no shell and no tools: also some of Chainguard's */
	PF_BASE_ALPINE,     /* or BusyBox: its shell is BusyBox's */
	PF_BASE_DEBIAN,     /* or Ubuntu: its /bin/sh is dash */
};

/* images.tsv */
#define PF_IMAGE_HANDS_OVER 1U
#define PF_IMAGE_NO_PORTS 2U
#define PF_IMAGE_NO_USERS 4U
#define PF_IMAGE_PLAIN 8U
#define PF_IMAGE_PLAIN_SLIM 16U

struct pf_known_image {
	pf_str name;
	pf_str shell_tag;
	enum pf_base_family family;
	unsigned traits; /* PF_IMAGE_... */
	struct pf_fact_list programs;
	pf_str config;
	struct pf_fact_list writes;
};

extern const struct pf_known_image pf_known_images[];
extern const size_t pf_nknown_images;

/* accounts.tsv */
struct pf_known_account {
	pf_str image;
	pf_str name;
	int64_t id;
};

extern const struct pf_known_account pf_known_accounts[];
extern const size_t pf_nknown_accounts;

/* tags.tsv */
struct pf_known_tag {
	pf_str word;
	enum pf_base_family family;
};

extern const struct pf_known_tag pf_known_tags[];
extern const size_t pf_nknown_tags;

/* users.tsv */
struct pf_known_user {
	pf_str image;
	pf_str tag;
	pf_str since;
	pf_str before;
	pf_str user; /* "0": root */
	pf_str variant;
};

extern const struct pf_known_user pf_known_users[];
extern const size_t pf_nknown_users;

/* programs.tsv */
#define PF_PROGRAM_BRINGS_NONE 1U
#define PF_PROGRAM_CLIENT 2U
#define PF_PROGRAM_EXPANDS 4U
#define PF_PROGRAM_IDLE 8U
#define PF_PROGRAM_INIT 16U
#define PF_PROGRAM_INSTALLER 32U
#define PF_PROGRAM_OPERATORS 64U
#define PF_PROGRAM_POSIX_SHELL 128U
#define PF_PROGRAM_REAPER 256U
#define PF_PROGRAM_RUNNER 512U
#define PF_PROGRAM_SHELL 1024U
#define PF_PROGRAM_SWITCHES_USER 2048U
#define PF_PROGRAM_SYSTEM 4096U
#define PF_PROGRAM_WRAPPER 8192U

#define PF_LACKING_ALPINE 1U
#define PF_LACKING_DEBIAN 2U

struct pf_known_program {
	pf_str name;
	unsigned traits;  /* PF_PROGRAM_... */
	unsigned lacking; /* PF_LACKING_... */
	pf_str package;
};

extern const struct pf_known_program pf_known_programs[];
extern const size_t pf_nknown_programs;

/* flags.tsv */
enum pf_flag_says {
	PF_SAYS_NOTHING,
	PF_SAYS_ADDRESS,
	PF_SAYS_MAYBE_ADDRESS,
	PF_SAYS_PORT,
};

struct pf_known_flag {
	pf_str name;
	enum pf_flag_says says;
	unsigned aside; /* PF_FLAG_ASIDE, or 0 */
	pf_str host;
	int64_t port;
};

#define PF_FLAG_ASIDE 1U

extern const struct pf_known_flag pf_known_flags[];
extern const size_t pf_nknown_flags;

/* directories.tsv */
#define PF_DIRECTORY_NODE 1U
#define PF_DIRECTORY_PROGRAMS 2U
#define PF_DIRECTORY_SCRATCH 4U
#define PF_DIRECTORY_SYSTEM 8U

struct pf_known_directory {
	pf_str path;
	unsigned traits; /* PF_DIRECTORY_... */
};

extern const struct pf_known_directory pf_known_directories[];
extern const size_t pf_nknown_directories;

/* registries.tsv */
enum pf_registry_kind {
	PF_REGISTRY_KIND_ANONYMOUS = 1,
	PF_REGISTRY_KIND_ECR,
	PF_REGISTRY_KIND_LOCAL,
	PF_REGISTRY_KIND_NEARBY,
	PF_REGISTRY_KIND_NODE_IDENTITY,
};

struct pf_known_registry {
	pf_str host;
	enum pf_registry_kind kind;
};

extern const struct pf_known_registry pf_known_registries[];
extern const size_t pf_nknown_registries;

#endif
