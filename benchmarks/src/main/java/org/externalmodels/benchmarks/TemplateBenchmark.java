package org.externalmodels.benchmarks;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a free template adds to a call, beside doing as little as possible with the same text. Needs no provider. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TemplateBenchmark {

    /** Places and escapes three values in a request of 2 KB, as UTF-8. */
    @Benchmark
    public byte[] render(TemplateWork work) {
        return work.render();
    }

    /** The least a request costs: its values as UTF-8, neither escaped nor checked. */
    @Benchmark
    public byte[] bareConcatenation(TemplateWork work) {
        return ("{" + work.request.variables().get("system_prompt")
                        + work.request.variables().get("prompt")
                        + work.request.variables().get("limit") + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an answer of 2 KB and follows three JSON paths. */
    @Benchmark
    public String extract(TemplateWork work) {
        return work.extract();
    }

    /** Reads the same answer as a tree with the server's JSON library, and looks at nothing. */
    @Benchmark
    public JsonStructure treeOfTheAnswer(TemplateWork work) {
        try (JsonReader reader = Json.createReader(new StringReader(work.answer))) {
            return reader.read();
        }
    }
}
