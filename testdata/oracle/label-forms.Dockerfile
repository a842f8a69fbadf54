FROM scratch
LABEL a=b "c d"="e f" g='h i' j=k\ l
LABEL m n o
LABEL com.example/x="multi \
line"
LABEL empty= q=""
LABEL a=again
