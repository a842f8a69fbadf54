FROM scratch
CMD run