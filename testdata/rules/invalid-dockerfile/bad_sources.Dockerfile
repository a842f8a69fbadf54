FROM golang:1.24 AS BUILD
RUN --mount=type=cache,target=/go/pkg,sharing=all go build -o /shop ./...

FROM BUILD AS debug
USER 65532

FROM alpine:3.20
COPY https://example.com/ca.pem /etc/ssl/certs/
COPY --chmod=0999 --from=build /shop /usr/local/bin/shop
COPY <<EOF /etc/shop.conf
name=${NAME^^}
EOF
EXPOSE 300.0.0.1:80:8080
RUN echo $((1 << N)) > /size
USER 65532
