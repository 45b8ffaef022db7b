/** Keys with which applications call models over HTTP: who has one, what it opens, and whether a presented one is real. */
package org.externalmodels.registry.keys;
