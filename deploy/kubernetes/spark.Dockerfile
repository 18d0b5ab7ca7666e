# mvn -P spark,job-jar -DskipTests -pl runners-config -am package
# docker build -f deploy/kubernetes/spark.Dockerfile -t registry.example.org/tideline:spark-3.5.7 .
FROM spark:3.5.7-scala2.12-java17-ubuntu
# Not among Spark's own jars: it must come before them, see spark.*.extraClassPath.
COPY runners-config/target/spark/tideline-spark.jar /opt/tideline/tideline-spark.jar
