FROM scratch
ENV D=/x
WORKDIR $D/y
WORKDIR ${E:-z}
