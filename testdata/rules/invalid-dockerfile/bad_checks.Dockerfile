# check=skip=StageNameCasing;error=true
FROM alpine:3.20 AS Shop
WORKDIR srv
CMD serve --port 8080
