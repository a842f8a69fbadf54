FROM scratch AS base
HEALTHCHECK --interval=7s CMD a
FROM base
USER u
