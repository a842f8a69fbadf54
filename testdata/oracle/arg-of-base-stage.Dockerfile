FROM scratch AS base
ARG A=1
ENV X=$A
FROM base
ENV Y=[$A]
