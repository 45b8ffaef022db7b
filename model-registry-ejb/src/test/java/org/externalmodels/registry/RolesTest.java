package org.externalmodels.registry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.billing.BillExports;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.PriceList;
import org.externalmodels.registry.billing.Recounting;
import org.externalmodels.registry.billing.Rerating;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.keys.ApplicationKeys;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.TestCalls;
import org.externalmodels.registry.limits.UsageLimits;
import org.externalmodels.registry.playground.PromptLibrary;
import org.externalmodels.registry.providers.Providers;
import org.externalmodels.registry.retention.UsageSettings;
import org.externalmodels.registry.traces.TraceLog;
import org.junit.jupiter.api.Test;

/** Who may do what; that the container enforces it is shown on a server. */
class RolesTest {

    @Test
    void administratorsAndEditorsChangeModels() {
        assertThat(operations(ModelLifecycle.class, "admin", "editor"))
                .containsExactly(
                        "checkName",
                        "confirm",
                        "copy",
                        "create",
                        "discardDraft",
                        "edit",
                        "restore",
                        "switchInferencing");
        assertThat(operations(ModelConnections.class, "admin", "editor"))
                .containsExactly("add", "checkName", "edit", "lastChange", "swap", "switchInferencing");
        assertThat(operations(ConnectionChecks.class, "admin", "editor")).containsExactly("check", "rotate");
        assertThat(operations(TestCalls.class, "admin", "editor")).containsExactly("test");
        assertThat(operations(PromptLibrary.class, "admin", "editor"))
                .containsExactly("find", "list", "openFirst", "save", "versions");
    }

    @Test
    void administratorsAloneDelete() {
        assertThat(operations(ModelLifecycle.class, "admin")).containsExactly("delete");
        assertThat(operations(ModelConnections.class, "admin")).containsExactly("delete");
        assertThat(operations(PromptLibrary.class, "admin")).containsExactly("delete");
    }

    @Test
    void administratorsAloneGiveOutKeysOfApplications() {
        assertThat(operations(ApplicationKeys.class, "admin"))
                .containsExactly("checkName", "create", "delete", "edit", "find", "rotate", "slice");
    }

    @Test
    void viewersReadModelsAndAuditorsDoNot() {
        assertThat(operations(ModelCatalog.class, "admin", "editor", "viewer"))
                .containsExactly("connection", "connections", "count", "find", "ids", "list", "slice", "sources");
        assertThat(operations(RevisionHistory.class, "admin", "editor", "viewer"))
                .containsExactly("difference", "differenceFrom", "draft", "find", "slice");
        assertThat(operations(ModelLifecycle.class, "admin", "editor", "viewer"))
                .containsExactly("obstacles");
    }

    @Test
    void viewersReadWhatProvidersOfferAndEditorsAskThem() {
        assertThat(operations(Providers.class, "admin", "editor", "viewer"))
                .containsExactly("find", "list", "models", "policies");
        assertThat(operations(Providers.class, "admin", "editor")).containsExactly("check", "refresh");
    }

    @Test
    void auditorsReadTracesToo() {
        assertThat(operations(TraceLog.class, "admin", "editor", "viewer", "auditor"))
                .containsExactly("attempts", "slice", "summary");
    }

    @Test
    void administratorsAndAuditorsAloneReadWhatWasSaid() {
        assertThat(operations(TraceLog.class, "admin", "auditor")).containsExactly("attemptsWithBodies");
    }

    @Test
    void administratorsAloneSetPricesAndWorkOutThePastAgain() {
        assertThat(operations(PriceList.class, "admin")).containsExactly("add", "delete", "edit");
        assertThat(operations(Rerating.class, "admin")).containsExactly("check", "rerate");
        assertThat(operations(Recounting.class, "admin")).containsExactly("recount");
        assertThat(operations(UsageSettings.class, "admin")).containsExactly("keep", "redact");
    }

    @Test
    void whoReadsModelsReadsWhatTheyCost() {
        assertThat(operations(PriceList.class, "admin", "editor", "viewer"))
                .containsExactly("find", "holding", "slice");
        assertThat(operations(BillExports.class, "admin", "editor", "viewer")).containsExactly("record");
        assertThat(operations(Billing.class, "admin", "editor", "viewer")).containsExactly("bill");
        assertThat(operations(Analytics.class, "admin", "editor", "viewer"))
                .containsExactly("calls", "course", "mostCalled", "overview", "report");
        assertThat(operations(UsageSettings.class, "admin", "editor", "viewer"))
                .containsExactly("redaction", "retention");
    }

    @Test
    void administratorsAloneSetLimitsAndWhoReadsModelsSeesThem() {
        assertThat(operations(UsageLimits.class, "admin")).containsExactly("add", "checkName", "delete", "edit");
        assertThat(operations(UsageLimits.class, "admin", "editor", "viewer"))
                .containsExactly("alerts", "find", "slice");
    }

    @Test
    void administratorsAndAuditorsReadTheAuditLog() {
        assertThat(operations(AuditTrail.class, "admin", "auditor")).containsExactly("export", "slice", "verify");
    }

    @Test
    void administratorsImportAndEditorsMayExport() {
        assertThat(operations(Exchange.class, "admin")).containsExactly("importDocument");
        assertThat(operations(Exchange.class, "admin", "editor")).containsExactly("export");
    }

    /** The names of the business methods that exactly these roles may call. */
    private static Set<String> operations(Class<?> bean, String... roles) {
        Set<String> names = new TreeSet<>();
        for (Method method : bean.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && allowed(bean, method).equals(Set.of(roles))) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static Set<String> allowed(Class<?> bean, Method method) {
        RolesAllowed own = method.getAnnotation(RolesAllowed.class);
        String[] roles = (own == null ? bean.getAnnotation(RolesAllowed.class) : own).value();
        return Set.copyOf(Arrays.asList(roles));
    }
}
