FROM scratch AS a-b_c.1
ENV A=1
FROM a-b_c.1
ENV B=2
