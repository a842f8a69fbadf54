FROM python:3.12-slim
ENV DB_HOST=db
CMD ["cart"]
