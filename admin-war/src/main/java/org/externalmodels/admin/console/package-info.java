/** The web console: its frame, and who is signed in. Each page has a backing bean of the same name. */
package org.externalmodels.admin.console;
