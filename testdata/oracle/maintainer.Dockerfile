FROM scratch
MAINTAINER A B <a@b.example>
