FROM scratch
EN\
V A=1
CM\
D run
LABEL \
  a=b
