# A comment ends the directives.
# escape=`
FROM scratch
ENV A=a\ b
CMD run \
  it
