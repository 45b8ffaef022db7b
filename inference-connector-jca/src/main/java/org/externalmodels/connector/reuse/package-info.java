/** What is costly to make and is used again by the next call. */
package org.externalmodels.connector.reuse;
