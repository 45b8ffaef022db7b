/** What values calls have in stretches of time, so that what is looked for is looked for where it can be. */
package org.externalmodels.registry.zones;
