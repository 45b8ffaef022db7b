package org.externalmodels.connector.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jboss.jca.validator.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as it is built, before IronJacamar's validator, which checks it against the rules of the specification. */
class ConnectorValidatorIT {

    private static final int PASSED = 0;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    @AfterEach
    void leaveTheThreadAsItWas() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void findsNothingAmissInTheArchive() throws IOException {
        Path archive = folder.resolve("archive.rar");
        unpack(built(), archive);

        int verdict = validate(archive);

        assertThat(report()).isEmpty();
        assertThat(verdict).isEqualTo(PASSED);
    }

    @Test
    void wouldFindWhatIsAmiss() throws IOException {
        Path archive = Files.createDirectory(folder.resolve("misfit.rar"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(archive.resolve("misfit.jar")));
                InputStream file = Misfit.class.getResourceAsStream("Misfit.class")) {
            jar.putNextEntry(new JarEntry(Misfit.class.getName().replace('.', '/') + ".class"));
            file.transferTo(jar);
        }

        int verdict = validate(archive);

        assertThat(verdict).isNotEqualTo(PASSED);
        assertThat(report()).contains("public boolean equals(Object)", Misfit.class.getName());
    }

    private int validate(Path archive) throws IOException {
        return Validation.validate(
                archive.toUri().toURL(), folder.resolve("reports").toString());
    }

    /** Written only if there is something to say. */
    private String report() throws IOException {
        Path reports = folder.resolve("reports");
        StringBuilder said = new StringBuilder();
        if (Files.exists(reports)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(reports, "*.log")) {
                for (Path file : files) {
                    said.append(Files.readString(file));
                }
            }
        }
        return said.toString();
    }

    private static Path built() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "*.rar")) {
            return archives.iterator().next();
        }
    }

    private static void unpack(Path archive, Path to) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = to.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }
}
