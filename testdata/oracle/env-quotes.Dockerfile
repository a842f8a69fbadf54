FROM scratch
ENV A=1
ENV B="$A" C='$A' D=\$A E="\$A" F='\$A' G="a\"b" H="it's" I='say "it"' J="a\\b" K=a\\b
ENV L="x"y'z' M=a"b c"d
