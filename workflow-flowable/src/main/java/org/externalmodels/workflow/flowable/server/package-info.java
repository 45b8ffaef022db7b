/** An engine of Flowable in the transactions and on the threads of any Jakarta EE server, with nothing of one server's own. */
package org.externalmodels.workflow.flowable.server;
