/** How definitions reach the adapter: whole at start, and what changed after each commit. */
package org.externalmodels.registry.publication;
