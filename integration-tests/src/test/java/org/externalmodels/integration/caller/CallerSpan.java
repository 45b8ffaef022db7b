package org.externalmodels.integration.caller;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;

/** A span that the application has begun, as {@code trace id-span id}. */
final class CallerSpan {

    private CallerSpan() {}

    static Runnable within(String ids, Runnable work) {
        int dash = ids.indexOf('-');
        SpanContext span = SpanContext.create(
                ids.substring(0, dash), ids.substring(dash + 1), TraceFlags.getSampled(), TraceState.getDefault());
        return Context.current().with(Span.wrap(span)).wrap(work);
    }
}
