FROM scratch
ENTRYPOINT ["e"]
CMD ["c"]
