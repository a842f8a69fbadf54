FROM scratch
ENTRYPOINT ['node', 'x']
CMD ['a']
