FROM scratch
ARG A=arg
ENV A=env-$A
ENV X=$A
