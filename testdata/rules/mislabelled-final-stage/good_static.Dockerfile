FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /shop .

FROM --platform=$BUILDPLATFORM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /shop /shop
ENTRYPOINT ["/shop"]
