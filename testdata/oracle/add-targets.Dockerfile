FROM scratch
ADD a.txt /x/
ADD --chown=5:6 a.txt b.txt /y/
WORKDIR /w
ADD a.txt here
