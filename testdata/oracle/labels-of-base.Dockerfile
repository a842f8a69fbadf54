FROM scratch AS a
LABEL a=1 b=2
FROM a
LABEL b=3 c=4
