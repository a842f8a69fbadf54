/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/decode/decode.h"

#include <stdio.h>

#include "kube/requirement.h"
#include "kube/types.h"
#include "unit.h"
#include "yaml/load.h"

static struct pf_arena arena;
static struct pf_decoder decoder;

static const struct pf_node *tree(const char *text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents documents = {0};

	source->text = pf_str_from(text);
	pf_yaml_load(&arena, source, (struct pf_piece){0, (uint32_t)source->text.len}, &documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_nonnull(documents.ptr[0].root);
	return documents.ptr[0].root;
}

static const void *decode(size_t type, const char *text)
{
	pf_decoder_start(&decoder, &arena, 36);
	return pf_decode(&decoder, &pf_types[type], tree(text));
}

/* The only problem of the walk. */
static const struct pf_problem *only(void)
{
	ck_assert_uint_eq(decoder.nproblems, 1);
	return decoder.problems;
}

static void release(void)
{
	pf_arena_release(&arena);
}

START_TEST(keeps_value_presence_and_place)
{
	const struct pf_container *c = decode(PF_TYPE_pf_container,
		"name: web\nimage: nginx:1.27\nstdin: false\ntty: null\n"
		"ports:\n- containerPort: 80\n  name: http\n- containerPort: 0x1F90\n"
		"args: [a, 'b']\n"
		"resources:\n  limits: {cpu: 1, memory: 1_000}\n");

	ck_assert_uint_eq(decoder.nproblems, 0);
	ck_assert(c->name.set && pf_str_eq(c->name.is, PF_STR("web")));
	ck_assert_int_eq(c->stdin.is, PF_FALSE);
	ck_assert_int_eq(c->tty.is, PF_UNSET);
	ck_assert_ptr_nonnull(c->tty.node);
	ck_assert_ptr_null(c->stdin_once.node);
	ck_assert_uint_eq(c->ports.len, 2);
	ck_assert_int_eq(c->ports.ptr[0].container_port.is, 80);
	ck_assert_int_eq(c->ports.ptr[1].container_port.is, 8080);
	ck_assert_uint_eq(c->args.len, 2);
	ck_assert(pf_str_list_has(&c->args, PF_STR("b")));
	ck_assert(pf_str_eq(pf_quantity_map_get(&c->resources->limits, PF_STR("memory"))->value.is,
		PF_STR("1000")));
	ck_assert_ptr_null(c->liveness_probe);
	release();
}
END_TEST

/* The fault of a node selector's requirement on `key`. */
static enum pf_requirement_fault requirement(const char *rest)
{
	char text[128];

	(void)snprintf(text, sizeof(text), "{key: a, %s}", rest);
	(void)decode(PF_TYPE_pf_node_selector_requirement, text);
	if (decoder.nproblems == 0)
		return PF_REQUIREMENT_OK;
	ck_assert_int_eq(only()->kind, PF_BAD_VALUES);
	return pf_requirement_fault(only()->node);
}

START_TEST(requirements_have_the_values_of_their_operator)
{
	ck_assert_int_eq(requirement("operator: In, values: [b]"), PF_REQUIREMENT_OK);
	ck_assert_int_eq(requirement("operator: In"), PF_REQUIREMENT_WANTS_VALUES);
	ck_assert_int_eq(requirement("operator: NotIn, values: []"), PF_REQUIREMENT_WANTS_VALUES);
	ck_assert_int_eq(requirement("operator: NotIn, values: ~"), PF_REQUIREMENT_WANTS_VALUES);
	ck_assert_int_eq(requirement("operator: Exists"), PF_REQUIREMENT_OK);
	ck_assert_int_eq(requirement("operator: Exists, values: [b]"), PF_REQUIREMENT_WANTS_NONE);
	ck_assert_int_eq(requirement("operator: DoesNotExist, values: [b]"),
		PF_REQUIREMENT_WANTS_NONE);
	ck_assert_int_eq(requirement("operator: Gt, values: ['-4']"), PF_REQUIREMENT_OK);
	ck_assert_int_eq(requirement("operator: Gt, values: ['9223372036854775807']"),
		PF_REQUIREMENT_OK);
	ck_assert_int_eq(requirement("operator: Gt"), PF_REQUIREMENT_WANTS_ONE);
	ck_assert_int_eq(requirement("operator: Lt, values: ['4', '5']"), PF_REQUIREMENT_WANTS_ONE);
	ck_assert_int_eq(requirement("operator: Lt, values: [4Gi]"), PF_REQUIREMENT_WANTS_INTEGER);
	ck_assert_int_eq(requirement("operator: Lt, values: ['-']"), PF_REQUIREMENT_WANTS_INTEGER);
	ck_assert_int_eq(requirement("operator: Lt, values: ['${N}']"), PF_REQUIREMENT_OK);
	release();
}
END_TEST

START_TEST(patches_need_no_values)
{
	pf_decoder_start(&decoder, &arena, 36);
	decoder.patch = true;
	(void)pf_decode(&decoder, &pf_types[PF_TYPE_pf_label_selector_requirement],
		tree("{key: a, operator: In}"));
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(names_unknown_fields_and_the_levels_above)
{
	const struct pf_problem *p;

	(void)decode(PF_TYPE_pf_pod_spec,
		"containers:\n- name: a\n  image: b\n  imagePullSecrets: []\n");
	p = only();
	ck_assert_int_eq(p->kind, PF_UNKNOWN_FIELD);
	ck_assert(pf_str_eq(pf_node_text(p->key), PF_STR("imagePullSecrets")));
	ck_assert(pf_str_eq(p->owner->name, PF_STR("core.v1.Container")));
	ck_assert(pf_str_eq(p->parents[0]->name, PF_STR("core.v1.PodSpec")));
	ck_assert_ptr_null(p->parents[1]);
	release();
}
END_TEST

START_TEST(reports_wrong_types_once_and_goes_on)
{
	const struct pf_pod_spec *spec = decode(PF_TYPE_pf_pod_spec,
		"hostNetwork: 'true'\n"
		"containers:\n- just text\n- name: y\n  image: b\n");

	ck_assert_uint_eq(decoder.nproblems, 3);
	ck_assert_int_eq(decoder.problems->kind, PF_WRONG_TYPE);
	ck_assert_int_eq(decoder.problems->next->kind, PF_WRONG_TYPE);
	ck_assert_int_eq(decoder.problems->next->next->kind, PF_WRONG_TYPE);
	ck_assert_int_eq(spec->host_network.is, PF_UNSET);
	ck_assert_ptr_nonnull(spec->host_network.node);
	ck_assert_uint_eq(spec->containers.len, 1);
	ck_assert(!spec->containers.ptr[0].name.set);
	ck_assert(pf_str_eq(spec->containers.ptr[0].image.is, PF_STR("b")));
	release();
}
END_TEST

START_TEST(a_map_where_a_list_belongs_is_one_problem)
{
	const struct pf_pod_spec *spec =
		decode(PF_TYPE_pf_pod_spec, "containers: {name: a}\nvolumes: null\n");

	ck_assert_int_eq(only()->kind, PF_WRONG_TYPE);
	ck_assert_uint_eq(spec->containers.len, 0);
	ck_assert_ptr_nonnull(spec->containers.node);
	release();
}
END_TEST

START_TEST(closed_lists_know_letter_case)
{
	(void)decode(PF_TYPE_pf_container, "name: a\nimage: b\nimagePullPolicy: always\n");
	ck_assert_int_eq(only()->kind, PF_BAD_ENUM);
	(void)decode(PF_TYPE_pf_container, "name: a\nimage: b\nimagePullPolicy: ''\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(fields_of_other_releases_are_named_with_theirs)
{
	struct pf_decoder old;

	pf_decoder_start(&old, &arena, 30);
	(void)pf_decode(&old, &pf_types[PF_TYPE_pf_container],
		tree("name: a\nimage: b\nrestartPolicyRules: []\n"));
	ck_assert_uint_eq(old.nproblems, 1);
	ck_assert_int_eq(old.problems->kind, PF_OTHER_RELEASE);
	ck_assert_uint_eq(old.problems->since, 34);
	(void)decode(PF_TYPE_pf_container, "name: a\nimage: b\nrestartPolicyRules: []\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(unions_count_what_is_set)
{
	const char *const two = "httpGet: {port: 80}\ntcpSocket: {port: 80}\n";

	(void)decode(PF_TYPE_pf_probe, two);
	ck_assert_int_eq(only()->kind, PF_UNION_CONFLICT);
	ck_assert(pf_str_eq(pf_node_text(only()->key), PF_STR("tcpSocket")));
	(void)decode(PF_TYPE_pf_probe, "periodSeconds: 3\n");
	ck_assert_int_eq(only()->kind, PF_UNION_MISSING);
	(void)decode(PF_TYPE_pf_probe, "httpGet: {port: 80}\ntcpSocket: null\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_env_var,
		"name: A\nvalue: ''\nvalueFrom: {fieldRef: {fieldPath: spec.nodeName}}\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(patches_lack_nothing_and_may_direct)
{
	pf_decoder_start(&decoder, &arena, 36);
	decoder.patch = true;
	(void)pf_decode(&decoder, &pf_types[PF_TYPE_pf_pod_spec],
		tree("containers:\n- name: a\n  $patch: delete\n"));
	ck_assert_uint_eq(decoder.nproblems, 0);
	pf_decoder_start(&decoder, &arena, 36);
	(void)pf_decode(&decoder, &pf_types[PF_TYPE_pf_container],
		tree("name: a\nimage: b\n$patch: delete\n"));
	ck_assert_int_eq(only()->kind, PF_UNKNOWN_FIELD);
	release();
}
END_TEST

START_TEST(placeholders_are_unknown_not_wrong)
{
	const struct pf_service_port *port = decode(PF_TYPE_pf_service_port,
		"port: ${PORT}\nnodePort: '{{ .Values.nodePort }}'\nprotocol: $(PROTOCOL)\n");

	ck_assert_uint_eq(decoder.nproblems, 0);
	ck_assert(!port->port.set);
	(void)decode(PF_TYPE_pf_service_port, "port: $PORT\nprotocol: __PROTOCOL__\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_service_port, "port: 80\nprotocol: << protocol >>\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_service_port, "port: 80\nprotocol: $5\n");
	ck_assert_int_eq(only()->kind, PF_BAD_ENUM);
	(void)decode(PF_TYPE_pf_service_port, "port: 80\nprotocol: ____\n");
	ck_assert_int_eq(only()->kind, PF_BAD_ENUM);
	release();
}
END_TEST

START_TEST(numbers_have_bounds)
{
	(void)decode(PF_TYPE_pf_container_port, "containerPort: 70000\n");
	ck_assert_int_eq(only()->kind, PF_OUT_OF_RANGE);
	(void)decode(PF_TYPE_pf_container_port, "containerPort: 99999999999\n");
	ck_assert_int_eq(only()->kind, PF_OUT_OF_RANGE);
	(void)decode(PF_TYPE_pf_container_port, "containerPort: 80.0\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_container_port, "containerPort: 80.5\n");
	ck_assert_int_eq(only()->kind, PF_WRONG_TYPE);
	(void)decode(PF_TYPE_pf_service_port, "port: 80\ntargetPort: '8080'\n");
	ck_assert_int_eq(only()->kind, PF_QUOTED_NUMBER);
	release();
}
END_TEST

START_TEST(grammars_of_values_and_keys)
{
	(void)decode(PF_TYPE_pf_object_meta, "name: a\nlabels: {'bad key!': x}\n");
	ck_assert_int_eq(only()->kind, PF_BAD_FORMAT);
	ck_assert(only()->in_key);
	(void)decode(PF_TYPE_pf_object_meta, "name: a\nlabels: {app: 'bad value!'}\n");
	ck_assert_int_eq(only()->kind, PF_BAD_FORMAT);
	ck_assert(!only()->in_key);
	(void)decode(PF_TYPE_pf_resource_requirements, "limits: {memory: 512MB}\n");
	ck_assert_int_eq(only()->kind, PF_BAD_QUANTITY);
	release();
}
END_TEST

START_TEST(a_users_status_is_not_judged)
{
	(void)decode(PF_TYPE_pf_service,
		"apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n"
		"status: {nonsense: 1}\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(the_last_of_a_key_written_twice_counts)
{
	const struct pf_container *c = decode(PF_TYPE_pf_container,
		"name: a\nname: b\nimage: x\nimage: null\ntty: true\ntty: null\n"
		"args: [a]\nargs: null\nports: [{containerPort: 80}]\nports: []\n"
		"securityContext: {privileged: true}\nsecurityContext: null\n");

	ck_assert(pf_str_eq(c->name.is, PF_STR("b")));
	ck_assert(!c->image.set && c->image.is.len == 0);
	ck_assert_ptr_nonnull(c->image.node);
	ck_assert_int_eq(c->tty.is, PF_UNSET);
	ck_assert_uint_eq(c->args.len, 0);
	ck_assert_uint_eq(c->ports.len, 0);
	ck_assert_ptr_null(c->security_context);
	(void)decode(PF_TYPE_pf_container, "name: a\nname: null\nimage: b\n");
	ck_assert_int_eq(only()->kind, PF_MISSING_FIELD);
	release();
}
END_TEST

START_TEST(a_key_written_twice_conflicts_with_no_union)
{
	(void)decode(PF_TYPE_pf_probe, "httpGet: {port: 80}\nhttpGet: {port: 81}\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_probe,
		"httpGet: {port: 80}\ntcpSocket: {port: 80}\nhttpGet: null\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	(void)decode(PF_TYPE_pf_probe,
		"tcpSocket: {port: 80}\nhttpGet: {port: 80}\ngrpc: {port: 80}\n");
	ck_assert_int_eq(only()->kind, PF_UNION_CONFLICT);
	ck_assert(pf_str_eq(pf_node_text(only()->key), PF_STR("httpGet")));
	release();
}
END_TEST

START_TEST(a_number_of_zero_sets_no_member_of_a_union)
{
	(void)decode(PF_TYPE_pf_service_backend_port, "name: http\nnumber: 0\n");
	ck_assert_int_eq(only()->kind, PF_OUT_OF_RANGE);
	(void)decode(PF_TYPE_pf_service_backend_port, "number: 0\n");
	ck_assert_uint_eq(decoder.nproblems, 2);
	ck_assert_int_eq(decoder.problems->next->kind, PF_UNION_MISSING);
	(void)decode(PF_TYPE_pf_service_backend_port, "name: http\nnumber: 80\n");
	ck_assert_int_eq(only()->kind, PF_UNION_CONFLICT);
	release();
}
END_TEST

START_TEST(free_form_values_of_a_map_are_not_judged)
{
	const struct pf_kind *crd =
		pf_kind_find(PF_STR("apiextensions.k8s.io/v1"), PF_STR("CustomResourceDefinition"));

	ck_assert_ptr_nonnull(crd);
	(void)decode(crd->type->index,
		"spec:\n  group: a.b\n  scope: Namespaced\n  names: {kind: C, plural: cs}\n"
		"  versions:\n  - name: v1\n    served: true\n    storage: true\n"
		"    schema: {openAPIV3Schema: {type: object, dependencies: {a: [b], c: {}}}}\n");
	ck_assert_uint_eq(decoder.nproblems, 0);
	release();
}
END_TEST

START_TEST(a_status_is_unknown_where_the_kind_has_none)
{
	(void)decode(PF_TYPE_pf_config_map, "metadata: {name: a}\nstatus: {}\n");
	ck_assert_int_eq(only()->kind, PF_UNKNOWN_FIELD);
	release();
}
END_TEST

UNIT_TESTS(keeps_value_presence_and_place, requirements_have_the_values_of_their_operator,
	patches_need_no_values, names_unknown_fields_and_the_levels_above,
	reports_wrong_types_once_and_goes_on, a_map_where_a_list_belongs_is_one_problem,
	closed_lists_know_letter_case, fields_of_other_releases_are_named_with_theirs,
	unions_count_what_is_set, patches_lack_nothing_and_may_direct,
	placeholders_are_unknown_not_wrong, numbers_have_bounds, grammars_of_values_and_keys,
	a_users_status_is_not_judged, the_last_of_a_key_written_twice_counts,
	a_key_written_twice_conflicts_with_no_union, a_number_of_zero_sets_no_member_of_a_union,
	free_form_values_of_a_map_are_not_judged, a_status_is_unknown_where_the_kind_has_none)
