ARG VERSION=3.20
FROM node:22-alpine AS build
WORKDIR /src
COPY package.json ./
RUN npm ci

FROM alpine:${VERSION}
COPY --from=build /src/dist /srv
COPY --from=busybox:1.37 /bin/busybox /bin/
EXPOSE 8080 9000-9010/udp
STOPSIGNAL SIGQUIT
CMD ["/srv/run"]
