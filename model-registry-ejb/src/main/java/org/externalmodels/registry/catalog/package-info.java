/** What there is, for people to look at. Nothing here holds a secret. */
package org.externalmodels.registry.catalog;
