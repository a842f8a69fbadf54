FROM scratch
ENV A=[$NOPE] B=[${NOPE}]
LABEL a="<$NOPE>"
