/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a rule is, and what it says and asks.  What several rules ask of the
 * same subject stands in headers by topic, which a rule includes as it needs
 * them: of an image, a Pod, the world, how a container would run (runtime/),
 * what to say of it (rule/advice/).
 *
 * A rule keeps no state, allocates nothing but through pf_scratch(), prints
 * nothing, and knows nothing of other rules.  What the engine could not decode
 * it has already reported: a rule never second-guesses a parse.
 */

#ifndef PF_RULE_RULE_H
#define PF_RULE_RULE_H

#include "base/attr.h"
#include "kube/pod.h"
#include "rule/finding.h"

struct pf_build;            /* image/build/build.h */
struct pf_cluster;          /* world/cluster.h */
struct pf_idle_suppression; /* rule/idle_suppression.h */
struct pf_world;            /* world/world.h */

enum pf_category {
	PF_AVAILABILITY,
	PF_COMPAT,
	PF_HYGIENE,
	PF_IMAGE,
	PF_PROBE,
	PF_RBAC,
	PF_REFERENCE,
	PF_RESOURCES,
	PF_SCHEMA,
	PF_SECURITY,
};

/* What a rule needs to see to judge; the names are those of `podfit rules`. */
enum pf_scope {
	PF_SCOPE_FILE,
	PF_SCOPE_OBJECT,
	PF_SCOPE_WORKLOAD,
	PF_SCOPE_POD,
	PF_SCOPE_CONTAINER,
	PF_SCOPE_IMAGE,
	PF_SCOPE_RUN,
};

/* Sets that select a rule. */
#define PF_DEFAULT 1U
#define PF_STRICT 2U
#define PF_PSS_BASELINE 4U
#define PF_PSS_RESTRICTED 8U

enum pf_fix_kind {
	PF_FIX_NONE,
	PF_FIX_SAFE,
	PF_FIX_UNSAFE,
	PF_FIX_MIXED,
};

enum pf_option_type {
	PF_OPTION_BOOL,
	PF_OPTION_INT,
	PF_OPTION_STRINGS,
};

/* A setting of a rule; the default is written as in the configuration. */
struct pf_option {
	const char *name; /* NULL ends the table */
	enum pf_option_type type;
	const char *fallback;
	const char *help;
};

struct pf_ctx; /* one rule looking at one thing */

struct pf_rule {
	const char *name;             /* file stem with dashes; the id */
	const char *title;            /* a short clause, capital first, no full stop */
	const char *why;              /* what goes wrong; sentences */
	const char *help;             /* how to mend it; sentences */
	const char *ignore;           /* when it is right to ignore it, or NULL */
	const char *const *refs;      /* NULL-terminated */
	const char *const *aliases;   /* "peer/check", NULL-terminated, or NULL */
	const char *const *yields_to; /* rules that speak instead at one place; or NULL */
	bool sums_up;      /* says in one what those say that yield to it: without one of them,
			    * which somebody silenced, it gives way to the others */
	bool looks_around; /* may speak because of other files, whatever its scope */
	bool refers;       /* speaks of what is named in one place of an object and missing in
			    * another: a port, a volume, a label */
	const struct pf_option *options; /* or NULL */
	const char *security_severity;   /* "0.1" to "10.0", as CVSS has it, or NULL */
	const char *since;
	enum pf_category category;
	enum pf_severity severity;
	enum pf_scope scope;
	enum pf_fix_kind fix;
	unsigned sets;    /* PF_DEFAULT, … */
	const void *data; /* what tells rules apart that share their hooks; see pf_rule_data() */

	/* Hooks the engine calls while it walks; NULL means not interested. */
	unsigned problems; /* PF_PROBLEM_BIT()s for on_problem */
	void (*on_problem)(struct pf_ctx *ctx, const struct pf_problem *problem);
	void (*on_file)(struct pf_ctx *ctx, const struct pf_file *file);
	void (*on_document)(struct pf_ctx *ctx, const struct pf_document *document);
	void (*on_object)(struct pf_ctx *ctx, const struct pf_object *object);
	void (*on_pod)(struct pf_ctx *ctx, const struct pf_pod *pod);
	void (*on_container)(struct pf_ctx *ctx, const struct pf_pod_container *container);
	/* Once for each target of each Dockerfile that is built, or for its last stage. */
	void (*on_build)(struct pf_ctx *ctx, const struct pf_build *build);
	/* After all other rules: for what was to silence findings and does not. */
	void (*on_suppression)(struct pf_ctx *ctx, const struct pf_idle_suppression *idle);
};

/* Define the rule of this file: PF_RULE(file_stem) = {...}; */
#define PF_RULE(stem) \
	extern const struct pf_rule pf_rule_##stem; \
	const struct pf_rule pf_rule_##stem

/*
 * Report a finding at `node`, in the object or file the hook was called for.
 * The message is one sentence without a full stop, begins in lower case, quotes
 * code in backticks, names the container or field, and says what is wrong here
 * and what follows.  The result may be refined with the calls below.
 *
 * A scalar is underlined whole; a mapping or list at the key it belongs to; an
 * item of a list (a container) at its first line.
 */
struct pf_finding *pf_report(struct pf_ctx *ctx, const struct pf_node *node, const char *fmt, ...)
	PF_PRINTF(3, 4);

/* At a byte range of the file, where no node stands for it. */
struct pf_finding *pf_report_range(struct pf_ctx *ctx, struct pf_piece range, const char *fmt, ...)
	PF_PRINTF(3, 4);

/* Text beside the caret: what is wrong with just these characters. */
void pf_label(struct pf_ctx *ctx, struct pf_finding *finding, const char *fmt, ...) PF_PRINTF(3, 4);

