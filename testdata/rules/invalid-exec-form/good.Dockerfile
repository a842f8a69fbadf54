FROM node:22-alpine
WORKDIR /srv
COPY . .
HEALTHCHECK CMD [ -f /tmp/healthy ]
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node", "server.js"]
