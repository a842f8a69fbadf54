FROM python:3.12-slim AS test
ENV DB_PASSWORD=hunter2
RUN make test

FROM python:3.12-slim
CMD ["cart"]
