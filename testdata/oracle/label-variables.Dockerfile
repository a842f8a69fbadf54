FROM scratch
ARG V=1
LABEL v=$V w="$V $V" x='$V' $V=y
