package org.externalmodels.registry.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ApplicationKeysTest {

    private static final KeyScope ALL = new KeyScope(List.of("*"), List.of("*"));

    @Parameter
    private Databases kind;

    private TestDatabase database;
    private TestKeys here;
    private TestKeys elsewhere;

    @BeforeEach
    void open() {
        database = kind.empty();
        here = new TestKeys(database);
        elsewhere = new TestKeys(database);
        here.ring().catchUp();
        elsewhere.ring().catchUp();
    }

    @Test
    void aKeyOpensWhatItIsFor() {
        String key = create(new GivenKey(
                        "claims", new KeyScope(List.of("GPT"), List.of("embeddings")), Optional.empty(), true))
                .key()
                .reveal();

        assertThat(here.ring().check(key)).isInstanceOfSatisfying(KeyVerdict.Accepted.class, accepted -> {
            assertThat(accepted.name()).isEqualTo("claims");
            assertThat(accepted.scope().permits("gpt")).isTrue();
            assertThat(accepted.scope().permits("other")).isFalse();
            assertThat(accepted.scope().permits(WayIn.EMBEDDINGS)).isTrue();
            assertThat(accepted.scope().permits(WayIn.MESSAGES)).isFalse();
        });
    }

    @Test
    void aNameHasAHundredCharactersHoweverManyUnitsTheseTake() {
        String face = "\ud83d\ude42";
        String scope = face.repeat(100) + "/" + face.repeat(100);

        String key = create(new GivenKey(
                        face.repeat(100), new KeyScope(List.of(scope), List.of("*")), Optional.empty(), true))
                .key()
                .reveal();

        assertThat(here.ring().check(key)).isInstanceOfSatisfying(KeyVerdict.Accepted.class, accepted -> {
            assertThat(accepted.name()).isEqualTo(face.repeat(100));
            assertThat(accepted.scope().permits(face.repeat(100), face.repeat(100)))
                    .isTrue();
        });
        assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> given(face.repeat(101)));
    }

    @Test
    void aKeyIsKnownToAnotherServerWhenItLooksAgain() {
        String key = create(given("claims")).key().reveal();
        assertThat(elsewhere.ring().check(key)).isEqualTo(new KeyVerdict.Unknown());

        elsewhere.ring().catchUp();

        assertThat(elsewhere.ring().check(key)).isInstanceOf(KeyVerdict.Accepted.class);
    }

    @Test
    void aDeletedKeyOpensNothingAnywhere() {
        IssuedKey issued = create(given("claims"));
        elsewhere.ring().catchUp();

        here.admin(keys -> {
            keys.delete(issued.id(), 1L);
            return null;
        });
        elsewhere.ring().catchUp();

        assertThat(here.ring().check(issued.key().reveal())).isEqualTo(new KeyVerdict.Unknown());
        assertThat(elsewhere.ring().check(issued.key().reveal())).isEqualTo(new KeyVerdict.Unknown());
    }

    @Test
    void aKeyThatIsSwitchedOffIsRefusedAndSaysSo() {
        IssuedKey issued = create(given("claims"));

        edit(issued.id(), new GivenKey("claims", ALL, Optional.empty(), false));

        assertThat(here.ring().check(issued.key().reveal()))
                .isEqualTo(new KeyVerdict.Refused("This application key is switched off."));
    }

    @Test
    void anExpiredKeyIsRefusedAndSaysSo() {
        Instant past = Instant.now().minusSeconds(1);
        IssuedKey issued = create(new GivenKey("claims", ALL, Optional.of(past), true));

        assertThat(here.ring().check(issued.key().reveal()))
                .isEqualTo(new KeyVerdict.Refused("This application key has expired."));
        assertThat(find(issued.id()).status()).isEqualTo("expired");
    }

    @Test
    void aRotatedKeyTakesThePlaceOfTheOldOneAtOnce() {
        IssuedKey old = create(given("claims"));

        IssuedKey rotated = rotate(old.id(), Duration.ZERO);

        assertThat(here.ring().check(rotated.key().reveal())).isInstanceOf(KeyVerdict.Accepted.class);
        assertThat(here.ring().check(old.key().reveal())).isEqualTo(new KeyVerdict.Unknown());
    }

    @Test
    void theOldKeyIsTakenForAsLongAsWasSaid() {
        IssuedKey old = create(given("claims"));

        IssuedKey rotated = rotate(old.id(), Duration.ofMinutes(5));

        assertThat(here.ring().check(rotated.key().reveal())).isInstanceOf(KeyVerdict.Accepted.class);
        assertThat(here.ring().check(old.key().reveal())).isInstanceOf(KeyVerdict.Accepted.class);
        RingKey past = new RingKey(
                "id",
                "claims",
                "new",
                Optional.of("old"),
                Optional.of(Instant.now().minusSeconds(1)),
                ALL,
                Optional.empty(),
                true);
        assertThat(past.verdict("old", Instant.now()))
                .isEqualTo(new KeyVerdict.Refused("This application key was replaced by a new one."));
    }

    @Test
    void neitherTheKeyNorItsMiddleIsInTheDatabaseOrTheAuditLog() {
        IssuedKey issued = create(given("claims"));
        rotate(issued.id(), Duration.ZERO);
        String middle = issued.key().reveal().substring(8, 24);

        List<?> rows = database.inTransaction(entities -> entities.createNativeQuery(
                        "select key_hash || key_ending || coalesce(previous_hash, '') from application_key")
                .getResultList());
        List<AuditEntry> audit = database.inTransaction(
                entities -> entities.createQuery("select a from AuditEntry a order by a.id", AuditEntry.class)
                        .getResultList());

        assertThat(rows.toString()).doesNotContain(middle);
        assertThat(audit)
                .extracting(AuditEntry::action)
                .containsExactly("application-key.added", "application-key.rotated");
        assertThat(audit)
                .allSatisfy(entry -> assertThat(entry.before() + entry.after()).doesNotContain(middle));
        assertThat(find(issued.id()).key()).startsWith("emk-•").hasSize(4 + 6 + 4);
        assertThat(issued.toString()).doesNotContain(middle);
    }

    @Test
    void aNameIsUniqueWithoutRegardToCase() {
        create(given("Claims"));

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> create(given("CLAIMS")))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(RegistryException.Reason.TAKEN));
    }

    @Test
    void aNameThatAKeyCannotHaveIsToldBeforeItIsUsed() {
        String own = create(given("claims")).id();

        assertThat(refusedName(" CLAIMS ", null)).hasMessage("There is already an application key of this name");
        assertThat(refusedName(null, null).problems().get(0).message()).isEqualTo("must have 1 to 100 characters");
        assertThat(refusedName("a\u200bb", own).problems().get(0).field()).isEqualTo("name");
        assertThat(refusedName("Claims", own)).isNull();
        assertThat(refusedName("another", null)).isNull();
    }

    @Test
    void theSecondOfTwoWhoEditIsRefused() {
        IssuedKey issued = create(given("claims"));
        edit(issued.id(), new GivenKey("claims", ALL, Optional.empty(), false));

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> edit(issued.id(), given("claims")))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(RegistryException.Reason.STALE));
    }

    @Test
    void nobodyCanTellOfAKeyBeforeTheKeysAreRead() {
        KeyRing unread = new KeyRing(new StoredKeys(null));

        assertThat(unread.check("emk-anything")).isEqualTo(new KeyVerdict.NotLoaded());
    }

    @Test
    void callsAreStillCheckedAgainstWhatWasKnownLast() {
        String known = create(given("claims")).key().reveal();
        here.ring().cannotCatchUp();

        assertThat(here.ring().check(known)).isInstanceOf(KeyVerdict.Accepted.class);
        assertThat(here.ring().check("emk-made-elsewhere")).isEqualTo(new KeyVerdict.NotLoaded());
        assertThat(here.ring().check("no key of ours")).isEqualTo(new KeyVerdict.Unknown());

        here.ring().catchUp();
        assertThat(here.ring().check("emk-made-elsewhere")).isEqualTo(new KeyVerdict.Unknown());
    }

    @Test
    void theLastUseIsStoredAfterwards() {
        IssuedKey issued = create(given("claims"));
        here.ring().check(issued.key().reveal());
        assertThat(find(issued.id()).lastUsed()).isEmpty();

        here.ring().storeUses();

        assertThat(find(issued.id()).lastUsed()).isPresent();
        assertThat(here.admin(keys -> keys.slice(Optional.empty(), 10, Optional.empty()))
                        .items()
                        .get(0)
                        .lastUsed())
                .isPresent();
    }

    @Test
    void theListGoesOnWhereItEnded() {
        List.of("c", "a", "b").forEach(name -> create(given(name)));

        var first = here.admin(keys -> keys.slice(Optional.empty(), 2, Optional.empty()));
        var second = here.admin(keys -> keys.slice(Optional.empty(), 2, first.next()));

        assertThat(first.items()).extracting(ApplicationKeyDetail::name).containsExactly("a", "b");
        assertThat(second.items()).extracting(ApplicationKeyDetail::name).containsExactly("c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void theListIsSearchedByAPartOfTheName() {
        List.of("Claims 1", "claims 2", "100% else").forEach(name -> create(given(name)));

        assertThat(found("CLAIM")).containsExactly("Claims 1", "claims 2");
        assertThat(found("%")).containsExactly("100% else");
    }

    private List<String> found(String search) {
        return here.admin(keys -> keys.slice(Optional.of(search), 10, Optional.empty())).items().stream()
                .map(ApplicationKeyDetail::name)
                .toList();
    }

    private static GivenKey given(String name) {
        return new GivenKey(name, ALL, Optional.empty(), true);
    }

    private IssuedKey create(GivenKey given) {
        return here.admin(keys -> keys.create(given));
    }

    private void edit(String id, GivenKey given) {
        here.admin(keys -> {
            keys.edit(id, 1L, given);
            return null;
        });
    }

    private RegistryException refusedName(String name, String own) {
        return catchThrowableOfType(
                RegistryException.class,
                () -> here.admin(keys -> {
                    keys.checkName(name, own);
                    return null;
                }));
    }

    private IssuedKey rotate(String id, Duration overlap) {
        return here.admin(keys -> keys.rotate(id, null, overlap));
    }

    private ApplicationKeyDetail find(String id) {
        return here.admin(keys -> keys.find(id));
    }
}
