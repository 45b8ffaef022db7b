package org.externalmodels.connector.transport;

import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;

/**
 * Tells a proxy who asks with the first request, tunnel or not: a request that waits for the proxy's question would have to
 * be sent twice.
 */
final class ProxyLogins {

    private ProxyLogins() {}

    static void tell(ProxyServer proxy, HttpClientContext context) {
        proxy.login().ifPresent(login -> {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(
                    login.user(), login.password().reveal().toCharArray()));
            context.resetAuthExchange(host(proxy), basic);
        });
    }

    static HttpHost host(ProxyServer proxy) {
        return new HttpHost("http", HttpTransport.bare(proxy.host()), proxy.port());
    }
}
