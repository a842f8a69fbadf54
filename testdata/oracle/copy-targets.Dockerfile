FROM scratch
COPY a.txt /x/
COPY a.txt /y
COPY a.txt b.txt /z/
COPY d /w
WORKDIR /app
COPY a.txt .
COPY b.txt sub/
COPY ["a.txt", "/with blank/"]
COPY ./a.txt ./c.txt
