FROM node:22-alpine AS build
WORKDIR /src
COPPY package.json ./
RUN npm ci

FROM nginx:1.27-alpine
COPY --from=2 /src/dist /usr/share/nginx/html
