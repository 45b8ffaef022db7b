package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Differences;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.retention.RedactionRules;
import org.externalmodels.registry.retention.RetentionAges;
import org.externalmodels.registry.retention.UsageSettings;
import org.externalmodels.registry.retention.UsageSettings.Setting;
import org.omnifaces.cdi.ViewScoped;
import org.primefaces.PrimeFaces;

/** How long usage is kept, and what is taken out of it before. */
@Named
@ViewScoped
public class KeepUsage implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private UsageSettings settings;

    @Inject
    private Wording wording;

    private String bodies;
    private String traces;
    private String hours;
    private String days;
    private long retentionVersion;
    private String fields;
    private String patterns;
    private long redactionVersion;
    private Problems retentionProblems = Problems.NONE;
    private Problems redactionProblems = Problems.NONE;
    private Conflict retentionConflict;
    private Conflict redactionConflict;
    private Loss loss = Loss.NONE;

    public void load() {
        takeRetention();
        takeRedaction();
    }

    private void takeRetention() {
        Setting<RetentionAges> set = settings.retention();
        retentionVersion = set.version();
        bodies = text(set.value().bodies());
        traces = text(set.value().traces());
        hours = text(set.value().hours());
        days = text(set.value().days());
    }

    private void takeRedaction() {
        Setting<RedactionRules> set = settings.redaction();
        redactionVersion = set.version();
        fields = String.join("\n", set.value().fields());
        patterns = String.join("\n", set.value().patterns());
    }

    private static String text(Integer age) {
        return age == null ? "" : age.toString();
    }

    /** Saves it, but asks first if something goes that is kept so far. */
    public void saveRetention() {
        boolean[] asked = new boolean[1];
        retentionProblems = Attempt.at(() -> {
            RetentionAges typed = typedAges();
            Setting<RetentionAges> set = settings.retention();
            loss = Loss.between(set.value(), typed, Instant.now(), wording);
            asked[0] = set.version() == retentionVersion && loss.any();
            if (!asked[0]) {
                keep(typed);
            }
        });
        PrimeFaces.current().ajax().addCallbackParam("asked", asked[0]);
        if (!asked[0]) {
            tellOfRetention();
        }
    }

    /** Saves what was asked about. */
    public void loseAndSave() {
        retentionProblems = Attempt.at(() -> keep(loss.ages()));
        tellOfRetention();
    }

    private RetentionAges typedAges() {
        Integer ofBodies = age("bodies", bodies);
        Integer ofTraces = age("traces", traces);
        Integer ofHours = age("hours", hours);
        Integer ofDays = age("days", days);
        return checked(() -> new RetentionAges(ofBodies, ofTraces, ofHours, ofDays));
    }

    private void keep(RetentionAges ages) {
        settings.keep(ages, retentionVersion);
        takeRetention();
    }

    private void tellOfRetention() {
        retentionConflict = null;
        if (retentionProblems.stale()) {
            Setting<RetentionAges> set = settings.retention();
            retentionConflict = new Differences()
                    .with("bodies", text(set.value().bodies()), bodies)
                    .with("traces", text(set.value().traces()), traces)
                    .with("hours", text(set.value().hours()), hours)
                    .with("days", text(set.value().days()), days)
                    .stored(set.version());
        } else if (!retentionProblems.any()) {
            Notices.done("How long usage is kept is saved. What is older is deleted from now on.");
        }
    }

    public void saveRedaction() {
        redactionProblems = Attempt.at(() -> {
            settings.redact(checked(() -> new RedactionRules(lines(fields), lines(patterns))), redactionVersion);
            takeRedaction();
        });
        redactionConflict = null;
        if (redactionProblems.stale()) {
            Setting<RedactionRules> set = settings.redaction();
            redactionConflict = new Differences()
                    .with("fields", String.join("\n", set.value().fields()), String.join("\n", lines(fields)))
                    .with("patterns", String.join("\n", set.value().patterns()), String.join("\n", lines(patterns)))
                    .stored(set.version());
        } else if (!redactionProblems.any()) {
            Notices.done("What is taken out of bodies is saved. It holds for what is captured from now on.");
        }
    }

    /** Saves over how long somebody else keeps usage, which the user has seen. */
    public void overwriteRetention() {
        retentionVersion = retentionConflict.version();
        saveRetention();
    }

    /** Saves over what somebody else has taken out, which the user has seen. */
    public void overwriteRedaction() {
        redactionVersion = redactionConflict.version();
        saveRedaction();
    }

    private static List<String> lines(String text) {
        return text == null
                ? List.of()
                : text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static Integer age(String field, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("\\d{1,6}")) {
            throw RegistryException.invalid(field, "must be a whole number of days, or empty for ever");
        }
        return Integer.valueOf(text.strip());
    }

    /** The sentence of a record that refuses a value begins with the field that it is about. */
    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException wrong) {
            String sentence = Optional.ofNullable(wrong.getMessage()).orElse("cannot be used");
            int end = sentence.indexOf(' ');
            throw RegistryException.invalid(sentence.substring(0, Math.max(0, end)), sentence.substring(end + 1));
        }
    }

    /** What would go by saving. */
    public Loss getLoss() {
        return loss;
    }

    public Problems getRetentionProblems() {
        return retentionProblems;
    }

    public Conflict getRetentionConflict() {
        return retentionConflict;
    }

    public Conflict getRedactionConflict() {
        return redactionConflict;
    }

    public Problems getRedactionProblems() {
        return redactionProblems;
    }

    public String getBodies() {
        return bodies;
    }

    public void setBodies(String bodies) {
        this.bodies = bodies;
    }

    public String getTraces() {
        return traces;
    }

    public void setTraces(String traces) {
        this.traces = traces;
    }

    public String getHours() {
        return hours;
    }

    public void setHours(String hours) {
        this.hours = hours;
    }

    public String getDays() {
        return days;
    }

    public void setDays(String days) {
        this.days = days;
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    public String getPatterns() {
        return patterns;
    }

    public void setPatterns(String patterns) {
        this.patterns = patterns;
    }
}
