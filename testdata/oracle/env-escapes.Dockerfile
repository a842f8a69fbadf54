FROM scratch
ENV A=\a B="\a" C='\a' D="\'" E=\" F=\'
