# check=error=true
FROM alpine:3.20
WORKDIR /srv
# check=skip=JSONArgsRecommended
CMD exec serve --port 8080
