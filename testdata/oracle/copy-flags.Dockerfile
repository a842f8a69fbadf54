FROM scratch AS one
COPY --chmod=0600 --chown=1:1 a.txt /x/
FROM scratch
COPY --chown=5 --from=one /x/a.txt /y/b.txt
COPY --chown=0:0 d/ /z
