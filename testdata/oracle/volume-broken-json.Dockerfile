FROM scratch
VOLUME [/a]
