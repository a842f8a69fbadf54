FROM scratch
SHELL ["/bin/bash", "-c"]
ENTRYPOINT ["e"]
CMD run it
