/* SPDX-License-Identifier: Apache-2.0 */

/*
 * facts [--target STAGE | --build-arg NAME=VALUE]... FILE
 * facts --image REFERENCE FILE|FOLDER
 *
 * What podfit knows of the image that a Dockerfile describes, or that was
 * built, as JSON for oracle.py and store.py: the keys are those of the image
 * configuration, null what is known to be absent, and "?" what is not known, which
 * stands in a list for those that it lacks.
 */

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "image/build/build.h"
#include "image/dockerfile/dockerfile.h"
#include "image/store/store.h"

#define ARGS_MOST 32

static struct pf_arena arena;

static cJSON *string(pf_str s)
{
	return cJSON_CreateString(pf_arena_cstr(&arena, s));
}

static cJSON *unless_known(enum pf_knowledge is)
{
	return is == PF_ABSENT ? cJSON_CreateNull() : cJSON_CreateString("?");
}

static cJSON *words(struct pf_words w)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < w.len; i++)
		cJSON_AddItemToArray(array, string(w.ptr[i]));
	return array;
}

static cJSON *str_fact(const pf_str_fact *fact)
{
	return fact->is == PF_KNOWN ? string(fact->value) : unless_known(fact->is);
}

static cJSON *words_fact(const pf_words_fact *fact)
{
	return fact->is == PF_KNOWN ? words(fact->value) : unless_known(fact->is);
}

static void add_number(cJSON *object, const char *name, int64_t value)
{
	char text[32];

	(void)snprintf(text, sizeof(text), "%" PRId64, value);
	if (value != 0)
		cJSON_AddItemToObject(object, name, cJSON_CreateRaw(text));
}

static cJSON *healthcheck_test(const struct pf_healthcheck *check)
{
	static const char *const kinds[] = {
		[PF_HEALTHCHECK_NONE] = "NONE",
		[PF_HEALTHCHECK_CMD] = "CMD",
		[PF_HEALTHCHECK_SHELL] = "CMD-SHELL",
	};
	cJSON *test = words(check->test);

	cJSON_InsertItemInArray(test, 0, cJSON_CreateString(kinds[check->kind]));
	return test;
}

static cJSON *healthcheck(const pf_healthcheck_fact *fact)
{
	cJSON *object;

	if (fact->is != PF_KNOWN)
		return unless_known(fact->is);
	object = cJSON_CreateObject();
	cJSON_AddItemToObject(object, "Test", healthcheck_test(&fact->value));
	add_number(object, "Interval", fact->value.interval);
	add_number(object, "Timeout", fact->value.timeout);
	add_number(object, "StartPeriod", fact->value.start_period);
	add_number(object, "StartInterval", fact->value.start_interval);
	add_number(object, "Retries", fact->value.retries);
	return object;
}

static cJSON *envs(const struct pf_image_envs *list)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < list->len; i++) {
		const struct pf_image_env *e = &list->ptr[i];
		const char *value = e->is == PF_KNOWN ? pf_arena_cstr(&arena, e->value) : "?";

		cJSON_AddItemToArray(array,
			string(pf_arena_fmt(&arena, "%.*s=%s", PF_STR_ARG(e->name), value)));
	}
	if (!list->complete)
		cJSON_AddItemToArray(array, cJSON_CreateString("?"));
	return array;
}

static cJSON *ports(const struct pf_image_ports *list)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < list->len; i++) {
		const struct pf_image_port *p = &list->ptr[i];

		cJSON_AddItemToArray(array,
			string(pf_arena_fmt(&arena, "%u/%.*s", p->number,
				PF_STR_ARG(p->protocol))));
	}
	if (!list->complete)
		cJSON_AddItemToArray(array, cJSON_CreateString("?"));
	return array;
}

static cJSON *entries(const struct pf_image_entries *list)
{
	cJSON *object = cJSON_CreateObject();

	for (size_t i = 0; i < list->len; i++)
		cJSON_AddItemToObject(object, pf_arena_cstr(&arena, list->ptr[i].name),
			string(list->ptr[i].value));
	if (!list->complete)
		cJSON_AddStringToObject(object, "?", "?");
	return object;
}

static cJSON *copies(const struct pf_image_build *build)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; build && i < build->ncopies; i++) {
		const struct pf_image_copy *copy = &build->copies[i];
		cJSON *object = cJSON_CreateObject();

		cJSON_AddItemToObject(object, "target", string(copy->target));
		cJSON_AddItemToObject(object, "into", cJSON_CreateBool(copy->into));
		cJSON_AddItemToObject(object, "sources", words(copy->sources));
		cJSON_AddItemToArray(array, object);
	}
	return array;
}

