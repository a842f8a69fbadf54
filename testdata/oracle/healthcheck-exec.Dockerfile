FROM scratch
HEALTHCHECK --interval=1m30s --timeout=2.5s --start-period=500ms --retries=7 CMD ["curl", "-f", "http://x"]
