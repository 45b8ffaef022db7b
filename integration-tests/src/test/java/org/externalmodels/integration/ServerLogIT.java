package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import java.util.List;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's mistake is told to the user; whoever reads the server's log has nothing to do about it. */
@OfLiberty("its messages")
class ServerLogIT {

    private static final String ROLLED_BACK = "WLTC0017E";

    private final ApplicationServer server = QuickStart.server();
    private final Product product = new Product(server);
    private final ManagementApi api = new ManagementApi(product.administrator());
    private String model;
    private String connection;

    @BeforeEach
    void addModel() {
        model = ManagementApi.MODELS + "/" + product.add(product.definition("mistaken"));
        connection = model + "/connections/" + api.connection(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "POST | CONNECTION/rotate | {\"apiKey\": \"sk-wrong\"} | 422",
                "POST | MODEL/connections/none/check | | 404",
                "POST | MODEL/test | {\"values\": {\"unknown\": 1}} | 422",
                "POST | MODEL/test | {\"connection\": \"none\", \"values\": {\"prompt\": \"a\"}} | 422",
                "GET  | /api/v1/providers/bedrock/policies?roleArn=nonsense | | 422",
                "POST | /api/v1/providers/bedrock/check | {\"roleArn\": \"nonsense\", \"region\": \"eu-central-1\"} | 422",
                "GET  | /api/v1/providers/none | | 404",
                "POST | /api/v1/authorization-profiles/none/test | | 404",
                "GET  | /api/v1/authorization-profiles/none/authorize | | 404",
                "POST | /api/v1/billing/rerate | {\"from\": \"2020-01-02T00:00:00Z\", \"to\": \"2020-01-01T00:00:00Z\"} | 422",
                "PATCH | CONNECTION | {\"weight\": -1} | 422",
                "POST | /api/v1/prices | {\"model\": \"none\", \"currency\": \"USD\", \"input\": 1} | 422"
            })
    void hasNoErrorOfAMistakeThatIsRefused(String method, String address, String body, int status) {
        int before = count(ROLLED_BACK);

        Answer answer =
                api.send(method, address.replace("CONNECTION", connection).replace("MODEL", model), body, "*");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(count(ROLLED_BACK)).isEqualTo(before);
    }

    /** The base URL and the key's binding are written before it is seen that the key is not given again. */
    @Test
    void whatIsRefusedHalfWayIsUndoneAllTheSame() {
        String before = product.administrator().get(connection).body();

        Answer answer =
                api.send("PATCH", connection, "{\"baseUrl\": \"https://elsewhere.example/v1\", \"weight\": 7}", "*");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(product.administrator().get(connection).body()).isEqualTo(before);
    }

    @Test
    void hasNoErrorOfAnAddressThatIsNobodys() {
        ConsoleTour admin = ConsoleTour.of(server, Product.ADMIN);
        int missing = count("SRVE0190E");
        int failures = count("FFDC");

        for (String address : List.of(
                "/nothing-here",
                "/console/nothing-here",
                "/models",
                "/models/",
                "/models/nothing-here",
                "/models/nothing-here.xhtml",
                "/models/list.xhtml/nothing-here",
                "/downloads/nothing-here",
                "/favicon.ico",
                "/resources/console/console.js",
                "/WEB-INF/web.xml")) {
            APIResponse answer = admin.page().request().get(server.uri(address).toString());

            assertThat(answer.status()).as(address).isEqualTo(404);
            assertThat(answer.text()).as(address).contains("There is no such page");
        }
        assertThat(count("SRVE0190E")).isEqualTo(missing);
        assertThat(count("FFDC")).isEqualTo(failures);
        admin.endWithoutComplaints();
    }

    private int count(String code) {
        return server.logs().split(code, -1).length - 1;
    }
}
