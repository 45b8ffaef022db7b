/**
 * Tasks of workflows that ask a model: what their fields mean, how a model is called or asked to answer later, and what an
 * answer or a failure is to the process. It knows no engine; a plugin for one reads fields and sets variables.
 */
package org.externalmodels.workflow;
