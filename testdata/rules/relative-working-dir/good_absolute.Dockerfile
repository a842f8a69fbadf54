FROM node:22-alpine AS other
WORKDIR app

FROM node:22-alpine
WORKDIR /srv
WORKDIR cart
CMD ["node", "server.js"]
