FROM scratch
# not continued \
ENV A=1
ENV B=2#3
#CMD no
CMD a \
#b
c
