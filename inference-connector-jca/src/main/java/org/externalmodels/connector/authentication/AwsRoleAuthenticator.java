package org.externalmodels.connector.authentication;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.AwsRole;

/** Signs calls with what a role at AWS gave. */
final class AwsRoleAuthenticator implements Authenticator {

    /** How AWS says that credentials are no longer good. */
    private static final Pattern SPENT = Pattern.compile("(?i)expired|security token .*invalid|UnrecognizedClient");

    private final AwsRole role;
    private final AwsRoles roles;
    private final SignatureV4 signature;

    AwsRoleAuthenticator(AwsRole role, AwsRoles roles) {
        this.role = role;
        this.roles = roles;
        this.signature = new SignatureV4(role.region(), "bedrock");
    }

    @Override
    public CompletableFuture<Void> ready() {
        return roles.session(role).ready();
    }

    @Override
    public CompletableFuture<Void> renewed() {
        return roles.session(role).again();
    }

    @Override
    public Optional<Instant> expires() {
        return roles.session(role).credentials().map(AwsSession::expires);
    }

    @Override
    public URI address(URI address) {
        return address;
    }

    /** Proxies may change other headers than these, so no more are signed. */
    @Override
    public List<Header> headers(URI address, List<Header> headers, byte[] body) {
        List<Header> signed = new ArrayList<>(2);
        signed.add(new Header("Host", address.getRawAuthority()));
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("content-type")) {
                signed.add(header);
            }
        }
        return signature.sign(
                method(body), address.getRawPath(), address.getRawQuery(), signed, body, credentials(), Instant.now());
    }

    /** Every call has a body, and what is asked beside calls has none. */
    private static String method(byte[] body) {
        return body.length == 0 ? "GET" : "POST";
    }

    @Override
    public List<String> secrets() {
        return roles.session(role)
                .credentials()
                .map(session -> List.of(session.secretAccessKey(), session.token()))
                .orElse(List.of());
    }

    private AwsSession credentials() {
        return roles.session(role)
                .credentials()
                .orElseThrow(() -> new InferenceException(
                        FailureCode.AUTHENTICATION_FAILED, "role " + role.roleArn() + " has given no credentials yet"));
    }

    /** Without permission, new credentials of the same role do not help either. */
    @Override
    public boolean refused(InferenceException refusal) {
        String said = refusal.providerBody().orElse("");
        return SPENT.matcher(said).find() && roles.session(role).refused();
    }
}
