FROM scratch
ENV A=1 AB=2
ENV X=$AB Y=${A}B Z=$A-B Q=$A.B R=${AB}${A} S=$A$AB T="${A} ${AB}"
