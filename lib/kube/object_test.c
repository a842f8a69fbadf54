/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/object.h"

#include "kube/decode/decode.h"
#include "kube/types.h"
#include "unit.h"
#include "yaml/load.h"

static struct pf_arena arena;

static const struct pf_document *document(const char *text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents documents = {0};

	source->text = pf_str_from(text);
	pf_yaml_load(&arena, source, (struct pf_piece){0, (uint32_t)source->text.len}, &documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_null(documents.ptr[0].fault);
	return &documents.ptr[0];
}

static struct pf_objects objects(const char *text)
{
	struct pf_objects found = {0};

	pf_objects_of(&arena, document(text), &found);
	return found;
}

static const struct pf_object *object(const char *text)
{
	struct pf_objects found = objects(text);

	ck_assert_uint_eq(found.len, 1);
	return &found.ptr[0];
}

static bool is_kubernetes(const char *text)
{
	return pf_document_is_kubernetes(document(text));
}

static void assert_title(const char *text, const char *title)
{
	pf_str found = pf_object_title(&arena, object(text));

	ck_assert_msg(pf_str_eq(found, pf_str_from(title)), "%.*s", PF_STR_ARG(found));
}

static void release(void)
{
	pf_arena_release(&arena);
}

START_TEST(knows_objects_by_their_first_fields)
{
	ck_assert(is_kubernetes("apiVersion: v1\nkind: Pod\n"));
	ck_assert(is_kubernetes("{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}"));
	ck_assert(is_kubernetes("apiVersion: v1\nmetadata: {}\n"));
	ck_assert(is_kubernetes("kind: Pod\nmetadata: {name: a}\n"));
	ck_assert(is_kubernetes("a: &v v1\napiVersion: *v\nkind: Pod\n"));
	ck_assert(is_kubernetes("<<: {apiVersion: v1}\nkind: Pod\n"));
	release();
}
END_TEST

START_TEST(leaves_other_files_alone)
{
	/* Chart.yaml, Drone, Compose, a workflow, OpenAPI */
	ck_assert(!is_kubernetes("apiVersion: v2\nname: chart\nversion: 1.0.0\n"));
	ck_assert(!is_kubernetes("kind: pipeline\ntype: docker\nname: default\n"));
	ck_assert(!is_kubernetes("version: '3'\nservices: {web: {image: nginx}}\n"));
	ck_assert(!is_kubernetes("name: CI\non: [push]\njobs: {}\n"));
	ck_assert(!is_kubernetes("openapi: 3.0.0\npaths: {}\n"));
	ck_assert(!is_kubernetes("apiVersion: 1\nkind: Pod\n"));
	ck_assert(!is_kubernetes("apiVersion: v1\nkind: null\n"));
	ck_assert(!is_kubernetes("kind: Pod\nmetadata: null\n"));
	ck_assert(!is_kubernetes("- apiVersion: v1\n  kind: Pod\n"));
	ck_assert(!is_kubernetes("just text\n"));
	ck_assert(!is_kubernetes("# nothing\n"));
	release();
}
END_TEST

START_TEST(knows_who_an_object_is)
{
	const struct pf_object *o = object("apiVersion: apps/v1\nkind: Deployment\n"
					   "metadata: {name: web, namespace: shop}\n");

	ck_assert(pf_str_eq(o->group, PF_STR("apps")));
	ck_assert(pf_str_eq(o->name, PF_STR("web")));
	ck_assert(pf_str_eq(o->namespace, PF_STR("shop")));
	ck_assert_ptr_nonnull(o->metadata);
	ck_assert_ptr_nonnull(o->api);
	ck_assert_ptr_null(o->life);
	o = object("apiVersion: extensions/v1beta1\nkind: Deployment\n");
	ck_assert_ptr_null(o->metadata);
	ck_assert_ptr_null(o->api);
	ck_assert_ptr_nonnull(o->life);
	ck_assert_uint_eq(o->name.len, 0);
	o = object("apiVersion: v1\nkind: Pod\nmetadata: {name: 12, namespace: [a]}\n");
	ck_assert_uint_eq(o->group.len, 0);
	ck_assert_uint_eq(o->name.len, 0);
	ck_assert_uint_eq(o->namespace.len, 0);
	o = object("apiVersion: v1\nkind: Pod\nkind: Service\nmetadata: text\n");
	ck_assert(pf_str_eq(o->kind, PF_STR("Service")));
	ck_assert_uint_eq(o->name.len, 0);
	release();
}
END_TEST

START_TEST(takes_the_items_of_a_list_one_by_one)
{
	struct pf_objects found =
		objects("apiVersion: v1\nkind: List\nitems:\n"
			"- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n"
			"- null\n"
			"- text\n"
			"- apiVersion: v1\n  kind: List\n  items:\n"
			"  - {apiVersion: v1, kind: Pod, metadata: {name: b}}\n"
			"- {apiVersion: v1, kind: Service, metadata: {name: c}}\n");

	ck_assert_uint_eq(found.len, 3);
	ck_assert(pf_str_eq(found.ptr[0].name, PF_STR("a")));
	ck_assert(pf_str_eq(found.ptr[1].name, PF_STR("b")));
	ck_assert(pf_str_eq(found.ptr[2].name, PF_STR("c")));
	ck_assert_ptr_eq(found.ptr[0].document, found.ptr[2].document);
	ck_assert_uint_eq(objects("apiVersion: v1\nkind: List\nitems: []\n").len, 0);
	release();
}
END_TEST

START_TEST(a_list_without_anything_is_no_object)
{
	ck_assert_uint_eq(objects("apiVersion: v1\nkind: List\nitems: null\n").len, 0);
	ck_assert_uint_eq(objects("apiVersion: v1\nkind: PodList\nitems:\n").len, 0);
	/* To kubectl this is an object, of a kind that the server does not know. */
	ck_assert_uint_eq(objects("apiVersion: v1\nkind: List\n").len, 1);
	ck_assert_uint_eq(objects("apiVersion: v1\nkind: List\nitems: {}\n").len, 1);
	release();
}
END_TEST

START_TEST(items_are_objects_whatever_they_lack)
{
	struct pf_objects found = objects("apiVersion: v1\nkind: List\nitems:\n"
					  "- {kind: Pod}\n- {spec: {}}\n");

	ck_assert_uint_eq(found.len, 2);
	ck_assert(pf_str_eq(found.ptr[0].kind, PF_STR("Pod")));
	ck_assert_uint_eq(found.ptr[0].api_version.len, 0);
	ck_assert_uint_eq(found.ptr[1].kind.len, 0);
	release();
}
END_TEST

START_TEST(items_of_a_typed_list_need_not_say_their_kind)
{
	struct pf_objects found = objects("apiVersion: apps/v1\nkind: DeploymentList\nitems:\n"
					  "- {metadata: {name: a}}\n"
					  "- {apiVersion: apps/v1, kind: Deployment}\n"
					  "- {apiVersion: apps/v1beta1, metadata: {name: b}}\n");

	ck_assert_uint_eq(found.len, 3);
	ck_assert(found.ptr[0].implied);
	ck_assert(pf_str_eq(found.ptr[0].api_version, PF_STR("apps/v1")));
	ck_assert(pf_str_eq(found.ptr[0].kind, PF_STR("Deployment")));
	ck_assert_ptr_nonnull(found.ptr[0].api);
	ck_assert(!found.ptr[1].implied);
	/* kubectl fills in both or neither */
	ck_assert(!found.ptr[2].implied);
	ck_assert_uint_eq(found.ptr[2].kind.len, 0);
	release();
}
END_TEST

START_TEST(lists_of_custom_groups_are_objects)
{
	const struct pf_object *o =
		object("apiVersion: example.com/v1\nkind: AllowList\nitems: [{a: b}]\n");

	ck_assert(pf_str_eq(o->kind, PF_STR("AllowList")));
	ck_assert_ptr_null(o->api);
	release();
}
END_TEST

START_TEST(lists_of_lists_end_somewhere)
{
	const struct pf_object *o = object(
		"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: ["
		"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: ["
		"{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}]}]}]}]}]}");

	ck_assert(pf_str_eq(o->kind, PF_STR("List")));
	release();
}
END_TEST

START_TEST(gives_the_typed_struct_to_who_asks_for_the_right_one)
{
	struct pf_object o = *object("apiVersion: v1\nkind: Service\nspec: {type: NodePort}\n");
	struct pf_decoder decoder;
	const void *typed;
	const struct pf_service *service;

	ck_assert_ptr_null(pf_object_as(&o, NULL, PF_TYPE_pf_service));
	pf_decoder_start(&decoder, &arena, PF_RELEASE_LAST);
	typed = pf_decode(&decoder, o.api->type, o.root);
	service = pf_object_as(&o, typed, PF_TYPE_pf_service);
	ck_assert_ptr_nonnull(service);
	ck_assert(pf_str_eq(service->spec->type.is, PF_STR("NodePort")));
	ck_assert_ptr_null(pf_object_as(&o, typed, PF_TYPE_pf_secret));
	release();
}
END_TEST

START_TEST(titles_name_what_there_is)
{
	assert_title("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n", "Pod a");
	assert_title("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\n", "Pod b/a");
	assert_title("apiVersion: v1\nkind: Pod\nmetadata: {namespace: b}\n", "Pod (no name)");
	assert_title("apiVersion: v1\nmetadata: {name: a}\n", "object a");
	release();
}
END_TEST

UNIT_TESTS(knows_objects_by_their_first_fields, leaves_other_files_alone, knows_who_an_object_is,
	takes_the_items_of_a_list_one_by_one, a_list_without_anything_is_no_object,
	items_are_objects_whatever_they_lack, items_of_a_typed_list_need_not_say_their_kind,
	lists_of_custom_groups_are_objects, lists_of_lists_end_somewhere,
	gives_the_typed_struct_to_who_asks_for_the_right_one, titles_name_what_there_is)
