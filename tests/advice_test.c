/* SPDX-License-Identifier: Apache-2.0 */

/* What rules offer and what their options change: golden files show neither. */

#include <stdlib.h>

#include "harness.h"
#include "unit.h"

#define POD "apiVersion: v1\nkind: Pod\nmetadata: {name: cart}\nspec:\n"
#define CART "  containers:\n  - name: cart\n    image: example.com/cart:1.4.2\n"

/* Lint `text` with one rule, whose option `option` (NULL: none) is switched on. */
static struct pf_run *lint(const char *rule, const char *option, const char *text)
{
	struct pf_input input = {.path = PF_STR("a.yaml"), .bytes = pf_str_from(text)};
	struct pf_option_value value = {.rule = harness_rule(rule), .value = PF_STR("true")};
	struct pf_settings settings = harness_settings(rule);

	if (option) {
		value.name = pf_str_from(option);
		settings.profile.options = &value;
		settings.profile.noptions = 1;
	}
	return pf_lint(&settings, &input, 1);
}

static void assert_count(const char *rule, const char *option, const char *text, size_t n)
{
	struct pf_run *run = lint(rule, option, text);

	ck_assert_uint_eq(pf_run_result(run)->nfindings, n);
	pf_run_free(run);
}

/* The help of the only finding begins with `want`. */
static void assert_help(const char *rule, const char *text, const char *want)
{
	struct pf_run *run = lint(rule, NULL, text);
	const struct pf_result *result = pf_run_result(run);
	pf_str help;

	ck_assert_uint_eq(result->nfindings, 1);
	help = result->findings[0]->help;
	ck_assert_msg(pf_str_starts_with(help, pf_str_from(want)), "%.*s", PF_STR_ARG(help));
	pf_run_free(run);
}

/* The only fix of the only finding is `safe` and writes `want`. */
static void assert_fix(const char *rule, const char *text, bool safe, const char *want)
{
	struct pf_run *run = lint(rule, NULL, text);
	const struct pf_result *result = pf_run_result(run);
	const struct pf_fix *fix;

	ck_assert_uint_eq(result->nfindings, 1);
	fix = result->findings[0]->fixes;
	ck_assert_ptr_nonnull(fix);
	ck_assert_int_eq(fix->safe, safe);
	ck_assert_msg(pf_str_eq(fix->edits->text, pf_str_from(want)), "%.*s",
		PF_STR_ARG(fix->edits->text));
	pf_run_free(run);
}

START_TEST(the_offered_probe_fits_the_first_tcp_port)
{
	const char *rule = "missing-probes";

	assert_help(rule, POD CART "    ports: [{name: http, containerPort: 8080}]\n",
		"add `readinessProbe: {httpGet: {path: PATH, port: http}}`");
	assert_help(rule, POD CART "    ports: [{containerPort: 8443}]\n",
		"add `readinessProbe: {httpGet: {path: PATH, port: 8443, scheme: HTTPS}}`");
	assert_help(rule, POD CART "    ports: [{name: redis, containerPort: 6379}]\n",
		"add `readinessProbe: {tcpSocket: {port: redis}}`");
	assert_help(rule, POD CART "    ports: [{name: tcp-cart, containerPort: 8080}]\n",
		"add `readinessProbe: {tcpSocket: {port: tcp-cart}}`");
	assert_help(rule, POD CART "    ports: [{name: grpc, containerPort: 9000}]\n",
		"add `readinessProbe: {grpc: {port: 9000}}`");
	assert_help(rule, POD CART "    ports: [{name: dns, containerPort: 53, protocol: UDP}]\n",
		"add a `readinessProbe` with an `exec` command");
	assert_help(rule,
		POD CART "    ports: [{containerPort: 53, protocol: UDP}, {containerPort: 80}]\n",
		"add `readinessProbe: {httpGet: {path: PATH, port: 80}}`");
	assert_help("missing-liveness-probe", POD CART,
		"add a `livenessProbe` with an `exec` command");
}
END_TEST

START_TEST(a_service_tells_the_port_that_nobody_declares)
{
	assert_help("missing-probes",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: cart, labels: {app: cart}}\n"
		"spec:\n" CART "---\napiVersion: v1\nkind: Service\nmetadata: {name: cart}\n"
		"spec:\n  selector: {app: cart}\n  ports: [{port: 80, targetPort: 3000}]\n",
		"add `readinessProbe: {httpGet: {path: PATH, port: 3000}}`");
}
END_TEST

#define SERVICE \
	"---\napiVersion: v1\nkind: Service\nmetadata: {name: cart}\n" \
	"spec:\n  selector: {app: cart}\n  ports: "
