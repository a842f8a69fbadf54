#: --build-arg A=given --build-arg "C=with blanks"
FROM scratch
ARG A=1
ARG B=$A-2
ARG C
ENV X=$A Y=$B Z=$C
