#: --target mid
FROM scratch AS base
ENV A=1
FROM base AS mid
USER mid
FROM base
USER last
