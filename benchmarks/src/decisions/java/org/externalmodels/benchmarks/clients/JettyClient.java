package org.externalmodels.benchmarks.clients;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;

/** Jetty 12's client without cookies, redirects and decoding. */
final class JettyClient implements Transport {

    private final URI uri;
    private final HttpClient client = new HttpClient();

    JettyClient(URI uri) throws Exception {
        this.uri = uri;
        client.setMaxConnectionsPerDestination(256);
        client.setFollowRedirects(false);
        client.start();
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
    }

    @Override
    public int call(byte[] body) throws Exception {
        return client.POST(uri)
                .body(new BytesRequestContent("application/json", body))
                .send()
                .getContent()
                .length;
    }

    @Override
    public void close() throws IOException {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
