package org.externalmodels.integration.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An archive that a test puts together. */
final class Archive {

    private static final String DESCRIPTOR = "META-INF/application.xml";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A web application of a package of test classes. */
    static Archive ofClasses(Package classes) throws IOException {
        return of("WEB-INF/classes/", classes);
    }

    /** A library of a package of test classes. */
    static Archive libraryOf(Package classes) throws IOException {
        return of("", classes);
    }

    private static Archive of(String prefix, Package classes) throws IOException {
        Archive archive = new Archive();
        Path root = Path.of("target", "test-classes");
        try (Stream<Path> files = Files.walk(root.resolve(classes.getName().replace('.', '/')))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                archive.entries.put(prefix + name, Files.readAllBytes(file));
            }
        }
        return archive;
    }

    /** With one class of the tests'. */
    Archive with(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        entries.put("WEB-INF/classes/" + name, Files.readAllBytes(Path.of("target", "test-classes", name)));
        return this;
    }

    static Archive ofFile(Path file) throws IOException {
        Archive archive = new Archive();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                archive.entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return archive;
    }

    /** With the libraries that another web application has. */
    Archive withLibrariesOf(Path war) throws IOException {
        return withLibrariesOf(war, "");
    }

    /** With those of them whose names begin so. */
    Archive withLibrariesOf(Path war, String begin) throws IOException {
        ofFile(war).entries.forEach((name, bytes) -> {
            if (name.startsWith("WEB-INF/lib/" + begin)) {
                entries.put(name, bytes);
            }
        });
        return this;
    }

    Archive with(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** With a word of a text exchanged for another. */
    Archive replace(String name, String word, String by) {
        String text = new String(entries.get(name), StandardCharsets.UTF_8);
        if (!text.contains(word)) {
            throw new IllegalArgumentException(name + " has no " + word + ": " + text);
        }
        return with(name, text.replace(word, by));
    }

    Archive withWebModule(String name, String contextRoot, Path war) throws IOException {
        String module = "<module><web><web-uri>" + name + "</web-uri><context-root>" + contextRoot
                + "</context-root></web></module>";
        String descriptor = new String(entries.get(DESCRIPTOR), StandardCharsets.UTF_8)
                .replace("<library-directory>", module + "<library-directory>");
        entries.put(DESCRIPTOR, descriptor.getBytes(StandardCharsets.UTF_8));
        entries.put(name, Files.readAllBytes(war));
        return this;
    }

    void writeTo(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
