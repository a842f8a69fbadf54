ARG BASE
ARG TAG
FROM ${BASE} AS base
FROM registry.example.com/shop/cart:${TAG} AS tagged
FROM --platform=$BUILDPLATFORM golang:1.23 AS build
ARG TARGETARCH
RUN GOARCH=${TARGETARCH} go build -o /cart .
FROM BASEIMAGE
ARG PORT
ARG SIGNAL
EXPOSE ${PORT}
STOPSIGNAL ${SIGNAL}
COPY --from=build /cart /cart
