FROM scratch
ENV A=$1x B=[$@] C=$ D=a$ E=$-x F="$"
