package org.externalmodels.registry.secrets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** The file that holds the keys. Only its owner can read it. */
final class KeysetFile {

    private static final String NAME = "keyset.json";

    private final Path file;

    KeysetFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
    }

    boolean exists() {
        return Files.exists(file);
    }

    Keyset read() {
        try {
            return Keyset.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new VaultClosedException(
                    "The keyset file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Makes new keys, unless another server that shares the directory was quicker: then its keys are read. */
    Keyset create() {
        Keyset keyset = Keyset.generate();
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), NAME, ".new", ownerOnly());
            try {
                write(whole, keyset.serialize());
                publish(whole);
            } finally {
                Files.deleteIfExists(whole);
            }
            return keyset;
        } catch (FileAlreadyExistsException otherWasFirst) {
            return read();
        } catch (IOException | GeneralSecurityException failed) {
            throw new VaultClosedException(
                    "The keyset file " + file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static void write(Path target, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A link appears whole or not at all and, unlike a rename, never replaces what is there. */
    private void publish(Path whole) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(whole, file);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
