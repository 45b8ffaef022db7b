/** What the console and the management API give as files: the same columns in both. */
package org.externalmodels.admin.download;
