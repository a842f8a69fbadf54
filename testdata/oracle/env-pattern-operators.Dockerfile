FROM scratch
ENV A=foobarfoobar
ENV B=${A#foo} C=${A##*o} D=${A%bar} E=${A%%b*} F=${A/foo/x} G=${A//foo/x} H=${A#x} I=${A/b?r/y}
