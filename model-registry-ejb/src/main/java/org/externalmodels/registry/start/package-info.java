/** From deployment to service, whatever comes first: database, keys, publication, collector. */
package org.externalmodels.registry.start;
