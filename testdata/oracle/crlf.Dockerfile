FROM scratch
ENV A=1 \
  B=2
# c

CMD ["a", \
 "b"]
LABEL a="b c"
