#: --target nope
FROM scratch AS a
