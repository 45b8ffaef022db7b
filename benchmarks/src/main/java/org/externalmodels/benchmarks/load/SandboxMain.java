package org.externalmodels.benchmarks.load;

import java.io.IOException;
import org.externalmodels.sandbox.SandboxServer;

/** The sandbox provider as a process: prints its port and serves until its standard input ends. */
final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] args) throws IOException {
        try (var sandbox = SandboxServer.start()) {
            System.out.println(sandbox.port());
            while (System.in.read() >= 0) {
                // Whoever started this process keeps the stream open and silent.
            }
        }
        // Whatever still delays an answer.
        System.exit(0);
    }
}
