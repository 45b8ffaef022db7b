/** How long traces and sums are kept, and what is taken out of them before. */
package org.externalmodels.registry.retention;
