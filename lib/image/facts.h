/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is known of an image, whatever it was read from.
 *
 * Each fact is known, known to be absent, or unknown because a base image
 * that was not read, or a variable of it, decides.  Unknown is never reported
 * as absent.  Names and meanings are those of the OCI image configuration and
 * of Docker's extensions to it (Healthcheck, Shell).
 *
 * Facts, with all they point at, belong to the arena that their reader was
 * given, and are never changed once they are read.
 */

#ifndef PF_IMAGE_FACTS_H
#define PF_IMAGE_FACTS_H

#include "base/str.h"
#include "source/source.h"

enum pf_knowledge {
	PF_INHERITED, /* unknown: an unread base decides */
	PF_ABSENT,
	PF_KNOWN,
};

/* Where a fact was written. */
struct pf_origin {
	const struct pf_source *source; /* NULL: there is nothing to point at */
	struct pf_piece range;          /* empty: the file as such */
	bool varies;                    /* rests on an ARG that the build may set otherwise */
};

struct pf_words {
	const pf_str *ptr;
	size_t len;
};

typedef struct {
	enum pf_knowledge is;
	pf_str value;          /* PF_KNOWN */
	struct pf_origin from; /* PF_ABSENT: of what cleared it, where something did */
} pf_str_fact;

typedef struct {
	enum pf_knowledge is;
	struct pf_words value; /* PF_KNOWN; may have no word (`CMD []`) */
	struct pf_origin from;
} pf_words_fact;

enum pf_healthcheck_kind {
	PF_HEALTHCHECK_NONE,  /* `NONE`: switched off */
	PF_HEALTHCHECK_CMD,   /* `test` is the argument vector */
	PF_HEALTHCHECK_SHELL, /* `test` is one text for the image's shell */
};

/* Durations in nanoseconds; 0 is "not set", see pf_healthcheck_effective(). */
struct pf_healthcheck {
	enum pf_healthcheck_kind kind;
	struct pf_words test; /* without CMD or CMD-SHELL */
	int64_t interval;
	int64_t timeout;
	int64_t start_period;
	int64_t start_interval;
	int64_t retries;
};

typedef struct {
	enum pf_knowledge is;
	struct pf_healthcheck value;
	struct pf_origin from;
} pf_healthcheck_fact;

/*
 * What a list holds is known; `complete` says that it holds nothing else,
 * because no unread base can add to it.
 */
struct pf_image_env {
	pf_str name;
	pf_str value;
	enum pf_knowledge is; /* PF_INHERITED: the value rests on a variable of an unread base */
	struct pf_origin from;
};

struct pf_image_envs { /* each name once, in the order of the configuration */
	const struct pf_image_env *ptr;
	size_t len;
	bool complete;
};

struct pf_image_port {
	uint32_t number;
	pf_str protocol; /* "tcp", "udp", "sctp" */
	struct pf_origin from;
};

struct pf_image_ports { /* ranges are expanded; each port once */
	const struct pf_image_port *ptr;
	size_t len;
	bool complete;
};

/* A path (VOLUME) or a label. */
struct pf_image_entry {
	pf_str name;
	pf_str value; /* of a label */
	struct pf_origin from;
};

struct pf_image_entries {
	const struct pf_image_entry *ptr;
	size_t len;
	bool complete;
};

/* In GOOS and GOARCH names, normalised: "linux", "arm64", variant "" where it is the usual one. */
struct pf_platform {
	pf_str os;
	pf_str architecture;
	pf_str variant;
	pf_str digest; /* of its manifest, or empty */
};

struct pf_platforms { /* those that can run: no attestations, nothing "unknown" */
	const struct pf_platform *ptr;
	size_t len;
	bool known;    /* else nothing is known of them, and `len` is 0 */
	bool is_index; /* of an index or manifest list: a runtime chooses, and refuses */
	bool partial;  /* that of one configuration: the image's name may stand for more */
	struct pf_origin from;
};

/* A COPY or ADD of the stage or one it is built on. */
struct pf_image_copy {
	pf_str target;           /* absolute and clean; empty where that is not known */
	bool into;               /* `target` is a directory: sources go below it */
	struct pf_words sources; /* as written, expanded */
	pf_str from;             /* --from as written, or empty: the build context */
	struct pf_origin at;
};

/* A RUN of the stage or one it is built on. */
struct pf_image_run {
	pf_str text; /* continuations and comments gone; a heredoc's lines; words of an exec form */
	struct pf_origin at;
};

struct pf_build_setting;

/* What only a Dockerfile tells. */
struct pf_image_build {
	const struct pf_dockerfile
		*dockerfile;   /* NULL: a well-known image; then the base is itself */
	uint32_t stage;        /* the target's index */
	const uint32_t *chain; /* the stages that it is made of, from the base up to itself */
	size_t nchain;
	/*
	 * The image at the bottom of the chain of stages, expanded: "scratch",
	 * "alpine:3.20"; empty where it rests on what is not known.
	 */
	pf_str base;
	struct pf_origin base_at;
	const struct pf_image_copy *copies; /* from the base up */
	size_t ncopies;
	const struct pf_image_run *runs;
	size_t nruns;
	/* By instruction, of each RUN the last setting of a variable: image/build/lookup.h. */
	const struct pf_build_setting *const *settings;
};

struct pf_image_facts {
	struct pf_origin origin; /* the image as such: the target's FROM, or the file */
	pf_str_fact user;        /* "app", "1000:1000"; "" is known and means root */
	pf_words_fact entrypoint;
	pf_words_fact cmd;
	pf_words_fact shell;           /* PF_ABSENT: the default, ["/bin/sh", "-c"] */
	pf_str_fact working_directory; /* absolute where it can be told */
	pf_str_fact stop_signal;
	pf_healthcheck_fact healthcheck;
	struct pf_image_envs env;
	struct pf_image_ports ports;
	struct pf_image_entries volumes;
	struct pf_image_entries labels;
	struct pf_platforms platforms;
	const struct pf_image_build *build; /* NULL: not read from a Dockerfile */
};

/*
 * Who the image starts as.  Only a number other than 0 is proof of another user
 * than root: the kubelet cannot tell what uid a name has.
 */
enum pf_user_class {
	PF_USER_UNKNOWN,
	PF_USER_ROOT,
	PF_USER_NUMERIC, /* and not 0 */
	PF_USER_NAMED,
};

/* `facts` may be NULL: nothing known. */
enum pf_user_class pf_image_user_class(const struct pf_image_facts *facts);

/* The variable, or NULL. */
const struct pf_image_env *pf_image_env_named(const struct pf_image_facts *facts, pf_str name);

/* With the engine's defaults where nothing is set: 30 s, 30 s, 0, 5 s, 3. */
struct pf_healthcheck pf_healthcheck_effective(const struct pf_healthcheck *check);

/* Nothing known, all lists incomplete: what an unread image is. */
struct pf_image_facts pf_image_facts_unknown(void);

/* Nothing set, all lists complete: what `FROM scratch` is. */
struct pf_image_facts pf_image_facts_scratch(void);

#endif
