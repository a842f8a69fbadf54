FROM scratch AS one
ENV A=1
USER one
FROM scratch
ENV B=2
