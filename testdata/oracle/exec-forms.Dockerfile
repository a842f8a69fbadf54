FROM scratch
ENTRYPOINT ["/e", "a b", "\"q\"", "\\", "\u0041", "$HOME", ""]
CMD [ "x" ,"y"]
