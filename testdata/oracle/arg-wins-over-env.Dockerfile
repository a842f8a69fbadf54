#: --build-arg A=given
FROM scratch
ENV A=env
ARG A=arg
ENV X=$A
