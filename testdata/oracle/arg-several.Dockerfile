#: --build-arg B=given
FROM scratch
ARG A=1 B C="x y" D=
ENV X="$A $B $C [$D]"
