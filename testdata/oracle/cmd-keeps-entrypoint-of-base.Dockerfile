FROM scratch AS base
ENTRYPOINT ["e"]
FROM base
CMD ["c"]
