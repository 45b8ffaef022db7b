/** The known providers: what they offer, whether a key of theirs is good, and how access to them is set up. */
package org.externalmodels.registry.providers;
