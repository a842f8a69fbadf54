FROM scratch
CMD [ -f /x ] && echo y
