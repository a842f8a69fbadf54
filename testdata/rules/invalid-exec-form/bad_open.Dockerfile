FROM node:22-alpine
ENTRYPOINT [ 'tini', '--', ]
CMD ["node", "server.js"
