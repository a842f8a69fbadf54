#: --build-arg BASE=one
ARG BASE=two
FROM scratch AS one
USER one
FROM scratch AS two
USER two
FROM ${BASE}
ENV A=1
