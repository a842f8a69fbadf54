FROM node:22-alpine
WORKDIR app
COPY . .
WORKDIR src
CMD ["node", "server.js"]
