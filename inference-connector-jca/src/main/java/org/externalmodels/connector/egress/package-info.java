/**
 * Where calls may go: public addresses, and of all others those that the administrator allowed. Names are checked when a
 * definition is compiled, addresses when a connection is made.
 */
package org.externalmodels.connector.egress;
