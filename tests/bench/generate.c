/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Writes a stream of Deployments as people write them when they do it well: the
 * default rules find nothing in them.  No two are alike, and the same arguments
 * always give the same bytes.
 *
 * generate [COUNT [faulty]]: 10,000 unless COUNT says otherwise; `faulty` gives
 * every container a moving tag, so that each has a finding.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

struct stream {
	uint64_t state; /* of the random numbers */
	unsigned long number;
	bool faulty;
	const char *team;
	const char *part;
	const char *image;
	unsigned port;
	bool has_sidecar;
	bool has_config;
	bool has_cache;
};

static const char *const teams[] = {
	"shop", "payments", "search", "catalogue", "shipping", "identity", "billing", "media"};
static const char *const parts[] = {"api", "web", "worker", "gateway", "sync", "indexer", "mailer",
	"scheduler", "proxy", "exporter", "importer"};
static const char *const images[] = {"nginxinc/nginx-unprivileged:1.27.3",
	"quay.io/prometheus/node-exporter:v1.8.2", "docker.io/library/redis:7.4.1",
	"ghcr.io/stefanprodan/podinfo:6.7.1", "registry.k8s.io/kube-state-metrics:v2.14.0"};
static const unsigned ports[] = {8080, 8081, 9000, 9090, 3000, 5000};
static const char *const zones[] = {"eu-west-1a", "eu-west-1b", "eu-central-1c"};

/* Below `bound`; a congruential generator is random enough for variety. */
static unsigned below(struct stream *stream, size_t bound)
{
	stream->state = stream->state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)((stream->state >> 33) % bound);
}

static bool one_in(struct stream *stream, unsigned n)
{
	return below(stream, n) == 0;
}

/* The image, with the pinned tag or a moving one in its place. */
static void write_image(const struct stream *stream, const char *indent, const char *image)
{
	int len = stream->faulty ? (int)strcspn(image, ":") : (int)strlen(image);

	printf("%simage: %.*s%s\n", indent, len, image, stream->faulty ? ":latest" : "");
}

static void write_metadata(struct stream *stream)
{
	printf("---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n"
	       "  name: %s-%05lu\n  namespace: %s\n  labels:\n"
	       "    app.kubernetes.io/name: %s-%05lu\n"
	       "    app.kubernetes.io/part-of: %s\n"
	       "    app.kubernetes.io/version: \"%u.%u.%u\"\n",
		stream->part, stream->number, stream->team, stream->part, stream->number,
		stream->team, below(stream, 9), below(stream, 30), below(stream, 12));
	if (one_in(stream, 2))
		return;
	printf("  annotations:\n"
	       "    example.com/owner: team-%s@example.com\n"
	       "    example.com/runbook: https://wiki.example.com/%s/%s#restart\n",
		stream->team, stream->team, stream->part);
	if (one_in(stream, 8))
		puts("    example.com/description: |\n"
		     "      Takes work from the queue, in order, and answers the\n"
		     "      caller once it is done. May be restarted at any time.");
}

static void write_spec(struct stream *stream)
{
	printf("spec:\n  replicas: %u\n  revisionHistoryLimit: 5\n", 2 + below(stream, 5));
	if (one_in(stream, 3))
		puts("  strategy:\n    type: RollingUpdate\n"
		     "    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}");
	printf("  selector:\n    matchLabels:\n      app.kubernetes.io/name: %s-%05lu\n"
	       "  template:\n    metadata:\n      labels:\n"
	       "        app.kubernetes.io/name: %s-%05lu\n"
	       "        app.kubernetes.io/part-of: %s\n",
		stream->part, stream->number, stream->part, stream->number, stream->team);
	if (one_in(stream, 3))
		printf("      annotations:\n"
		       "        prometheus.io/scrape: 'true'\n"
		       "        prometheus.io/port: '%u'\n",
			stream->port);
}

static void write_pod(struct stream *stream)
{
	puts("    spec:\n"
	     "      automountServiceAccountToken: false\n"
	     "      securityContext:\n"
	     "        runAsNonRoot: true\n"
	     "        runAsUser: 10001\n"
	     "        seccompProfile:\n"
	     "          type: RuntimeDefault");
	if (one_in(stream, 2))
		printf("      terminationGracePeriodSeconds: %u\n", 30 + 5 * below(stream, 7));
	if (one_in(stream, 4))
		printf("      nodeSelector:\n        topology.kubernetes.io/zone: %s\n",
			zones[below(stream, LEN(zones))]);
	if (one_in(stream, 6))
		printf("      tolerations:\n"
		       "        - {key: dedicated, operator: Equal, value: %s, effect: NoSchedule}\n",
			stream->team);
	if (one_in(stream, 3))
		printf("      topologySpreadConstraints:\n"
		       "        - maxSkew: 1\n"
		       "          topologyKey: topology.kubernetes.io/zone\n"
		       "          whenUnsatisfiable: ScheduleAnyway\n"
		       "          labelSelector:\n"
		       "            matchLabels:\n"
		       "              app.kubernetes.io/name: %s-%05lu\n",
			stream->part, stream->number);
}

