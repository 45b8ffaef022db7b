/** Model connections by injection, for applications that put this module into their archive. */
package org.externalmodels.inference.cdi;
