FROM scratch AS base
ENTRYPOINT ["e"]
FROM base
ENTRYPOINT []
CMD ["a"]
