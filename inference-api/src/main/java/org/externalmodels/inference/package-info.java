/**
 * Calling external language models that an administrator connected to the application server.
 *
 * <p>An application injects a {@link org.externalmodels.inference.ModelConnectionFactory} like a data source, takes a
 * {@link org.externalmodels.inference.ModelConnection} from it and calls the model. Provider, address, credentials,
 * limits and metering belong to the server. JSON crosses this interface as text, so that an application may use the
 * JSON library it likes.
 */
package org.externalmodels.inference;
