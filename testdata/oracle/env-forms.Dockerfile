FROM scratch
ENV A=1 B="x y" C='x y' D=x\ y E= F=""
ENV G old form of it
ENV H   blanks   kept   inside
ENV I=a=b=c
