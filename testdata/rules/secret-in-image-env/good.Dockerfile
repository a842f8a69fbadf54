FROM python:3.12-slim
ARG NPM_TOKEN
ENV DB_PASSWORD_FILE=/run/secrets/db DB_PASSWORD="" TOKEN_TYPE=bearer
ENV API_KEY=$NPM_TOKEN SESSION_SECRET=changeme
RUN --mount=type=secret,id=npm npm ci
CMD ["cart"]
