/** The adapter's submissions, databases and a transaction manager as a container brings them together, without one. */
package org.externalmodels.workflow.transacted;
