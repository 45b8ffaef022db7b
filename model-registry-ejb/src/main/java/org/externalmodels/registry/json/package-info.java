/** Records to JSON and back, strictly. */
package org.externalmodels.registry.json;
