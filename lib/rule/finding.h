/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A finding: what one rule says of one place.  Everything reporters print
 * comes from here.
 *
 * Findings, with all strings and lists that hang on them, belong to the run's
 * arenas and live as long as the run.
 */

#ifndef PF_RULE_FINDING_H
#define PF_RULE_FINDING_H

#include "image/dockerfile/dockerfile.h"
#include "kube/object.h"
#include "source/source.h"

struct pf_rule;

enum pf_severity {
	PF_INFO,
	PF_WARNING,
	PF_ERROR,
};

enum pf_confidence {
	PF_HIGH,
	PF_MEDIUM,
	PF_LOW,
};

#define PF_NO_FILE UINT32_MAX

/* One file of the run, or of its configuration. */
struct pf_file {
	struct pf_source source;                /* the first member: documents point at it */
	struct pf_lines lines;                  /* filled where a finding stands in the file */
	const struct pf_documents *parts;       /* all documents, list after list */
	const struct pf_objects *objects;       /* theirs, list by list */
	size_t nparts;                          /* of both */
	const struct pf_dockerfile *dockerfile; /* NULL: it is none, or cannot be read as one */
	pf_str home_path; /* from the folder that ids start from; empty: as source.path */
	uint32_t number;  /* in the run; PF_NO_FILE: part of the configuration instead */
	bool named;       /* on the command line itself */
	bool context;     /* known, not linted */
	bool templated;   /* holds a template: what of it cannot be read is no mistake */
	const struct pf_yaml_fault *template; /* where a template showed, in the file that
					       * speaks for its chart or folder; else NULL */
	size_t ntemplates;                    /* files of that chart or folder */
	bool partly;                          /* other documents of one of them are read */
	pf_str chart; /* folder of the Chart.yaml above, as reported; else empty */
};

/* The file of the run that a source is the text of. */
static inline const struct pf_file *pf_file_of_source(const struct pf_source *source)
{
	return (const struct pf_file *)(const void *)source;
}

/* The file that a document of the run is in. */
static inline const struct pf_file *pf_file_of(const struct pf_document *document)
{
	return pf_file_of_source(document->source);
}

struct pf_place {
	const struct pf_file *file;
	uint32_t start; /* byte offsets into file->source.text, end exclusive */
	uint32_t end;
};

struct pf_related {
	struct pf_place at;
	pf_str message;
	struct pf_related *next;
};

struct pf_edit {
	struct pf_place at; /* replaced; empty to insert */
	pf_str text;
	struct pf_edit *next;
};

struct pf_fix {
	pf_str title;
	bool safe;
	struct pf_edit *edits; /* in the order of the text, not overlapping */
	struct pf_fix *next;
};

/* What silences a finding; the names are those of the report. */
enum pf_suppressor {
	PF_BY_COMMENT,
	PF_BY_ANNOTATION,
	PF_BY_CONFIG,
	PF_BY_BASELINE,
};

#define PF_SUPPRESSORS 4

struct pf_suppression {
	enum pf_suppressor by;
	pf_str reason;  /* or empty */
	pf_str path;    /* of the file it stands in, as reported */
	uint32_t line;  /* from 1 */
	pf_str pattern; /* what is matched: "latest-tag", "CKV_K8S_14", "*" */
};

struct pf_finding {
	const struct pf_rule *rule;
	enum pf_severity severity;
	enum pf_confidence confidence;
	struct pf_place at;
	const struct pf_object *object;           /* NULL: the file as such */
	const struct pf_document *document;       /* NULL: the file as such */
	const struct pf_node *node;               /* NULL: no node stands for it */
	const struct pf_instruction *instruction; /* of a Dockerfile, or NULL */
	const struct pf_stage *stage;             /* that it is in, or NULL */
	pf_str message;                           /* one line, no full stop */
	pf_str label;                             /* beside the caret, or empty */
	pf_str help;                              /* what to write instead, or empty */
	pf_str subject; /* what of several things at one node it is about (an env name, …) */
	pf_str pointer; /* RFC 6901, where `node` is set; ptr is NULL if it is too long */
	struct pf_related *related;
	struct pf_fix *fixes;
	const struct pf_suppression *suppression; /* NULL: nothing silences it */
	char id[33];
};

/* "error", "warning", "info". */
const char *pf_severity_name(enum pf_severity severity);

/* "comment", "annotation", "config", "baseline". */
const char *pf_suppressor_name(enum pf_suppressor by);

/* "Deployment shop/web": the object it is about, which it has; for people. */
pf_str pf_finding_object_title(struct pf_arena *arena, const struct pf_finding *finding);

/* "HEALTHCHECK": the instruction that it is about, which it has. */
const char *pf_finding_instruction_name(const struct pf_finding *finding);

/* "high", "medium", "low". */
const char *pf_confidence_name(enum pf_confidence confidence);

#endif
