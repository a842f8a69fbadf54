FROM node:22-alpine AS build
CMD ['npm', 'run', 'build']

FROM nginx:1.27-alpine
RUN [ 'a' = 'b' ] || true
CMD exec nginx -g 'daemon off;'
