/**
 * Jakarta JSON Processing's streaming interfaces over Jackson's core, which reads and writes the documents of a call in
 * about half the time of the server's own implementation (docs/decisions/0006).
 */
package org.externalmodels.connector.json;
