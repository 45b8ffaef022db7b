/** What the server says when it is asked how it is: {@code /health/live} and {@code /health/ready}. */
package org.externalmodels.registry.health;
