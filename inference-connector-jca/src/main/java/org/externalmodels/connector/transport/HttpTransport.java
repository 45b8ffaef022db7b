package org.externalmodels.connector.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.externalmodels.connector.egress.AddressRefusedException;
import org.externalmodels.connector.egress.GuardedLookup;
import org.externalmodels.connector.egress.HostList;

/**
 * The adapter's one way out: non-blocking, a few threads for any number of exchanges, connections kept alive and
 * pooled by host. It follows no redirects, keeps no cookies and repeats nothing. Shared by threads.
 */
public final class HttpTransport implements AutoCloseable {

    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);

    private final int maxConnections;
    private final ConnectionMemory memory = ConnectionMemory.ofHeap();
    private final Map<HttpHost, AtomicInteger> exchanges = new ConcurrentHashMap<>();
    private final Map<Duration, RequestConfig> waits = new ConcurrentHashMap<>();
    private final GuardedLookup lookup;
    private final MinimalHttpAsyncClient client;
    private final List<Rounds> idleConnections = new ArrayList<>();
    private final Optional<CloseableHttpAsyncClient> proxied;
    private final Optional<ProxyServer> proxy;
    private final Optional<HostList> direct;
    private final Deadlines deadlines;

    private HttpTransport(int maxConnections, Network network, Duration idle) {
        this.maxConnections = maxConnections;
        this.lookup = new GuardedLookup(network.egress(), InetAddress::getAllByName);
        Clients clients = new Clients(maxConnections, network, idle);
        PoolingAsyncClientConnectionManager connections = clients.connections(new GuardedResolver(lookup));
        this.client = clients.direct(connections);
        idleConnections.add(clients.evictor(connections));
        this.proxy = network.proxy();
        this.proxied = network.proxy().map(server -> {
            PoolingAsyncClientConnectionManager toProxy = clients.connections(SystemDefaultDnsResolver.INSTANCE);
            idleConnections.add(clients.evictor(toProxy));
            return clients.through(server, toProxy);
        });
        this.direct = network.proxy().map(ProxyServer::directHosts);
        this.deadlines = Deadlines.start();
    }

    /**
     * Starts the transport's threads.
     *
     * @param maxConnections the most exchanges under way with one host, each on a socket of its own
     * @param network where it may go, and how
     */
    public static HttpTransport open(int maxConnections, Network network) {
        return open(maxConnections, network, IDLE_CONNECTION);
    }

    static HttpTransport open(int maxConnections, Network network, Duration idle) {
        return new HttpTransport(maxConnections, network, idle);
    }

    /** Sends a request; its answer, or why there is none, goes to the receiver. */
    public Exchange send(OutboundRequest request, ResponseReceiver receiver) {
        HttpHost host = host(request);
        AtomicInteger underWay = exchanges.computeIfAbsent(host, first -> new AtomicInteger());
        boolean secure = host.getSchemeName().equals("https");
        boolean fits = memory.take(secure);
        HttpExchange exchange = new HttpExchange(request, receiver, deadlines, () -> {
            underWay.decrementAndGet();
            if (fits) {
                memory.giveBack(secure);
            }
        });
        receiver.begins(exchange);
        if (underWay.incrementAndGet() > maxConnections) {
            exchange.finish(noneFree(maxConnections + " exchanges with " + host.toHostString()
                    + " are under way, as many as are allowed"));
            return exchange;
        }
        if (!fits) {
            exchange.finish(noneFree("the exchanges under way take all the memory that this server has for them"));
            return exchange;
        }
        deadlines.add(exchange);
        try {
            if (direct.isPresent() && !direct.get().has(host.getHostName())) {
                HttpClientContext context = context(request);
                proxy.ifPresent(server -> ProxyLogins.tell(server, context));
                sendThroughProxy(host, exchange, context);
            } else {
                // Leased rather than left to the client: only who holds the endpoint can end an exchange under way.
                HttpClientContext context = context(request);
                Future<?> unused = client.lease(host, context, new Lease(exchange, context));
            }
        } catch (IllegalStateException e) {
            exchange.finish(new TransportFailure(TransportFailure.Kind.CANCELLED, "the adapter is being stopped", e));
        }
        return exchange;
    }

    private static TransportFailure noneFree(String why) {
        return new TransportFailure(TransportFailure.Kind.NO_CONNECTION_FREE, why, null);
    }

    private void sendThroughProxy(HttpHost host, HttpExchange exchange, HttpClientContext context) {
        try {
            lookup.checkProxied(host.getHostName());
        } catch (AddressRefusedException e) {
            exchange.broke(e);
            return;
        }
        exchange.executing(proxied.orElseThrow().execute(exchange, exchange, null, context, exchange.outcome()));
    }

    /** Nobody queues for a connection longer than its request waits for one. */
    private HttpClientContext context(OutboundRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(waits.computeIfAbsent(
                request.timeouts().connect(),
                wait -> RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(wait))
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build()));
        return context;
    }

    private static HttpHost host(OutboundRequest request) {
        return new HttpHost(
                request.uri().getScheme(),
                bare(request.uri().getHost()),
                request.uri().getPort());
    }

    /** Without the brackets of an IPv6 address. */
    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        deadlines.close();
        idleConnections.forEach(Rounds::close);
        client.close(CloseMode.GRACEFUL);
        proxied.ifPresent(other -> other.close(CloseMode.GRACEFUL));
    }

    /** Hands on the connection. */
    private record Lease(HttpExchange exchange, HttpContext context) implements FutureCallback<AsyncClientEndpoint> {
        @Override
        public void completed(AsyncClientEndpoint endpoint) {
            exchange.connected(endpoint, context);
        }

        @Override
        public void failed(Exception e) {
            exchange.broke(e);
        }

        @Override
        public void cancelled() {
            exchange.broke(null);
        }
    }
}
