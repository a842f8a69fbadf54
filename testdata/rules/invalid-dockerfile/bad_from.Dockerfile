FROM golang:1.23 AS build
ARG VERSION=3.20
RUN go build -o /cart .

FROM alpine:${VERSION} AS Runtime
COPY --from=build /cart /cart

FROM Runtime AS debug
RUN apk add strace

FROM ${BASE}
COPY --from=build /cart /cart
