FROM scratch
ENV A=${NOPE:?is needed}