#define LABELLED "apiVersion: v1\nkind: Pod\nmetadata: {name: cart, labels: {app: cart}}\nspec:\n"

START_TEST(no_probe_asks_a_port_that_cannot_be)
{
	const char *rule = "missing-probes";

	assert_help(rule, LABELLED CART SERVICE "[{port: 6400, targetPort: 0}]\n",
		"add `readinessProbe: {tcpSocket: {port: 6400}}`");
	assert_help(rule, POD CART "    ports: [{containerPort: 0}, {containerPort: 6400}]\n",
		"add `readinessProbe: {tcpSocket: {port: 6400}}`");
	assert_help(rule, POD CART "    ports: [{containerPort: 70000}]\n",
		"add a `readinessProbe` with an `exec` command");
}
END_TEST

START_TEST(a_port_that_is_said_to_speak_grpc_is_asked_so)
{
	const char *rule = "missing-probes";

	assert_help(rule,
		LABELLED CART "    ports: [{name: api, containerPort: 8080}]\n" SERVICE
			      "[{port: 80, targetPort: api, appProtocol: grpc}]\n",
		"add `readinessProbe: {grpc: {port: 8080}}`");
	assert_help(rule,
		LABELLED CART "    ports: [{containerPort: 8080}]\n" SERVICE
			      "[{name: grpc-api, port: 80, targetPort: 8080}]\n",
		"add `readinessProbe: {grpc: {port: 8080}}`");
	assert_help(rule, LABELLED CART SERVICE "[{name: grpc, port: 8080}]\n",
		"add `readinessProbe: {grpc: {port: 8080}}`");
	assert_help("missing-readiness-probe",
		POD CART "    ports: [{name: api, containerPort: 6789}]\n"
			 "    livenessProbe: {grpc: {port: 6789, service: live}}\n",
		"add `readinessProbe: {grpc: {port: 6789, service: live}}`, as the livenessProbe");
}
END_TEST

START_TEST(what_another_probe_of_the_container_asks_is_offered)
{
	const char *rule = "missing-liveness-probe";

	assert_help(rule,
		POD CART "    ports: [{containerPort: 8080}]\n"
			 "    readinessProbe: {httpGet: {path: /ready, port: 8081}}\n",
		"add `livenessProbe: {httpGet: {path: /ready, port: 8081}}`, as the readinessProbe "
		"has it, if a restart is the remedy");
	assert_help(rule,
		POD CART "    readinessProbe: {exec: {command: [test, -f, \"/tmp/a b\"]}}\n",
		"add `livenessProbe: {exec: {command: [test, -f, \"/tmp/a b\"]}}`");
	assert_help(rule,
		POD CART "    readinessProbe: {exec: {command: [test, \"$(A)\"]}}\n"
			 "    ports: [{containerPort: 6400}]\n",
		"add `livenessProbe: {tcpSocket: {port: 6400}}`");
	assert_help(rule,
		POD CART "    ports: [{containerPort: 8080}]\n"
			 "  - name: side\n    image: example.com/side:1.0.0\n"
			 "    livenessProbe: {httpGet: {path: /ready, port: 8081}}\n",
		"add `livenessProbe: {httpGet: {path: PATH, port: 8080}}`");
}
END_TEST

START_TEST(privileged_stays_where_mounts_are_handed_on)
{
	assert_help("privileged-container",
		POD CART "    securityContext: {privileged: true}\n"
			 "    volumeMounts: [{name: pods, mountPath: /pods, "
			 "mountPropagation: Bidirectional}]\n",
		"leave it as long as `pods` is mounted with `mountPropagation: Bidirectional`");
}
END_TEST

START_TEST(a_handler_without_value_is_a_matter_of_indentation)
{
	assert_help("invalid-probe-handler",
		POD CART "    livenessProbe:\n      httpGet:\n      port: 8080\n",
		"indent what belongs to `httpGet` below it");
}
END_TEST

START_TEST(an_undefined_port_is_traced_to_where_it_is)
{
	const char *rule = "undefined-probe-port";

	assert_fix(rule,
		POD CART "    ports: [{name: http, containerPort: 8080}]\n"
			 "    livenessProbe: {tcpSocket: {port: htttp}}\n",
		false, "http");
	assert_help(rule,
		POD CART "    livenessProbe: {tcpSocket: {port: web}}\n"
			 "  - name: web\n    image: example.com/web:1.4.2\n"
			 "    ports: [{name: web, containerPort: 8080}]\n",
		"move the check to that container, or write the port's number, `port: 8080`");
	assert_help(rule,
		POD CART "    ports: [{containerPort: 8080}]\n"
			 "    livenessProbe: {tcpSocket: {port: web}}\n",
		"add `name: web` to containerPort 8080, or write `port: 8080`");
	assert_help(rule,
		POD CART "    ports: [{name: metrics, containerPort: 9090}]\n"
			 "    livenessProbe: {tcpSocket: {port: web}}\n",
		"write `port: metrics`, the port that the container declares");
	assert_help(rule, POD CART "    livenessProbe: {tcpSocket: {port: web}}\n",
		"declare it under `ports` of the same container");
}
END_TEST

