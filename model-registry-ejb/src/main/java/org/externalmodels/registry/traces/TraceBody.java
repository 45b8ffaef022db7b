package org.externalmodels.registry.traces;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.externalmodels.inference.spi.UsageRecord;

/** The request and answer of an attempt, as far as they were captured. */
@Entity
@Table(name = "trace_body")
public class TraceBody {

    private static final int LONGEST = 10_000_000;

    @Id
    @Column(name = "trace_row")
    private Long row;

    private String input;
    private String output;

    protected TraceBody() {}

    TraceBody(Trace trace, UsageRecord record) {
        row = trace.id();
        input = record.input().map(text -> Fitting.text(text, LONGEST)).orElse(null);
        output = record.output().map(text -> Fitting.text(text, LONGEST)).orElse(null);
    }

    String input() {
        return input;
    }

    String output() {
        return output;
    }
}
