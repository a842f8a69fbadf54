FROM scratch AS other
ARG A=1
FROM scratch
ENV Y=[$A]
