FROM --platform=linux/amd64 node:22-alpine AS base
WORKDIR /srv

FROM base
COPY . .
CMD ["node", "server.js"]
