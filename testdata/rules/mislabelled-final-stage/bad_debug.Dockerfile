FROM --platform=$BUILDPLATFORM gcr.io/distroless/static:debug
COPY shop /shop
ENTRYPOINT ["/shop"]
