package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.externalmodels.registry.definition.Routing;

/** Where the calls of a model go that name no connection, as it is edited. */
public final class RoutingForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private Spread spread;
    private final List<FallbackLine> fallbacks = new ArrayList<>();

    RoutingForm(Routing routing) {
        spread = routing.spread();
        routing.fallbackModels().forEach(name -> fallbacks.add(new FallbackLine(name)));
    }

    Routing given() {
        fallbacks.removeIf(FallbackLine::isEmpty);
        return new Routing(spread, fallbacks.stream().map(FallbackLine::getName).toList());
    }

    public void addFallback() {
        fallbacks.add(new FallbackLine(""));
    }

    public void removeFallback(FallbackLine line) {
        fallbacks.remove(line);
    }

    public Spread getSpread() {
        return spread;
    }

    public void setSpread(Spread spread) {
        this.spread = spread;
    }

    public List<FallbackLine> getFallbacks() {
        return fallbacks;
    }
}
