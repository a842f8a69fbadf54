FROM scratch
COPY <<EOF /x
USER no
EOF
COPY <<-"A" <<B /y/
	$HOME
	A
CMD no
B
USER yes
