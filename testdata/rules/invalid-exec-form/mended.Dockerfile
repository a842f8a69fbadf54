FROM node:22-alpine
WORKDIR /srv
COPY . .
CMD ["node", "server.js"]
