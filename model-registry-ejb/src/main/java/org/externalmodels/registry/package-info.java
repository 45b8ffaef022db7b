/** The registry of external models: what is known of them, who may change it, and what became of each call. */
package org.externalmodels.registry;
