package org.externalmodels.connector.authentication;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Keeps the path of a token service of one's own: the SDK's client for it uses scheme, host and port only. */
final class EndpointPath implements ExecutionInterceptor {

    private final String path;

    EndpointPath(String path) {
        this.path = path;
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().encodedPath(path).build();
    }
}
