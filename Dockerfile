# podfit and nothing else, to be run on what is mounted at /src:
#
#   docker build -t podfit .
#   docker run --rm -v "$PWD:/src:ro" podfit
FROM docker.io/library/debian:12.12-slim@sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c AS build

# All that a static podfit links comes from Debian, but cJSON as its source alone.
WORKDIR /build
RUN set -eu; \
	sed 's/^Types: deb$/Types: deb-src/' /etc/apt/sources.list.d/debian.sources \
		>/etc/apt/sources.list.d/debian-src.sources; \
	apt-get update; \
	apt-get install -y --no-install-recommends \
		cmake dpkg-dev gcc libc6-dev ninja-build pkg-config \
		libarchive-dev libbz2-dev libcjson-dev liblz4-dev liblzma-dev libyaml-dev \
		libzstd-dev zlib1g-dev; \
	apt-get source cjson; \
	rm -rf /var/lib/apt/lists/*; \
	gcc -O2 -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2 -c cjson-*/cJSON.c; \
	ar rcs /usr/local/lib/libcjson.a cJSON.o

COPY . podfit
RUN set -eu; \
	cmake -G Ninja -B out -S podfit -D CMAKE_BUILD_TYPE=Release -D PODFIT_STATIC=ON; \
	cmake --build out --target podfit; \
	install -D -s out/cmd/podfit /image/usr/bin/podfit; \
	install -D -m 644 podfit/LICENSE /image/usr/share/doc/podfit/LICENSE; \
	/image/usr/bin/podfit version

# The licences of the libraries ask for their notices to come along.
RUN set -eu; \
	for package in libarchive-dev libbz2-dev libc6-dev libcjson-dev liblz4-dev liblzma-dev \
		libyaml-dev libzstd-dev zlib1g-dev; do \
		install -D -m 644 "/usr/share/doc/$package/copyright" \
			"/image/usr/share/doc/$package/copyright"; \
	done

FROM scratch

ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="podfit" \
	org.opencontainers.image.description="Linter for Kubernetes manifests and the images they run" \
	org.opencontainers.image.version="$VERSION" \
	org.opencontainers.image.url="https://example.org/podfit" \
	org.opencontainers.image.documentation="https://example.org/podfit" \
	org.opencontainers.image.licenses="Apache-2.0"

COPY --from=build /image/ /
WORKDIR /src
USER 65532:65532
ENTRYPOINT ["/usr/bin/podfit"]
