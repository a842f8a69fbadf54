#: --build-arg A=given
ARG A=global
FROM scratch
ARG A
ENV Y=[$A]
ARG A=local
ENV Z=[$A]
