FROM scratch
LABEL a "b c"
LABEL d e=f
