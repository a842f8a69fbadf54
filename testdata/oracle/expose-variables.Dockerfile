FROM scratch
ARG P=80
ENV Q=90/udp
EXPOSE $P ${Q} ${R:-70}
