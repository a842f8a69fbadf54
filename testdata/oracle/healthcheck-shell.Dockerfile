FROM scratch
HEALTHCHECK CMD curl -f http://x || exit 1
