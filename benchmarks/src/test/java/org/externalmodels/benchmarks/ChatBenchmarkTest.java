package org.externalmodels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A comparison is worth something only if every way gets the same answer. */
class ChatBenchmarkTest {

    private static final String ANSWER_BEGINS = "The claim describes water damage";

    @Test
    void adapterGetsTheAnswer() throws Exception {
        var adapter = new Adapter();
        adapter.open();
        try {
            assertThat(new ChatBenchmark().adapter(adapter)).startsWith(ANSWER_BEGINS);
        } finally {
            adapter.close();
        }
    }

    @Test
    void peerGetsTheSameAnswer() throws Exception {
        var adapter = new Adapter();
        var peer = new LangChain4j();
        adapter.open();
        peer.open();
        try {
            assertThat(new ChatBenchmark().langChain4j(peer)).isEqualTo(new ChatBenchmark().adapter(adapter));
        } finally {
            peer.close();
            adapter.close();
        }
    }

    @Test
    void bareTransportGetsAllBytesOfTheAnswerEachTime() throws Exception {
        var transport = new BareTransport();
        transport.open();
        try {
            int first = new ChatBenchmark().bareTransport(transport);
            assertThat(first).isGreaterThan(ANSWER_BEGINS.length());
            assertThat(new ChatBenchmark().bareTransport(transport)).isEqualTo(first);
        } finally {
            transport.close();
        }
    }
}
