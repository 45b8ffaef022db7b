package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSqlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id=t1",
                "workflowInstance=w1",
                "tag.case=1 status=failed",
                "caller=ada",
                "model=gpt",
                "model=gpt connection=main"
            })
    void whatAnIndexTellsIsLookedUpInItAlone(String conditions) {
        assertThat(new FilterSql(filter(conditions)).isLed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=failed",
                "code=TIMEOUT",
                "application=claims",
                "millis.gte=6000",
                "connection=main",
                "caller=ada code=TIMEOUT",
                "model=gpt code=TIMEOUT",
                "model=gpt connection=main application=claims",
                "model.contains=gpt"
            })
    void whereAnIndexFindsMoreThanIsAskedForZonesTellWhereToLook(String conditions) {
        assertThat(new FilterSql(filter(conditions)).isLed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model=gpt id=t1", "caller=ada model=gpt"})
    void whatNeedNotAllHoldIsInNoIndex(String conditions) {
        TraceFilter any =
                new TraceFilter(Match.ANY, filter(conditions).conditions(), Optional.empty(), Optional.empty());

        assertThat(new FilterSql(any).isLed()).isFalse();
    }

    private static TraceFilter filter(String conditions) {
        TraceFilter filter = TraceFilter.ALL;
        for (String condition : conditions.split(" ", -1)) {
            int equals = condition.indexOf('=');
            if (equals > 0) {
                filter = filter.with(
                        TraceCondition.parse(condition.substring(0, equals), condition.substring(equals + 1)));
            }
        }
        return filter;
    }
}
