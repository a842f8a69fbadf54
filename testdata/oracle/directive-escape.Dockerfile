# escape=`
FROM scratch
ENV A=x`
 B=y
WORKDIR /w
LABEL a=b d="e f"
CMD ["a", `
  "b"]
