FROM scratch
ARG T=/t F=a.txt
COPY $F $T/
COPY --chown=1:2 ${F} ${T}/named