START_TEST(fixes_write_what_the_api_server_takes)
{
	assert_fix("invalid-probe-setting",
		POD CART "    livenessProbe: {tcpSocket: {port: 80}, successThreshold: 3}\n", true,
		"1");
	assert_fix("invalid-probe-setting",
		POD CART "    ports: [{name: grpc, containerPort: 9000}]\n"
			 "    livenessProbe: {grpc: {port: grpc}}\n",
		true, "9000");
	assert_fix("memory-millibytes", POD CART "    resources: {limits: {memory: 128m}}\n", false,
		"128Mi");
	assert_fix("memory-millibytes", POD CART "    resources: {limits: {memory: '0.5m'}}\n",
		false, "0.5Mi");
}
END_TEST

#define SECRET(value) \
	"apiVersion: v1\nkind: Secret\nmetadata: {name: cart}\ndata: {key: " value "}\n"

/* Severity and confidence of the only finding of invalid-base64, graver by choice or not. */
static void assert_grade(const char *text, bool chosen, enum pf_severity severity,
	enum pf_confidence confidence)
{
	struct pf_input input = {.path = PF_STR("a.yaml"), .bytes = pf_str_from(text)};
	struct pf_settings settings = harness_settings("invalid-base64");
	bool *mine = calloc(harness_rules()->len, sizeof(*mine));
	struct pf_run *run;

	ck_assert_ptr_nonnull(mine);
	mine[harness_place("invalid-base64")] = chosen;
	settings.profile.chosen = mine;
	run = pf_lint(&settings, &input, 1);
	ck_assert_uint_eq(pf_run_result(run)->nfindings, 1);
	ck_assert_int_eq(pf_run_result(run)->findings[0]->severity, severity);
	ck_assert_int_eq(pf_run_result(run)->findings[0]->confidence, confidence);
	pf_run_free(run);
	free(mine);
}

START_TEST(a_guess_is_no_error_unless_somebody_says_so)
{
	assert_grade(SECRET("'!'"), false, PF_ERROR, PF_HIGH);
	assert_grade(SECRET("password"), false, PF_WARNING, PF_LOW);
	assert_grade(SECRET("password"), true, PF_ERROR, PF_LOW);
}
END_TEST

START_TEST(option_all_ends_the_exemption_of_what_has_no_port)
{
	assert_count("missing-readiness-probe", NULL, POD CART, 0);
	assert_count("missing-readiness-probe", "all", POD CART, 1);
}
END_TEST

START_TEST(option_one_per_pod_lets_one_container_speak_for_all)
{
	const char *two = POD CART "    ports: [{containerPort: 80}]\n"
				   "  - name: proxy\n    image: example.com/proxy:2.0.1\n"
				   "    readinessProbe: {tcpSocket: {port: 81}}\n";
	const char *none = POD CART "    ports: [{containerPort: 80}]\n";

	assert_count("missing-readiness-probe", NULL, two, 1);
	assert_count("missing-readiness-probe", "one-per-pod", two, 0);
	assert_count("missing-readiness-probe", "one-per-pod", none, 1);
}
END_TEST

START_TEST(option_init_takes_in_init_containers)
{
	static const char *const rules[] = {"missing-resources", "missing-cpu-request",
		"missing-cpu-limit", "missing-memory-request", "missing-memory-limit"};
	const char *pod =
		POD "  initContainers:\n  - name: wait\n    image: example.com/wait:1.0.0\n"
		    "  containers: []\n";

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		assert_count(rules[i], NULL, pod, 0);
		assert_count(rules[i], "init", pod, 1);
	}
}
END_TEST

UNIT_TESTS(the_offered_probe_fits_the_first_tcp_port, a_service_tells_the_port_that_nobody_declares,
	no_probe_asks_a_port_that_cannot_be, a_port_that_is_said_to_speak_grpc_is_asked_so,
	what_another_probe_of_the_container_asks_is_offered,
	privileged_stays_where_mounts_are_handed_on, a_guess_is_no_error_unless_somebody_says_so,
	a_handler_without_value_is_a_matter_of_indentation,
	an_undefined_port_is_traced_to_where_it_is, fixes_write_what_the_api_server_takes,
	option_all_ends_the_exemption_of_what_has_no_port,
	option_one_per_pod_lets_one_container_speak_for_all, option_init_takes_in_init_containers)
