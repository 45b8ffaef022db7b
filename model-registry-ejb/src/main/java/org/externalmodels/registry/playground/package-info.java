/** What people try on the console's playground. */
package org.externalmodels.registry.playground;
