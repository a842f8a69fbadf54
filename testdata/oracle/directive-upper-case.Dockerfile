# Escape = `
FROM scratch
ENV A=a` b B=c
CMD run `
  it
