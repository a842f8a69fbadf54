FROM scratch
ENV D=/data
VOLUME $D/x ["ignored"]
VOLUME ["${D}/y"]
