FROM scratch
ARG A=1
ARG B=$A-2
ENV X=$A Y=$B Z=$C
