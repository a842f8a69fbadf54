FROM scratch
CMD ["c"]
ENTRYPOINT ["e"]
