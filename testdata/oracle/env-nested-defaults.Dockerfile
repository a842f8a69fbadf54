FROM scratch
ENV A=1
ENV B=${X:-${Y:-${A}}} C=${X:-"q r"} D=${X:-'$A'} E="${X:-'q'}" F=${A:+${A}${A}}
