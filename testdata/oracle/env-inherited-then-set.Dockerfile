FROM scratch AS base
ENV A=1 B=2
FROM base
ENV A=$A-x
ENV C=$B
