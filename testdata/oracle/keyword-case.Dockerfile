from scratch as base
env A=1
Expose 80
wOrKdIr /w
cmd ["a"]
Label x=y
user u
stopsignal SIGINT
volume /v
FROM base
entrypoint ["e"]
