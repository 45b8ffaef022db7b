import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Waits until an address answers 200. Arguments: address, process, its log, seconds. Exit code 1 if the process ends, an
 * application fails to start or the time is over before.
 */
class AwaitReady {
    private static final String APPLICATION_FAILED = "CWWKZ0002E";

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).timeout(Duration.ofSeconds(5)).build();
        long process = Long.parseLong(arguments[1]);
        Path log = Path.of(arguments[2]);
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
        while (!answers(client, request)) {
            boolean runs = ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
            if (!runs || Files.readString(log).contains(APPLICATION_FAILED) || System.nanoTime() > end) {
                System.exit(1);
            }
            Thread.sleep(250);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
