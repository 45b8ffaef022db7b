/** What a model is defined by, as people write it and as revisions keep it. */
package org.externalmodels.registry.definition;
