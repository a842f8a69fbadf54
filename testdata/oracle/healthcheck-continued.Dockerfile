FROM scratch
HEALTHCHECK --interval=5s \
  --timeout=1h \
  # why
  CMD [ "a", \
    "b" ]
