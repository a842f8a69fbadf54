FROM scratch
WORKDIR app
COPY cart ./
