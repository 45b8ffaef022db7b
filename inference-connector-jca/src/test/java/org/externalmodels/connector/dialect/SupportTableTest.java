package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No cell of docs/providers.md is only claimed: each is tried here. */
class SupportTableTest {

    private static final Path PAGE = Path.of("..", "docs", "providers.md");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("providers.write")) {
            Files.writeString(PAGE, SupportTable.page());
        }
    }

    static Stream<Arguments> cells() {
        return SupportTable.structures().stream()
                .flatMap(structure -> Stream.of(Ability.values()).map(ability -> Arguments.of(structure, ability)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aCellSaysWhatBecomesOfTheRequest(ProviderStructure structure, Ability ability) throws IOException {
        assertThat(cell(structure, ability))
                .isEqualTo(ability.in(SupportTable.compiler(structure)).word());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void nothingIsLeftOutOfARequest(ProviderStructure structure, Ability ability) {
        assertThat(ability.in(SupportTable.compiler(structure))).isNotEqualTo(Ability.Outcome.LEFT_OUT);
    }

    @Test
    void thePageIsTheOneTheCodeWrites() throws IOException {
        assertThat(Files.readString(PAGE)).isEqualTo(SupportTable.page());
    }

    private static String cell(ProviderStructure structure, Ability ability) throws IOException {
        List<List<String>> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        int column = rows.get(0).indexOf(structure.wireName());
        assertThat(column).as("the page has a column " + structure.wireName()).isPositive();
        return rows.stream()
                .filter(row -> row.size() > column && row.get(1).equals(ability.title()))
                .map(row -> row.get(column))
                .findFirst()
                .orElse("no such row");
    }
}
