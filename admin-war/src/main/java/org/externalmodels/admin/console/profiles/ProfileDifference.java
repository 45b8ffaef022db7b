package org.externalmodels.admin.console.profiles;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.profiles.GivenProfile;
import org.externalmodels.registry.profiles.ProfileDetail;

/** How a profile as it is stored differs from one that is being edited. Secrets are left out: nobody may compare them. */
final class ProfileDifference {

    private ProfileDifference() {}

    static Conflict between(ProfileDetail stored, ProfileForm form) {
        GivenProfile mine = form.given();
        JsonObject theirs = stored.view();
        JsonObject yours = JsonRecords.write(mine.settings());
        List<Conflict.Row> rows = new ArrayList<>();
        compare(rows, "name", stored.summary().name(), mine.name());
        for (String member : mine.settings().type().members()) {
            if (!member.equals("fields")) {
                compare(rows, member, ShownValue.of(theirs.get(member)), ShownValue.of(yours.get(member)));
            }
        }
        compare(rows, "fields", names(theirs.get("fields")), names(yours.get("fields")));
        compare(
                rows,
                "origins",
                ShownValue.of(theirs.get("origins")),
                String.join(", ", mine.origins().orElse(List.of())));
        return new Conflict(
                stored.summary().changedBy(),
                stored.summary().changedOn(),
                stored.summary().version(),
                rows);
    }

    private static void compare(List<Conflict.Row> rows, String member, String theirs, String yours) {
        if (!theirs.equals(yours)) {
            rows.add(new Conflict.Row(FieldNames.label(member), theirs, yours));
        }
    }

    private static String names(JsonValue fields) {
        List<String> names = new ArrayList<>();
        if (fields != null && fields.getValueType() == JsonValue.ValueType.ARRAY) {
            for (JsonObject field : fields.asJsonArray().getValuesAs(JsonObject.class)) {
                names.add(
                        field.getBoolean("secret")
                                ? field.getString("name")
                                : field.getString("name") + " = " + ShownValue.of(field.get("value")));
            }
        }
        return String.join(", ", names);
    }
}
