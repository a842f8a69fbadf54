FROM scratch
ENV A=1
CMD ["$A", "${A}"]
ENTRYPOINT run $A
