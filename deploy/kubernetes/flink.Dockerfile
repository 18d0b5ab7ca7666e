# mvn -P flink,job-jar -DskipTests -pl runners-config -am package
# docker build -f deploy/kubernetes/flink.Dockerfile -t registry.example.org/tideline:flink-1.19.3 .
FROM flink:1.19.3-scala_2.12-java17
# Checkpoints in buckets. Flink's own release has the plugin, and it must have a folder of its own.
RUN mkdir -p "$FLINK_HOME/plugins/s3" \
    && cp "$FLINK_HOME/opt/flink-s3-fs-hadoop-1.19.3.jar" "$FLINK_HOME/plugins/s3/"
COPY runners-config/target/flink/tideline-flink.jar /opt/flink/usrlib/tideline-flink.jar
