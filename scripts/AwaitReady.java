import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Waits until an address answers 200. Arguments: address, process, seconds. Exit code 1 if the process ends before,
 * 2 if the time is over.
 */
class AwaitReady {
    public static void main(String[] arguments) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).timeout(Duration.ofSeconds(5)).build();
        long process = Long.parseLong(arguments[1]);
        long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
        while (!answers(client, request)) {
            if (ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty()) {
                System.exit(1);
            }
            if (System.nanoTime() > end) {
                System.exit(2);
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
