package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.limits.UsageLimits.Kind;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class UsageLimitsTest {

    @Parameter
    private Databases kind;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = kind.empty();
    }

    @Test
    void aNameIsUniqueAmongLimitsAndBudgetsWithoutRegardToCase() {
        add(requests("Claims"));

        RegistryException refused = catchThrowableOfType(RegistryException.class, () -> add(budget("CLAIMS")));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessage("There is already a limit or budget of this name");
    }

    @Test
    void aNameThatItCannotHaveIsToldBeforeItIsUsed() {
        String own = add(requests("claims"));

        assertThat(refusedName(" CLAIMS ", null)).hasMessage("There is already a limit or budget of this name");
        assertThat(refusedName(null, null).problems().get(0).message()).isEqualTo("must have 1 to 100 characters");
        assertThat(refusedName("a\u200bb", own).problems().get(0).field()).isEqualTo("name");
        assertThat(refusedName("Claims", own)).isNull();
        assertThat(refusedName("another", null)).isNull();
    }

    @Test
    void theSecondOfTwoWhoChangeItIsRefused() {
        String id = add(requests("claims"));
        long seen = admin(limits -> limits.find(Kind.LIMIT, id).version());
        edit(id, seen, requests("claims of today"));

        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> edit(id, seen, requests("claims of tomorrow")));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        LimitItem stored = admin(limits -> limits.find(Kind.LIMIT, id));
        assertThat(stored.name()).isEqualTo("claims of today");
    }

    private static GivenLimit requests(String name) {
        return given(name, Measure.REQUESTS_PER_MINUTE, Optional.empty());
    }

    private static GivenLimit budget(String name) {
        return given(name, Measure.MONEY_PER_DAY, Optional.of("USD"));
    }

    private static GivenLimit given(String name, Measure measure, Optional<String> currency) {
        return new GivenLimit(
                name,
                measure,
                BigDecimal.TEN,
                currency,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true);
    }

    private String add(GivenLimit given) {
        return admin(limits -> limits.add(given));
    }

    private void edit(String id, Long seen, GivenLimit given) {
        admin(limits -> {
            limits.edit(Kind.LIMIT, id, seen, given);
            return null;
        });
    }

    private RegistryException refusedName(String name, String own) {
        return catchThrowableOfType(
                RegistryException.class,
                () -> admin(limits -> {
                    limits.checkName(name, own);
                    return null;
                }));
    }

    private <T> T admin(Function<UsageLimits, T> work) {
        return database.inTransaction(entities -> work.apply(new UsageLimits(
                entities,
                new ScopeNames(entities, new Models(entities)),
                new AuditLog(entities),
                null,
                changed -> {},
                () -> TestRegistry.ADMIN)));
    }
}