static void write_env(struct stream *stream)
{
	printf("          env:\n"
	       "            - name: LOG_LEVEL\n"
	       "              value: %s\n"
	       "            - name: LISTEN_PORT\n"
	       "              value: \"%u\"\n"
	       "            - name: POD_NAME\n"
	       "              valueFrom:\n"
	       "                fieldRef:\n"
	       "                  fieldPath: metadata.name\n",
		one_in(stream, 2) ? "info" : "debug", stream->port);
	for (unsigned i = below(stream, 5); i > 0; i--)
		printf("            - {name: FEATURE_%u, value: \"%s\"}\n", i,
			one_in(stream, 2) ? "yes" : "no");
}

static void write_probes(struct stream *stream)
{
	printf("          readinessProbe:\n"
	       "            httpGet:\n"
	       "              path: /ready\n"
	       "              port: http\n"
	       "            periodSeconds: %u\n"
	       "          livenessProbe:\n"
	       "            httpGet:\n"
	       "              path: /healthz\n"
	       "              port: http\n"
	       "            periodSeconds: %u\n"
	       "            timeoutSeconds: %u\n"
	       "            failureThreshold: 4\n",
		5 + below(stream, 6), 15 + below(stream, 16), 2 + below(stream, 4));
	if (one_in(stream, 4))
		puts("          startupProbe:\n"
		     "            httpGet: {path: /healthz, port: http}\n"
		     "            periodSeconds: 5\n"
		     "            failureThreshold: 24");
}

static void write_limits(struct stream *stream, unsigned cpu, unsigned memory)
{
	printf("          resources:\n"
	       "            requests:\n"
	       "              cpu: %um\n"
	       "              memory: %uMi\n"
	       "            limits:\n"
	       "              cpu: %um\n"
	       "              memory: %uMi\n"
	       "          securityContext:\n"
	       "            allowPrivilegeEscalation: false\n"
	       "            readOnlyRootFilesystem: %s\n"
	       "            capabilities:\n"
	       "              drop: [ALL]\n",
		cpu, memory, cpu * 2, memory * 2, one_in(stream, 5) ? "false" : "true");
}

static void write_main_container(struct stream *stream)
{
	printf("      containers:\n        - name: %s\n", stream->part);
	write_image(stream, "          ", stream->image);
	if (one_in(stream, 3))
		printf("          args:\n            - --listen=:%u\n            - --zone=%s\n",
			stream->port, zones[below(stream, LEN(zones))]);
	printf("          ports:\n            - name: http\n              containerPort: %u\n",
		stream->port);
	write_env(stream);
	write_probes(stream);
	write_limits(stream, 50 + 25 * below(stream, 10), 64U << below(stream, 4));
	puts("          volumeMounts:\n"
	     "            - name: tmp\n"
	     "              mountPath: /tmp");
	if (stream->has_config)
		puts("            - name: config\n"
		     "              mountPath: /etc/app\n"
		     "              readOnly: true");
	if (stream->has_cache)
		puts("            - {name: cache, mountPath: /var/cache/app}");
}

static void write_sidecar(struct stream *stream)
{
	puts("        # ships the log on; restarts on its own\n"
	     "        - name: log-shipper");
	write_image(stream, "          ", "fluent/fluent-bit:3.2.2");
	puts("          ports:\n"
	     "            - name: metrics\n"
	     "              containerPort: 2020\n"
	     "              protocol: TCP\n"
	     "          readinessProbe:\n"
	     "            tcpSocket:\n"
	     "              port: metrics\n"
	     "          livenessProbe:\n"
	     "            httpGet:\n"
	     "              path: /api/v1/health\n"
	     "              port: metrics\n"
	     "            periodSeconds: 30");
	write_limits(stream, 20, 32);
	puts("          volumeMounts:\n"
	     "            - name: tmp\n"
	     "              mountPath: /tmp");
}

static void write_volumes(const struct stream *stream)
{
	puts("      volumes:\n"
	     "        - name: tmp\n"
	     "          emptyDir:\n"
	     "            sizeLimit: 64Mi");
	if (stream->has_config)
		printf("        - name: config\n"
		       "          configMap:\n"
		       "            name: %s-%05lu\n"
		       "            defaultMode: 0444\n",
			stream->part, stream->number);
	if (stream->has_cache)
		puts("        - name: cache\n"
		     "          emptyDir:\n"
		     "            sizeLimit: 1Gi");
}

static void write_deployment(struct stream *stream)
{
	stream->team = teams[below(stream, LEN(teams))];
	stream->part = parts[below(stream, LEN(parts))];
	stream->image = images[below(stream, LEN(images))];
	stream->port = ports[below(stream, LEN(ports))];
	stream->has_sidecar = one_in(stream, 4);
	stream->has_config = one_in(stream, 2);
	stream->has_cache = one_in(stream, 5);
	write_metadata(stream);
	write_spec(stream);
	write_pod(stream);
	write_main_container(stream);
	if (stream->has_sidecar)
		write_sidecar(stream);
	write_volumes(stream);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
	struct stream stream = {.state = 1};

	stream.faulty = argc > 2 && strcmp(argv[2], "faulty") == 0;
	for (stream.number = 0; stream.number < count; stream.number++)
		write_deployment(&stream);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
