FROM scratch
ENTRYPOINT exec top -b
CMD echo "$HOME"  'a  b' && c || d; e \$f
