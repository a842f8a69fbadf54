FROM scratch
SHELL ["/bin/a"]
SHELL ["/bin/b", "-c"]
