FROM --platform=$BUILDPLATFORM golang:1.23 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY . .
RUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /cart .

FROM --platform=$BUILDPLATFORM alpine:3.20
COPY --from=build /cart /cart
ENTRYPOINT ["/cart"]
