FROM scratch AS base
CMD ["a"]
FROM base
CMD []
