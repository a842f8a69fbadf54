FROM scratch
ENV A=1 B=2
ENV A=3
ENV C=$A PATH=/bin:$PATH
