package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.FrontDoorServer.STREAM;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceEvent.TextDelta;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How events are put into pieces of the answer (RFC 9112, 7.1). */
class EventStreamTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void whatComesAtOnceIsWrittenAtOnceAndWhatComesAloneIsNotKeptBack() throws Exception {
        try (Socket client = server.open(CHAT, STREAM)) {
            client.setSoTimeout(10_000);
            assertThat(server.models().stream.awaitSubscription()).isTrue();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));

            server.models().stream.tell(new TextDelta("one"));
            passHeaders(answer);
            assertThat(wordsOfAPiece(answer)).containsExactly("one");

            server.models().stream.tell(new TextDelta("two"), new TextDelta("three"), new TextDelta("four"));
            assertThat(wordsOfAPiece(answer)).containsExactly("two", "three", "four");

            server.models().stream.tell(new TextDelta("five"));
            assertThat(wordsOfAPiece(answer)).containsExactly("five");
        }
    }

    @Test
    void nothingIsLostOrTurnedRoundHoweverMuchComesAtOnce() throws Exception {
        int count = 2_000;
        try (Socket client = server.open(CHAT, STREAM)) {
            client.setSoTimeout(10_000);
            assertThat(server.models().stream.awaitSubscription()).isTrue();
            server.models()
                    .stream
                    .tell(IntStream.range(0, count)
                            .mapToObj(i -> new TextDelta("w" + i))
                            .toArray(InferenceEvent[]::new));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            passHeaders(answer);

            List<String> words = new ArrayList<>();
            int pieces = 0;
            while (words.size() < count) {
                words.addAll(wordsOfAPiece(answer));
                pieces++;
            }

            assertThat(words)
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> "w" + i).toList());
            assertThat(pieces).isLessThan(count / 4);
        }
    }

    /** The container may say that the client is ready before the call has begun, on another thread. */
    @Test
    void aClientThatIsReadyBeforeThereIsAnythingToAskForIsNoFault() {
        EventStream stream = new EventStream(null, null, null);

        assertThatNoException().isThrownBy(stream::askOn);
    }

    private static void passHeaders(BufferedReader answer) throws IOException {
        while (!answer.readLine().isEmpty()) {
            // One line after the other.
        }
    }

    private static List<String> wordsOfAPiece(BufferedReader answer) throws IOException {
        String size = answer.readLine();
        if (size.isEmpty()) {
            // The end of the piece before, which Jetty sends with this one.
            size = answer.readLine();
        }
        int length = Integer.parseInt(size, 16);
        char[] piece = new char[length];
        for (int read = 0; read < length; ) {
            read += answer.read(piece, read, length - read);
        }
        return new String(piece)
                .lines()
                .filter(line -> line.contains("\"content\":\""))
                .map(line -> line.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
