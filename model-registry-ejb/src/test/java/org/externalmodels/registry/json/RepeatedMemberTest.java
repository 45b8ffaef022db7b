package org.externalmodels.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedMemberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'a':1}                            | a",
                "{'a':{'b':1},'c':{'b':1,'b':{}}}         | c.b",
                "{'a':[{'b':1},2,[3],{'b':1,'b':2}]}      | a[3].b",
                "{'a':[[{'x':1}],[{'x':1,'x':2}]],'z':[]} | a[1][0].x",
                "[{'a':1},{'a':1,'b':{},'a':2}]           | [1].a",
                "{'a':1,'\\u0061':2}                      | a"
            })
    void isFoundByItsPath(String text, String field) {
        assertThat(RepeatedMember.in(text.replace('\'', '"')))
                .hasValueSatisfying(member -> assertThat(member.field()).isEqualTo(field));
    }

    @Test
    void isFoundWhereItIsForTheSecondTime() {
        assertThat(RepeatedMember.in("{\"a\": 1,\n \"b\": 2,\n \"a\": 3}")).hasValueSatisfying(member -> {
            assertThat(member.line()).isEqualTo(3);
            assertThat(member.column()).isBetween(2L, 6L);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{'a':{'a':{'a':1}},'b':[{'a':1},{'a':1}]}",
                "{'a':'\\\"b\\\":1','b':'{\\\"b\\\":1}','A':1}"
            })
    void isNotWhatOtherObjectsHaveToo(String text) {
        assertThat(RepeatedMember.in(text.replace('\'', '"'))).isEmpty();
    }

    @Test
    void isNotRepeatedAtLength() {
        String name = "n".repeat(5_000);

        assertThat(RepeatedMember.in("{\"" + name + "\":1,\"" + name + "\":2}"))
                .hasValueSatisfying(member -> assertThat(member.field()).hasSizeLessThan(200));
    }
}
