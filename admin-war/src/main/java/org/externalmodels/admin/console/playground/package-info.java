/** The playground: models side by side, with what is typed on the page. */
package org.externalmodels.admin.console.playground;
