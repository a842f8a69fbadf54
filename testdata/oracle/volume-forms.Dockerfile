FROM scratch
VOLUME /a /b/c
VOLUME ["/d e", "/f"]
VOLUME /a
