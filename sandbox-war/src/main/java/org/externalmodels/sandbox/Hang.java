package org.externalmodels.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.externalmodels.sandbox.fault.Faults;

/** Accepts a request and never answers it; only after ten minutes it is given up, so that nothing is held forever. */
final class Hang implements AsyncListener {
    private Hang() {}

    static void start(HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        context.setTimeout(Faults.LONGEST_MILLIS);
        context.addListener(new Hang());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        AsyncContext context = event.getAsyncContext();
        ((HttpServletResponse) context.getResponse()).setStatus(HttpServletResponse.SC_GATEWAY_TIMEOUT);
        context.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
