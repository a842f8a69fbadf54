FROM scratch AS base
CMD ["c"]
FROM base
ENTRYPOINT ["e"]