static cJSON *faults(const struct pf_dockerfile_fault *ptr, size_t n)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(array, string(ptr[i].message));
	return array;
}

static cJSON *platforms(const struct pf_platforms *list)
{
	cJSON *array = cJSON_CreateArray();

	for (size_t i = 0; i < list->len; i++) {
		const struct pf_platform *p = &list->ptr[i];

		cJSON_AddItemToArray(array,
			string(pf_arena_fmt(&arena, "%.*s/%.*s%s%.*s", PF_STR_ARG(p->os),
				PF_STR_ARG(p->architecture), p->variant.len ? "/" : "",
				PF_STR_ARG(p->variant))));
	}
	return list->known ? array : cJSON_CreateString("?");
}

static cJSON *facts(const struct pf_image_facts *f)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddItemToObject(object, "User", str_fact(&f->user));
	cJSON_AddItemToObject(object, "Entrypoint", words_fact(&f->entrypoint));
	cJSON_AddItemToObject(object, "Cmd", words_fact(&f->cmd));
	cJSON_AddItemToObject(object, "Shell", words_fact(&f->shell));
	cJSON_AddItemToObject(object, "WorkingDir", str_fact(&f->working_directory));
	cJSON_AddItemToObject(object, "StopSignal", str_fact(&f->stop_signal));
	cJSON_AddItemToObject(object, "Healthcheck", healthcheck(&f->healthcheck));
	cJSON_AddItemToObject(object, "Env", envs(&f->env));
	cJSON_AddItemToObject(object, "ExposedPorts", ports(&f->ports));
	cJSON_AddItemToObject(object, "Volumes", entries(&f->volumes));
	cJSON_AddItemToObject(object, "Labels", entries(&f->labels));
	cJSON_AddItemToObject(object, "Copies", copies(f->build));
	cJSON_AddItemToObject(object, "Platforms", platforms(&f->platforms));
	return object;
}

static int usage(void)
{
	(void)fputs("facts [--target STAGE] [--build-arg NAME=VALUE]... FILE\n"
		    "facts --image REFERENCE FILE|FOLDER\n",
		stderr);
	return EXIT_FAILURE;
}

static int print_image(const char *path, const char *reference)
{
	struct pf_source source = {.path = pf_str_from(path)};
	struct pf_image_reference wanted = pf_image_reference_parse(&arena, pf_str_from(reference));
	struct pf_image_facts image;
	struct pf_error err;
	cJSON *object;

	if (!pf_image_store_read(&arena, path, &source, &wanted, &image, &err)) {
		(void)fprintf(stderr, "%s: %s\n", path, err.msg);
		return EXIT_FAILURE;
	}
	object = facts(&image);
	(void)puts(cJSON_Print(object));
	cJSON_Delete(object);
	return EXIT_SUCCESS;
}

static int print(const char *path, const struct pf_build_request *request)
{
	const struct pf_build *build;
	struct pf_source source;
	struct pf_error err;
	cJSON *object;

	if (!pf_source_read_file(&arena, path, pf_str_from(path), &source, &err)) {
		(void)fprintf(stderr, "%s: %s\n", path, err.msg);
		return EXIT_FAILURE;
	}
	build = pf_build_evaluate(&arena, pf_dockerfile_parse(&arena, &source), request);
	object = facts(&build->facts);
	cJSON_AddItemToObject(object, "faults",
		faults(build->dockerfile->faults, build->dockerfile->nfaults));
	cJSON_AddItemToObject(object, "build faults", faults(build->faults, build->nfaults));
	(void)puts(cJSON_Print(object));
	cJSON_Delete(object);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	struct pf_build_request request = {.target = PF_STR_EMPTY};
	struct pf_build_arg args[ARGS_MOST];
	int i = 1, status;

	if (argc == 4 && strcmp(argv[1], "--image") == 0) {
		status = print_image(argv[3], argv[2]);
		pf_arena_release(&arena);
		return status;
	}
	request.args = args;
	for (; i + 2 < argc; i += 2) {
		pf_str value = pf_str_from(argv[i + 1]);

		if (strcmp(argv[i], "--target") == 0) {
			request.target = value;
		} else if (strcmp(argv[i], "--build-arg") == 0 && request.nargs < ARGS_MOST) {
			struct pf_build_arg *arg = &args[request.nargs++];

			(void)pf_str_split(&value, '=', &arg->name);
			arg->value = value;
		} else {
			return usage();
		}
	}
	if (i + 1 != argc)
		return usage();
	status = print(argv[i], &request);
	pf_arena_release(&arena);
	return status;
}
