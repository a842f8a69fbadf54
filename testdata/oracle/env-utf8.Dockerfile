FROM scratch
ENV A=äö B="日本 $A"
LABEL ü=ß
USER é
