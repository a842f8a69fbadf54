FROM scratch
COPY a.txt rel/
COPY b.txt ./
