package org.externalmodels.benchmarks.clients;

import java.net.URI;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/** What is compared, by the name used on the command line; a number is the count of I/O threads. */
// The openings capture nothing.
@SuppressWarnings("ImmutableEnumChecker")
enum Candidate {
    RAW_SOCKET(uri -> new RawSocket(uri.getPort())),
    CLASSIC(ClassicClient::new),
    ASYNC_AS_SHIPPED(AsyncClient::asShipped),
    ASYNC_LEAN_SIMPLE(uri -> AsyncClient.lean(uri, 2, PoolConcurrencyPolicy.STRICT, true)),
    ASYNC_LEAN_1(uri -> AsyncClient.lean(uri, 1, PoolConcurrencyPolicy.STRICT, false)),
    ASYNC_LEAN_2(uri -> AsyncClient.lean(uri, 2, PoolConcurrencyPolicy.STRICT, false)),
    ASYNC_LEAN_2_LAX(uri -> AsyncClient.lean(uri, 2, PoolConcurrencyPolicy.LAX, false)),
    ASYNC_MINIMAL_1(uri -> AsyncClient.minimal(uri, 1, PoolConcurrencyPolicy.STRICT)),
    ASYNC_MINIMAL_2(uri -> AsyncClient.minimal(uri, 2, PoolConcurrencyPolicy.STRICT)),
    ASYNC_MINIMAL_4(uri -> AsyncClient.minimal(uri, 4, PoolConcurrencyPolicy.STRICT)),
    ASYNC_MINIMAL_2_LAX(uri -> AsyncClient.minimal(uri, 2, PoolConcurrencyPolicy.LAX)),
    REQUESTER_1(uri -> new CoreRequester(uri, 1, PoolConcurrencyPolicy.STRICT)),
    REQUESTER_2(uri -> new CoreRequester(uri, 2, PoolConcurrencyPolicy.STRICT)),
    REQUESTER_2_LAX(uri -> new CoreRequester(uri, 2, PoolConcurrencyPolicy.LAX)),
    JETTY(JettyClient::new),
    JDK(JdkClient::new);

    @FunctionalInterface
    private interface Opening {
        Transport open(URI uri) throws Exception;
    }

    private final Opening opening;

    Candidate(Opening opening) {
        this.opening = opening;
    }

    Transport open(URI uri) throws Exception {
        return opening.open(uri);
    }
}
