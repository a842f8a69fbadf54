#: --target base
FROM scratch AS base
ENV A=1
CMD base
FROM base
CMD last
