FROM scratch
ENV SET=s EMPTY=
ENV A=${SET:?message} B=${SET?message} C=[${EMPTY?message}]
