FROM alpine:3.20 AS base
ENV größe=1
ENV B=${größe}
ONBUILD COPY shop.conf
EXPOSE 127.0.0.1:80:8080 +81
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/shop.tar /
COPY --chmod=u=rwX,go=rX --link --chown=1000:1000 shop /usr/local/bin/
RUN --mount=type=secret,id=token,required --mount=type=cache,target=/x,mode=0755 cat << EOF > /etc/motd
it's ${NAME^^} to the shell
EOF
COPY <<'EOF' /etc/shop.conf
name=${NAME^^}
EOF
COPY << EOF /etc/issue
welcome
EOF
USER 65532
