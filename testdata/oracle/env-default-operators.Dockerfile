FROM scratch
ENV SET=s EMPTY=
ENV A=${SET:-d} B=${EMPTY:-d} C=${NONE:-d} D=${NONE:-}
ENV E=${SET:+a} F=${EMPTY:+a} G=${NONE:+a}
ENV H=${NONE:-${SET}} I=${SET:+${EMPTY:-x}} J=${NONE:-a$SET} K="${NONE:-a b}" 
