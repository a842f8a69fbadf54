FROM --platform=linux/$TARGETARCH alpine:3.20
CMD ["cart"]
