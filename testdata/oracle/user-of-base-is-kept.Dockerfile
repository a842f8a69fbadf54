FROM scratch AS a
USER 1000:1000
FROM a
CMD ["x"]
