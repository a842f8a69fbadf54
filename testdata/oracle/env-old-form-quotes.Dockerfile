FROM scratch
ENV A "x y"
ENV B 'x $A'
ENV C $A and \$A
ENV D it\ is
