# Read by ./run and ./test: finds the JDK and the Maven that they use.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

step() {
  printf '%s\n' "$*"
}

# Sets JAVA_HOME. A JDK is all that this project needs on a machine, so each way of not having one gets its sentence.
require_jdk() {
  minimum=17
  if [ -n "${JAVA_HOME:-}" ]; then
    [ -x "$JAVA_HOME/bin/java" ] ||
      fail "JAVA_HOME is $JAVA_HOME, but there is no Java: set it to the directory of a JDK $minimum or newer."
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java) ||
      fail "No Java was found: install a JDK $minimum or newer, or set JAVA_HOME to the directory of one."
  fi
  properties=$("$java" -XshowSettings:properties -version 2>&1) || fail "$java does not start: $properties"
  version=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.specification\.version = \(1\.\)\{0,1\}\([0-9]*\).*/\2/p')
  [ "${version:-0}" -ge "$minimum" ] ||
    fail "$java is Java ${version:-of an unknown version}, which is too old: install a JDK $minimum or newer, or set JAVA_HOME to the directory of one."
  JAVA_HOME=$(printf '%s\n' "$properties" | sed -n 's/^ *java\.home = //p')
  [ -x "$JAVA_HOME/bin/javac" ] ||
    fail "The Java $version in $JAVA_HOME has no compiler (javac): install a JDK $minimum or newer, not only a Java runtime."
  export JAVA_HOME
}

# Sets maven_command: a Maven of the machine if it is new enough, else the wrapper, which downloads one.
find_maven() {
  maven_command=./mvnw
  command -v mvn >/dev/null 2>&1 || return 0
  maven_version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  oldest=$(printf '%s\n' "${maven_version:-0}" 3.8.6 | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
  [ "$oldest" != 3.8.6 ] || maven_command=mvn
}
