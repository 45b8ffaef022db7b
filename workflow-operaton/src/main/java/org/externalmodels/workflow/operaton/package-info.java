/** A service task of Operaton that asks a model, and what brings results of submitted calls back to the tasks that wait for them. */
package org.externalmodels.workflow.operaton;
