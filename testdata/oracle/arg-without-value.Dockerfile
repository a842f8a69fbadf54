FROM scratch
ARG A
ENV X=${A:-none} Y=[$A]
USER ${A:-u}
