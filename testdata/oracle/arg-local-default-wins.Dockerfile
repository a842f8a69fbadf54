ARG A=global
FROM scratch
ARG A=local
ENV X=$A
