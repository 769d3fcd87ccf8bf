#!/bin/sh
# Has Maven ask for a parent project at each URL: maven.sh MVN URL...
mvn=$1
shift
for url; do
    cat >settings.xml <<END
<settings>
  <localRepository>$PWD/repository</localRepository>
  <mirrors><mirror><id>grid</id><mirrorOf>*</mirrorOf><url>$url</url></mirror></mirrors>
</settings>
END
    cat >pom.xml <<END
<project>
  <modelVersion>4.0.0</modelVersion>
  <parent><groupId>grid</groupId><artifactId>parent</artifactId><version>1</version></parent>
  <artifactId>child</artifactId>
</project>
END
    rm -rf repository
    "$mvn" --batch-mode --quiet --settings settings.xml validate
done
