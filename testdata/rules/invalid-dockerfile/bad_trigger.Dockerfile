FROM alpine:3.20 AS base
ONBUILD COPY shop.conf

FROM base
USER 65532
