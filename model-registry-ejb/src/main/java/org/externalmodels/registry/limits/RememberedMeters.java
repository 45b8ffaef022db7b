package org.externalmodels.registry.limits;

import java.util.function.Consumer;

/** Meters that say which budgets were spent from, so that this outlasts a restart. */
record RememberedMeters(Meters meters, Consumer<Bucket> spent) implements Meters {

    @Override
    public Reading look(Bucket bucket, long units) {
        return meters.look(bucket, units);
    }

    @Override
    public Reading take(Bucket bucket, long units) {
        Reading reading = meters.take(bucket, units);
        note(bucket);
        return reading;
    }

    @Override
    public void correct(Bucket bucket, long difference) {
        meters.correct(bucket, difference);
        note(bucket);
    }

    private void note(Bucket bucket) {
        if (bucket.rule().measure().isMoney()) {
            spent.accept(bucket);
        }
    }
}
