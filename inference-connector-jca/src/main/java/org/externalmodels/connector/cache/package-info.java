/** Answers that are given again to the same question, for models whose definition asks for it. */
package org.externalmodels.connector.cache;
