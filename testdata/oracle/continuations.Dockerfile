FROM scratch
ENV A=1 \
    B=2 \  
    C="x \
y"
CMD run   a \
b\
  c
LABEL a=b \
  c=d
