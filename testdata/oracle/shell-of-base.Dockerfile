FROM scratch AS base
SHELL ["/bin/bash", "-c"]
FROM base
USER u
