FROM scratch AS files
COPY a.txt /made/
WORKDIR /made
FROM scratch
COPY --from=files /made/a.txt /here/
COPY --from=0 /made /there
CMD ["/here/a.txt"]
