package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'object'} | {'type':'object','additionalProperties':false}",
                "{'type':'object','additionalProperties':true} | {'type':'object','additionalProperties':true}",
                "{'type':'string'} | {'type':'string'}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'string'} | {'type':'string'}",
                "{'items':{'type':'object'}} | {'items':{'type':'object','additionalProperties':false}}",
                "{'anyOf':[{'type':'object'},true]} | {'anyOf':[{'type':'object','additionalProperties':false},true]}",
                "{'properties':{'type':{'type':'object'}}}"
                        + " | {'properties':{'type':{'type':'object','additionalProperties':false}}}",
                "{'const':{'type':'object'}} | {'const':{'type':'object'}}",
            })
    void objectsTakeNoFurtherMembersUnlessTheCallerSaysSo(String schema, String closed) {
        assertThat(ClosedSchema.of(ProviderJson.readObject(schema.replace('\'', '"'))))
                .isEqualTo(ProviderJson.readObject(closed.replace('\'', '"')));
    }
}
