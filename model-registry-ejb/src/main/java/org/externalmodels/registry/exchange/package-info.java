/** All models as one YAML document, out and in again. */
package org.externalmodels.registry.exchange;
