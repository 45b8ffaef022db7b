/**
 * What passes through the common client interface: records with documented keys, and what reads and writes them. An
 * application needs none of these classes; the keys are listed in {@code docs/connector.md}.
 */
package org.externalmodels.connector.cci;
