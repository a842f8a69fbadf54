FROM scratch
HEALTHCHECK cmd ['a']
