FROM scratch
EXPOSE 80 443/tcp 53/udp 132/sctp 80/udp 80
