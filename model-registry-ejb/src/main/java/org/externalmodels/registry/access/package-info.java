/** Who may do what. */
package org.externalmodels.registry.access;
