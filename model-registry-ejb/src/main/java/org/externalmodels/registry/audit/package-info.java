/** The record of every change. */
package org.externalmodels.registry.audit;
