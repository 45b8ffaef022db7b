/** Authorization profiles: what several models prove with who calls. */
package org.externalmodels.registry.profiles;
