FROM scratch AS base
CMD ["c"]
FROM base
CMD ["d"]
ENTRYPOINT ["e"]
