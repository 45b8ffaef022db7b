package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each role may do through the management API: the whole table of roles and addresses. */
class ManagementApiRolesIT {

    private static final List<String> USERS = List.of("admin", "edith", "vera", "otto", "carl", "rolf");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static final String TABLE = """

            GET    | models                                |                       | 200   200    200    403     403    403
            POST   | models                                | {"name": "UNIQUE"}    | 201   201    403    403     403    403
            GET    | models/MODEL                          |                       | 200   200    200    403     403    403
            PATCH  | models/MODEL                          | {"providerModel":"m"} | 200   200    403    403     403    403
            DELETE | models/MODEL                          |                       | 204   403    403    403     403    403
            POST   | models/DRAFT/confirm                  |                       | 200   200    403    403     403    403
            DELETE | models/EDITED/draft                   |                       | 200   200    403    403     403    403
            POST   | models/MODEL/copy                     |                       | 201   201    403    403     403    403
            POST   | models/MODEL/test                     | {"values": {"prompt": "x"}} | 200   200    403    403     403    403
            PUT    | models/MODEL/inferencing              | {"enabled": false}    | 200   200    403    403     403    403
            GET    | models/MODEL/connections              |                       | 200   200    200    403     403    403
            POST   | models/MODEL/connections              | {"name": "second"}    | 201   201    403    403     403    403
            GET    | models/MODEL/connections/MAIN         |                       | 200   200    200    403     403    403
            PATCH  | models/MODEL/connections/MAIN         | {"apiKey": "UNIQUE"}  | 200   403    403    403     403    403
            PUT    | models/MODEL/connections/MAIN/inferencing | {"enabled": false} | 200  200    403    403     403    403
            DELETE | models/MODEL/connections/MAIN         |                       | 204   403    403    403     403    403
            GET    | models/MODEL/connections/MAIN/policies |                      | 200   200    200    403     403    403
            GET    | providers                             |                       | 200   200    200    403     403    403
            GET    | providers/openai                      |                       | 200   200    200    403     403    403
            GET    | providers/bedrock/policies?roleArn=arn:aws:iam::123456789012:role/x | | 200 200 200   403     403    403
            GET    | providers/openai/models               |                       | 200   200    200    403     403    403
            POST   | providers/openai/models/refresh       | {"baseUrl": "http://127.0.0.1:1/v1"} | 422   422    403    403     403    403
            POST   | providers/openai/check                | {"baseUrl": "http://127.0.0.1:1/v1"} | 200   200    403    403     403    403
            GET    | audit-log                             |                       | 200   403    403    200     403    403
            POST   | audit-log/verify                      | {}                    | 200   403    403    200     403    403
            GET    | export                                |                       | 200   200    403    403     403    403
            POST   | import                                | {"format": "external-models/1"} | 200   403    403    403     403    403
            GET    | models/MODEL/revisions                |                       | 200   200    200    403     403    403
            GET    | models/MODEL/revisions/1              |                       | 200   200    200    403     403    403
            GET    | models/EDITED/revisions/2/difference?with=1 |                 | 200   200    200    403     403    403
            POST   | models/EDITED/revisions/1/restore     |                       | 200   200    403    403     403    403
            GET    | models/EDITED/draft                   |                       | 200   200    200    403     403    403
            PATCH  | models/MODEL/draft                    | {"providerModel":"m"} | 200   200    403    403     403    403
            POST   | models/MODEL/connections/MAIN/check   |                       | 200   200    403    403     403    403
            POST   | models/MODEL/connections/MAIN/rotate  | {"apiKey": "UNIQUE"}  | 200   403    403    403     403    403
            GET    | application-keys                      |                       | 200   403    403    403     403    403
            POST   | application-keys                      | {"name": "UNIQUE"}    | 201   403    403    403     403    403
            GET    | application-keys/KEY                  |                       | 200   403    403    403     403    403
            PATCH  | application-keys/KEY                  | {"enabled": false}    | 200   403    403    403     403    403
            POST   | application-keys/KEY/rotate           |                       | 200   403    403    403     403    403
            DELETE | application-keys/KEY                  |                       | 204   403    403    403     403    403
            GET    | authorization-profiles                |                       | 200   200    200    403     403    403
            POST   | authorization-profiles                | {"name": "UNIQUE", "type": "BEARER", "token": "t"} | 201 201 403 403 403 403
            GET    | authorization-profiles/PROFILE        |                       | 200   200    200    403     403    403
            PATCH  | authorization-profiles/PROFILE        | {"token": "UNIQUE"}   | 200   403    403    403     403    403
            DELETE | authorization-profiles/PROFILE        |                       | 204   403    403    403     403    403
            POST   | authorization-profiles/PROFILE/test   |                       | 200   200    403    403     403    403
            GET    | settings/encryption-key               |                       | 200   403    403    403     403    403
            POST   | settings/encryption-key/rotate        |                       | 202   403    403    403     403    403
            GET    | authorization-profiles/PROFILE/authorize |                    | 422   403    403    403     403    403
            GET    | traces                                |                       | 200   200    200    200     403    403
            GET    | traces/summary                        |                       | 200   200    200    200     403    403
            GET    | traces/none                           |                       | 404   404    404    404     403    403
            GET    | traces.csv?model=none                 |                       | 200   200    200    200     403    403
            GET    | analytics                             |                       | 200   200    200    403     403    403
            GET    | billing                               |                       | 200   200    200    403     403    403
            GET    | billing.csv                           |                       | 200   200    200    403     403    403
            POST   | billing/rerate | {"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"} | 200 403 403 403 403 403
            POST   | billing/recount | {"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"} | 200 403 403 403 403 403
            GET    | prices                                |                       | 200   200    200    403     403    403
            POST   | prices | {"model": "none", "currency": "USD", "input": 1}     | 422   403    403    403     403    403
            GET    | prices/none                           |                       | 404   404    404    403     403    403
            PATCH  | prices/none                           | {"input": 2}          | 404   404    404    403     403    403
            DELETE | prices/none                           |                       | 404   403    403    403     403    403
            GET    | models/MODEL/routing                  |                       | 200   200    200    403     403    403
            GET    | limits                                |                       | 200   200    200    403     403    403
            POST   | limits | {"name": "UNIQUE", "measure": "calls-in-flight", "amount": 1, "mode": "shadow"} | 201 403 403 403 403 403
            GET    | limits/none                           |                       | 404   404    404    403     403    403
            PATCH  | limits/none                           | {"amount": 2}         | 404   404    404    403     403    403
            DELETE | limits/none                           |                       | 404   403    403    403     403    403
            GET    | budgets                               |                       | 200   200    200    403     403    403
            POST   | budgets | {"name": "UNIQUE", "amount": 1, "currency": "USD", "period": "month", "mode": "shadow"} | 201 403 403 403 403 403
            GET    | budgets/none                          |                       | 404   404    404    403     403    403
            PATCH  | budgets/none                          | {"amount": 2}         | 404   404    404    403     403    403
            DELETE | budgets/none                          |                       | 404   403    403    403     403    403
            GET    | alerts                                |                       | 200   200    200    403     403    403
            GET    | submissions                           |                       | 200   200    200    403     403    403
            GET    | submissions/none                      |                       | 404   404    404    403     403    403
            GET    | dead-letters                          |                       | 200   200    200    403     403    403
            GET    | dead-letters/none                     |                       | 404   404    404    403     403    403
            POST   | dead-letters/none/resend              |                       | 404   404    403    403     403    403
            DELETE | dead-letters/none                     |                       | 404   403    403    403     403    403
            GET    | settings/retention                    |                       | 200   200    200    403     403    403
            PATCH  | settings/retention                    | {"bodies": 30}        | 200   403    403    403     403    403
            GET    | settings/redaction                    |                       | 200   200    200    403     403    403
            PATCH  | settings/redaction                    | {"patterns": []}      | 200   403    403    403     403    403
            """;

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void eachRoleDoesWhatItMayAndNothingElse(String method, String address, String body, String statuses) {
        String[] expected = statuses.strip().split("\\s+", -1);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < USERS.size(); i++) {
            Answer answer = send(product.user(USERS.get(i)), method, address, body);
            softly.assertThat(answer.status())
                    .as("%s %s as %s: %s", method, address, USERS.get(i), answer.body())
                    .isEqualTo(Integer.parseInt(expected[i]));
        }
        softly.assertThat(send(product.anybody(), method, address, body).status())
                .as("not signed in")
                .isEqualTo(401);
        softly.assertAll();
    }

    @Test
    void theTableHasEveryOperationThatTheOpenApiDocumentDescribes() {
        Answer document = product.anybody().get("/openapi");
        assertThat(document.status()).as(document.body()).isEqualTo(200);
        Set<String> described = new TreeSet<>();
        document.json().getJsonObject("paths").forEach((path, operations) -> {
            int api = path.indexOf("/api/v1/");
            if (api >= 0) {
                operations.asJsonObject().keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " "
                                + path.substring(api + "/api/v1/".length()).replaceAll("\\{[^}]*}", "*")));
            }
        });

        Set<String> told = TABLE.lines()
                .filter(line -> line.contains("|"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[0].strip() + " " + pattern(cells[1].strip()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).hasSizeGreaterThan(60);
        assertThat(told).containsAll(described);
    }

    /** Nothing of the file is sent, in whatever way it is asked for, and the audit log tells of no download. */
    @ParameterizedTest
    @CsvSource({
        "traces.csv, application/json, carl",
        "traces.csv, text/csv,         rolf",
        "traces,     text/csv,         carl",
        "billing.csv, text/csv,        carl",
        "billing,    text/csv,         otto",
        "analytics,  application/json, otto",
        "audit-log,  text/csv,         vera",
        "audit-log,  text/csv,         carl",
        "export,     application/yaml, vera",
        "export,     */*,              carl",
    })
    void whoMayNotSeeItExportsNothing(String address, String form, String user) {
        Answer answer = product.user(user).send("GET", "/api/v1/" + address, null, Map.of("Accept", form));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.header("Content-Disposition")).isEmpty();
        String what = address.equals("export") ? "registry" : address.replace(".csv", "");
        assertThat(Product.items(product.administrator()
                        .get("/api/v1/audit-log?actor=" + user + "&action=" + what + ".exported")))
                .isEmpty();
    }

    @Test
    void theOpenApiDocumentHasAllThatItRefersTo() {
        JsonObject document = product.anybody().get("/openapi").json();

        Set<String> named = Pattern.compile("\"\\$ref\":\"(#[^\"]*)\"")
                .matcher(document.toString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).contains("#/components/schemas/RetentionAges", "#/components/schemas/RedactionRules");
        assertThat(named)
                .allSatisfy(pointer -> assertThat(
                                Json.createPointer(pointer.substring(1)).containsValue(document))
                        .as(pointer)
                        .isTrue());
        assertThat(QuickStart.server().logs())
                .as("warnings of whoever makes the document")
                .doesNotContain("SROAP");
    }

    /** The address in a row of the table, with what stands for an id made a star. */
    private static String pattern(String address) {
        return Stream.of(address.replaceFirst("\\?.*", "").split("/", -1))
                .map(part -> part.matches("[A-Z]+|[0-9]+|none|openai") ? "*" : part)
                .collect(Collectors.joining("/"));
    }

    private Answer send(HttpCalls user, String method, String address, String body) {
        String path = "/api/v1/" + prepared(address);
        String text = body == null ? null : body.replace("UNIQUE", "role-" + UUID.randomUUID());
        return user.send(method, path, text, Map.of("Content-Type", "application/json", "If-Match", "*"));
    }

    /** Each call finds a model, or a key, of its own. */
    private String prepared(String address) {
        if (address.contains("KEY")) {
            return address.replace("KEY", product.addKey("*").getString("id"));
        }
        if (address.contains("PROFILE")) {
            return address.replace("PROFILE", product.addProfile("role"));
        }
        if (address.contains("DRAFT")) {
            return address.replace(
                    "DRAFT", product.add(product.definition("role").asDraft()));
        }
        if (!address.contains("MODEL") && !address.contains("EDITED")) {
            return address;
        }
        String id = product.add(product.definition("role"));
        if (address.contains("EDITED")) {
            Answer edited = product.administrator()
                    .patch(
                            "/api/v1/models/" + id,
                            Json.createObjectBuilder().add("providerModel", "m").build());
            assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        }
        String main = product.administrator()
                .get("/api/v1/models/" + id + "/connections")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        return address.replace("MODEL", id).replace("EDITED", id).replace("MAIN", main);
    }
}
