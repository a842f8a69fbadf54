FROM scratch AS base
ONBUILD ENV A=1
FROM base AS mid
ENV A=2
FROM mid
ENV B=$A
