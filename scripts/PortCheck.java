import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Says in one sentence, and with its exit code, if a port cannot be listened on. Arguments: host, then pairs of variable and port. */
class PortCheck {
    public static void main(String[] arguments) throws IOException {
        for (int i = 1; i < arguments.length; i += 2) {
            String problem = problem(arguments[0], arguments[i + 1]);
            if (problem != null) {
                fail("%s: set %s to a free port, for example %s=%d."
                        .formatted(problem, arguments[i], arguments[i], 18080 + i));
            }
        }
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }

    private static InetAddress address(String host) {
        try {
            return host.equals("*") ? null : InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            fail("HTTP_HOST is " + host + ", which is not an address of this machine.");
            return null;
        }
    }

    private static String problem(String host, String text) throws IOException {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            return "\"" + text + "\" is not a port number";
        }
        int port = Integer.parseInt(text);
        try {
            // Stays bound until this program ends, so that no port passes twice.
            new ServerSocket().bind(new InetSocketAddress(address(host), port));
            return null;
        } catch (BindException refused) {
            String why = String.valueOf(refused.getMessage());
            if (why.contains("Cannot assign")) {
                fail("HTTP_HOST is " + host + ", which is not an address of this machine.");
            }
            return why.contains("Permission")
                    ? "Port " + port + " needs rights that this user does not have"
                    : "Port " + port + " is taken by another program";
        }
    }
}
