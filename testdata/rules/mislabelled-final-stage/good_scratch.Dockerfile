FROM --platform=$BUILDPLATFORM scratch
COPY cart /cart