/* What to write instead, here; without it the rule's own `help` is shown. */
void pf_help(struct pf_ctx *ctx, struct pf_finding *finding, const char *fmt, ...) PF_PRINTF(3, 4);

/* Another place that belongs to it; `document` may be of another file. */
void pf_relate(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_document *document,
	const struct pf_node *node, const char *fmt, ...) PF_PRINTF(5, 6);
void pf_relate_range(struct pf_ctx *ctx, struct pf_finding *finding, struct pf_piece range,
	const char *fmt, ...) PF_PRINTF(4, 5);

/* Tells findings at one node apart in their ids: the resource, the variable. */
void pf_subject(struct pf_finding *finding, pf_str subject);

/*
 * Point at where a fact of the container's image was written, and let the
 * finding rest on as much as the fact does: the related place says that a Dockerfile is
 * taken for the image's by its name, or that an ARG may change the value.
 */
void pf_relate_image(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *container, const struct pf_origin *from, const char *fmt,
	...) PF_PRINTF(5, 6);

/* The same for a setting of the compose service that stands for the container. */
void pf_relate_compose(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *container, const struct pf_node *node, const char *fmt, ...)
	PF_PRINTF(5, 6);

/*
 * A name leads out of the input, which may be only a part of what is applied: the rule stays
 * silent, and the report says of how many references that is so.  Where the input is said to
 * be complete, nothing is counted.
 */
void pf_leave_unjudged(struct pf_ctx *ctx);

/*
 * The line of an image's source that is to be mended, where that mends the findings of the rule
 * for all containers that run it: the first of a run stands for them, the others are related.
 */
void pf_common_cause(struct pf_finding *finding, const struct pf_origin *from);

/*
 * What a finding rests on: all that decides is in the input, unless the rule says less.
 * Confidence follows from it, and what is guessed is never an error, whatever the rule's
 * severity: a guess at best asks somebody to look.
 */
enum pf_basis {
	PF_CERTAIN,  /* read in the input; the server, node or builder does so */
	PF_EVIDENCE, /* read in the input, but something outside may say otherwise */
	PF_GUESS,    /* taken for likely: by a name, by what people mostly mean */
};

/* Only ever downwards: several reasons do not make more certain. */
void pf_rests_on(struct pf_finding *finding, enum pf_basis basis);

/*
 * Another severity than the rule's own; one that the user chose stays.  An error is what the
 * server or node refuses, or what is certain to misbehave.
 */
void pf_grade(struct pf_finding *finding, enum pf_severity severity);

/*
 * Offer to replace a scalar as written by `text`.  Nothing is offered for block
 * scalars and tagged ones; what an anchor shares is never safe to change.
 */
void pf_fix_replace(struct pf_ctx *ctx, struct pf_finding *finding, bool safe,
	const struct pf_node *node, pf_str text);

/* The same with a string, in the quotes that the scalar has, or that it needs. */
void pf_fix_string(struct pf_ctx *ctx, struct pf_finding *finding, bool safe,
	const struct pf_node *node, pf_str text);

/*
 * Offer to add entries to `mapping`, a block or a flow one.  `entries` is YAML
 * in block style at column 0, lines ended by \n; it is indented, or turned into
 * flow style, to suit.  Nothing is offered where `mapping` is shared by an
 * anchor or written in a way that leaves no sure place.
 */
void pf_fix_add(struct pf_ctx *ctx, struct pf_finding *finding, bool safe, const char *title,
	const struct pf_node *mapping, pf_str entries);

/* Offer to remove bytes of the file that no node stands for: of a comment. */
void pf_fix_remove(struct pf_ctx *ctx, struct pf_finding *finding, bool safe, const char *title,
	struct pf_piece range);

/* The `data` of the rule that is called. */
const void *pf_rule_data(const struct pf_ctx *ctx);

/* What the rule runs in. */
const struct pf_cluster *pf_cluster_of(const struct pf_ctx *ctx);
uint8_t pf_release(const struct pf_ctx *ctx); /* target version: 31 is 1.31 */
const struct pf_world *pf_world_of(const struct pf_ctx *ctx);
const struct pf_object *pf_object_in(const struct pf_ctx *ctx); /* NULL outside objects */

/*
 * The typed struct of the object that the hook was called for, or of the Pod's, if
 * its kind has the type at `type` in pf_types; else NULL.  Use it through the macro:
 *
 *	const struct pf_service *service = PF_TYPED(ctx, pf_service);
 */
const void *pf_typed(const struct pf_ctx *ctx, size_t type);

/* Has a table the object's kind, so that there is such a struct? */
bool pf_is_typed(const struct pf_ctx *ctx);

#define PF_TYPED(ctx, name) ((const struct name *)pf_typed((ctx), PF_TYPE_##name))

struct pf_arena *pf_scratch(struct pf_ctx *ctx); /* cleared after each object */

/*
 * Is the object that the hook was called for plainly a part of one, as
 * pf_object_is_fragment() has it?  Looked at once only.
 */
bool pf_in_fragment(struct pf_ctx *ctx);

/* The rule's own options, by their names in its table. */
bool pf_option_bool(const struct pf_ctx *ctx, const char *name);
int64_t pf_option_int(const struct pf_ctx *ctx, const char *name);
bool pf_option_has(const struct pf_ctx *ctx, const char *name, pf_str value);

/* "init container `wait`", "container #2": for messages; scratch memory. */
pf_str pf_container_title(struct pf_ctx *ctx, const struct pf_pod_container *container);

#endif
