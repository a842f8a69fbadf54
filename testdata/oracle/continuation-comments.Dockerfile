FROM scratch
# a comment
ENV A=1 \
# a comment that continues nothing \
    B=2 \
    # an indented one
    C=3
  # before an instruction
  CMD run # this is no comment \
    # but this is
    it
