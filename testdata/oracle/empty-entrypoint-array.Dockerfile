FROM scratch AS base
ENTRYPOINT ["e"]
CMD ["a"]
FROM base
ENTRYPOINT []
