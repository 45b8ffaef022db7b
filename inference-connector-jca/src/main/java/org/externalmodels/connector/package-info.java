/**
 * The resource adapter as a container sees it (Jakarta Connectors 2.1): the adapter's bean, a managed connection factory
 * for applications that use the inference API and one for those that use the common client interface, the managed
 * connections and handles behind both, and the registry's door. Calls themselves belong to
 * {@link org.externalmodels.connector.engine.InferenceEngine}.
 */
package org.externalmodels.connector;
