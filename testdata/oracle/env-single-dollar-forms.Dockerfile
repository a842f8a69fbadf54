FROM scratch
ENV A=1
ENV B=$A$A C=$A/x D=$A_ E=${A}_ F=$A:$A G=x$A
