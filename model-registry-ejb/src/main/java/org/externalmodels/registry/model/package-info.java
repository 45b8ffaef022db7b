/** Models, their revisions, connections and credentials in the database. */
package org.externalmodels.registry.model;
