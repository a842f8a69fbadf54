FROM scratch
HEALTHCHECK --interval=7s --retries=2 CMD a
HEALTHCHECK --timeout=3s CMD b $A
