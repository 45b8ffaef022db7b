/** Which connection a call goes over, and which ones it keeps away from for a while. Without a lock, without input or output. */
package org.externalmodels.connector.routing;
