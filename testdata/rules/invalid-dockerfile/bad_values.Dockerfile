FROM alpine:3.20 AS unused
STOPSIGNAL SIGNOTHING

FROM alpine:3.20 AS cart
EXPOSE 80800 8080/http
STOPSIGNAL SIGTRM
ENV TITLE="the cart
VOLUME ""
COPY --from=cart /a /b
COPY --from=$IMAGE /a /b
RUN --mount=type=bind,from=3,target=/src make
