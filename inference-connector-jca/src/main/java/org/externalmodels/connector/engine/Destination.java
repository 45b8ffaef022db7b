package org.externalmodels.connector.engine;

import java.net.URI;
import org.externalmodels.connector.dialect.WrongAddress;
import org.externalmodels.inference.spi.ProviderStructure;

/**
 * Where something was sent.
 *
 * @param structure the wire format of the API that should be there
 * @param address where it was sought
 */
record Destination(ProviderStructure structure, URI address) {

    /** Words of a failure, with what is likely to help where something else than the API answered. */
    String cured(String words, int status, String body) {
        return WrongAddress.cured(words, structure, address, status, body);
    }
}
