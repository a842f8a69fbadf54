ARG A=global
FROM scratch
ENV X=[$A]
ARG A
ENV Y=[$A]
