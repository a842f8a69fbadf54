FROM node:22-alpine
WORKDIR $HOME/app
WORKDIR src
