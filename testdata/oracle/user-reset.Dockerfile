FROM scratch
USER app
USER root
