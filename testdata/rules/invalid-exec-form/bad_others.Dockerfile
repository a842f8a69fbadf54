FROM node:22-alpine AS base
ENTRYPOINT ["docker-entrypoint.sh",]
HEALTHCHECK --interval=10s CMD ["curl", "-f" "localhost:8080"]

FROM base
CMD [node, server.js]
