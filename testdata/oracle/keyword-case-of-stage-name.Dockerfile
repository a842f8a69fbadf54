FROM scratch AS Base
ENV A=1
FROM base
USER u
