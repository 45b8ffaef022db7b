/** The transactions of any Jakarta EE server as engines use them, with nothing of one server's own. */
package org.externalmodels.workflow.server;
