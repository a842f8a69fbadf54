# escape=`
FROM scratch
ENV A="a`"b" B=c`$d C='e`f' D=g\h E="i\j"
