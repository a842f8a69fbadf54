FROM scratch
USER "app"
