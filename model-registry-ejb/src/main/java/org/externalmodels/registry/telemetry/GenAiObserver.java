package org.externalmodels.registry.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.externalmodels.inference.spi.CallObserver;

/**
 * Makes a span of each call, a child of the span that is current where the call begins, and metrics and events of its end.
 * Nothing but this class and those it uses may be loaded where a server has no OpenTelemetry.
 */
final class GenAiObserver implements CallObserver {

    private static final String SCOPE = "org.externalmodels";

    private final OpenTelemetry telemetry;
    private final Tracer tracer;
    private final Logger events;
    private final GenAiInstruments instruments;

    GenAiObserver(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
        tracer = telemetry.getTracer(SCOPE);
        events = telemetry.getLogsBridge().get(SCOPE);
        instruments = new GenAiInstruments(telemetry.getMeter(SCOPE));
    }

    /** With the OpenTelemetry that the server gives the application. */
    static GenAiObserver ofServer() {
        return new GenAiObserver(CDI.current().select(OpenTelemetry.class).get());
    }

    @Override
    public Observation started(Start start) {
        String operation = start.kind() == Kind.EMBEDDINGS ? "embeddings" : "chat";
        Span span = tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(GenAi.OPERATION, operation)
                .setAttribute(GenAi.TRACE_ID, start.traceId())
                .setAttribute(GenAi.SOURCE, start.origin().source().wireName())
                .startSpan();
        start.origin().application().ifPresent(name -> span.setAttribute(GenAi.APPLICATION, name));
        start.origin().component().ifPresent(name -> span.setAttribute(GenAi.COMPONENT, name));
        if (start.streaming()) {
            span.setAttribute(GenAi.REQUEST_STREAM, true);
        }
        AttributesBuilder common = io.opentelemetry.api.common.Attributes.builder();
        common.put(GenAi.OPERATION, operation);
        return new GenAiCall(span, operation, start.streaming(), common, instruments, events);
    }

    /** Work that is done as part of the caller's trace, which the headers of its request tell. */
    Runnable within(UnaryOperator<String> header, Runnable work) {
        Context caller = telemetry
                .getPropagators()
                .getTextMapPropagator()
                .extract(Context.current(), header, new HeaderGetter());
        return caller.wrap(work);
    }

    private static final class HeaderGetter implements TextMapGetter<UnaryOperator<String>> {
        @Override
        public Iterable<String> keys(UnaryOperator<String> header) {
            return List.of();
        }

        @Override
        public String get(UnaryOperator<String> header, String name) {
            return header == null ? null : header.apply(name);
        }
    }
}
