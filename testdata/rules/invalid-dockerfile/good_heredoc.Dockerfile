# syntax=docker/dockerfile:1
FROM alpine:3.20
RUN <<EOF
COPPY these lines
are no instructions
EOF
COPY <<run.sh /run.sh
#!/bin/sh
exec cart
run.sh
HEALTHCHECK --start-period=1m --start-interval=2s CMD true
