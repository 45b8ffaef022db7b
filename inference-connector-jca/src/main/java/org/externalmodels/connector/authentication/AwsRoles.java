package org.externalmodels.connector.authentication;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.spi.Authentication.AwsRole;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The roles at AWS that connections use. What a role gave is kept however often models are published. Shared by threads.
 */
final class AwsRoles implements AutoCloseable {

    private static final String SESSION_NAME = "external-models";

    private final AwsCredentialsProvider principal;
    private final Optional<URI> stsEndpoint;
    private final Map<AwsRole, RenewedCredential<AwsSession>> sessions = new ConcurrentHashMap<>();
    private final Map<String, StsClient> clients = new ConcurrentHashMap<>();
    private final CredentialThreads threads;
    private final SdkHttpClient http;

    private AwsRoles(
            AwsCredentialsProvider principal,
            Optional<URI> stsEndpoint,
            CredentialThreads threads,
            HttpTransport transport) {
        this.principal = principal;
        this.stsEndpoint = stsEndpoint;
        this.threads = threads;
        this.http = new AdapterHttpClient(transport);
    }

    /**
     * Roles assumed with this server's own credentials, found as the AWS SDK finds them: environment, system properties,
     * profile, web identity, container, instance. The SDK's {@code AWS_ENDPOINT_URL_STS} leads to another token service.
     */
    static AwsRoles open(CredentialThreads threads, HttpTransport transport) {
        return new AwsRoles(DefaultCredentialsProvider.builder().build(), tokenService(), threads, transport);
    }

    /** The SDK finds it as well, but leaves out its path. */
    private static Optional<URI> tokenService() {
        String property = System.getProperty("aws.endpointUrlSts");
        return Optional.ofNullable(property != null ? property : System.getenv("AWS_ENDPOINT_URL_STS"))
                .filter(address -> !address.isBlank())
                .map(URI::create);
    }

    /** Roles at a token service of one's own, with credentials of one's own. */
    static AwsRoles at(
            URI stsEndpoint, AwsCredentialsProvider principal, CredentialThreads threads, HttpTransport transport) {
        return new AwsRoles(principal, Optional.of(stsEndpoint), threads, transport);
    }

    /** Nothing is asked before it is used. */
    Authenticator authenticator(AwsRole role) {
        return new AwsRoleAuthenticator(role, this);
    }

    RenewedCredential<AwsSession> session(AwsRole role) {
        RenewedCredential<AwsSession> known = sessions.get(role);
        return known != null ? known : sessions.computeIfAbsent(role, this::newSession);
    }

    private RenewedCredential<AwsSession> newSession(AwsRole role) {
        return new RenewedCredential<>(() -> assume(role), threads, () -> sessions.remove(role));
    }

    private AwsSession assume(AwsRole role) {
        String region = role.stsRegion().orElse(role.region());
        try {
            Instant now = Instant.now();
            Credentials given = clients.computeIfAbsent(region, this::client)
                    .assumeRole(request -> request.roleArn(role.roleArn())
                            .roleSessionName(SESSION_NAME)
                            .externalId(role.externalId().orElse(null)))
                    .credentials();
            return new AwsSession(
                    given.accessKeyId(), given.secretAccessKey(), given.sessionToken(), now, given.expiration());
        } catch (RuntimeException e) {
            throw RoleFailures.of(e, role, region);
        }
    }

    private StsClient client(String region) {
        StsClientBuilder builder = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(principal)
                .httpClient(http);
        stsEndpoint.ifPresent(endpoint -> builder.endpointOverride(endpoint)
                .overrideConfiguration(configuration ->
                        configuration.addExecutionInterceptor(new EndpointPath(endpoint.getRawPath()))));
        return builder.build();
    }

    /** The threads are their owner's to stop. */
    @Override
    public void close() {
        clients.values().forEach(StsClient::close);
    }
}
