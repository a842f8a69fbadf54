
# escape=`
FROM scratch
CMD run \
  it
