FROM scratch
ENV A=a\\
ENV B=b
CMD echo \\
USER c
