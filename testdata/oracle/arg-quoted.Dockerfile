FROM scratch
ARG A="x y"
ARG B='$A'
ARG C=a\ b
ENV X=$A Y=$B Z=$C
