FROM scratch
ENV SET=s EMPTY=
ENV A=${SET-d} B=[${EMPTY-d}] C=${NONE-d}
ENV E=${SET+a} F=${EMPTY+a} G=[${NONE+a}]
