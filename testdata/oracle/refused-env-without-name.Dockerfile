FROM scratch
ENV =1
