package org.externalmodels.registry.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVaultTest {

    private static final Secret KEY = Secret.of("sk-canary");

    @TempDir
    private Path data;

    @Test
    void theKeysAreReadableByTheirOwnerOnly() throws IOException {
        SecretVault.open(data.resolve("new/directory"), false);

        assertThat(Files.getPosixFilePermissions(data.resolve("new/directory/keyset.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void whatWasSealedOpensAfterARestart() throws UnreadableSecretException {
        Ciphertext sealed = SecretVault.open(data, false).seal(KEY, "row 1");

        assertThat(SecretVault.open(data, true).open(sealed, "row 1")).isEqualTo(KEY);
        assertThat(sealed.text()).doesNotContain("canary");
    }

    @Test
    void aCiphertextOpensInItsOwnPlaceOnly() {
        SecretVault vault = SecretVault.open(data, false);
        Ciphertext sealed = vault.seal(KEY, "row 1");

        assertThatThrownBy(() -> vault.open(sealed, "row 2")).isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void otherKeysDoNotOpenIt() {
        Ciphertext sealed = SecretVault.open(data, false).seal(KEY, "row 1");
        SecretVault other = SecretVault.open(data.resolve("other"), false);

        assertThatThrownBy(() -> other.open(sealed, "row 1"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void keysThatAreMissedAreNotReplacedByNewOnes() {
        assertThatThrownBy(() -> SecretVault.open(data, true))
                .isInstanceOf(VaultClosedException.class)
                .hasMessageContaining("EXTERNAL_MODELS_DATA");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aDamagedFileIsToldWithoutItsContent() throws IOException {
        Files.writeString(data.resolve("keyset.json"), "{\"encryption\": \"c2VjcmV0\"");

        assertThatThrownBy(() -> SecretVault.open(data, false))
                .isInstanceOf(VaultClosedException.class)
                .hasMessageContaining("keyset.json")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void serversThatStartTogetherEndUpWithTheSameKeys() {
        List<CompletableFuture<SecretVault>> starting = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> SecretVault.open(data, false)))
                .toList();

        assertThat(starting.stream()
                        .map(vault -> vault.join().fingerprint("m", KEY))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFingerprintTellsEqualKeysOfOneScopeAndNothingElse() {
        SecretVault vault = SecretVault.open(data, false);

        assertThat(vault.fingerprint("m1", KEY)).isEqualTo(vault.fingerprint("m1", Secret.of("sk-canary")));
        assertThat(vault.fingerprint("m1", KEY)).isNotEqualTo(vault.fingerprint("m1", Secret.of("sk-canary2")));
        assertThat(vault.fingerprint("m1", KEY)).isNotEqualTo(vault.fingerprint("m2", KEY));
    }
}
