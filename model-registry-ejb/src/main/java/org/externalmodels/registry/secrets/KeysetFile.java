package org.externalmodels.registry.secrets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;

/** The file that holds the keys. Only its owner can read it. */
final class KeysetFile {

    private static final String NAME = "keyset.json";

    private final Path file;
    private volatile List<Object> read = List.of();

    KeysetFile(Path dataDirectory) {
        file = dataDirectory.resolve(NAME);
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Whether the file is there and is not the one that was read last. */
    boolean changed() {
        List<Object> now = traits();
        return !now.isEmpty() && !now.equals(read);
    }

    /** What tells one file of this name from the next; empty if there is none. */
    private List<Object> traits() {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey()));
        } catch (IOException absent) {
            return List.of();
        }
    }

    Keyset read() {
        // Before its content: a change in between is found the next time.
        read = traits();
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

    /** Puts other keys in place of those that are there, whole or not at all. */
    void replace(Keyset keyset) {
        try {
            Path whole = Files.createTempFile(file.getParent(), NAME, ".new", ownerOnly());
            try {
                write(whole, keyset.serialize());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
            read = traits();
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
