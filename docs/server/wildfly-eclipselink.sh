#!/bin/sh
# Puts EclipseLink (org.eclipse.persistence:eclipselink:4.0.7, one archive of Maven Central) beside the code with which WildFly takes
# it for a persistence provider; WildFly has the one and not the other (docs/other-servers.md, docs/decisions/0025).
#
#   wildfly-eclipselink.sh WILDFLY ECLIPSELINK.jar [MODULES]
#
# MODULES is a folder of modules of the server, by default its own.
set -eu
wildfly=$1
archive=$2
modules=${3:-$wildfly/modules}

own=$wildfly/modules/system/layers/base/org/eclipse/persistence/main
module=$modules/org/eclipse/persistence/main
mkdir -p "$module"
cp "$own"/*.jar "$archive" "$module"
sed -e "s|<resources>|<resources><resource-root path=\"$(basename "$archive")\"/>|" \
  -e 's|<dependencies>|<dependencies><module name="java.se"/>|' "$own/module.xml" > "$module/module.xml"
