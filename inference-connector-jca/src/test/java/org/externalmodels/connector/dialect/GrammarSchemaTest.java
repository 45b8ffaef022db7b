package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarSchemaTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object'}",
                "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','title':'T','description':'d'}",
                "{'type':'object','properties':{'n':{'type':['integer','null'],'default':1}},'additionalProperties':false}",
                "{'type':'array','items':{'type':'string','enum':['a',null]},'minItems':1}",
                "{'anyOf':[{'type':'string','format':'date-time'},{'const':7}]}",
                "{'type':'string','pattern':'^[A-Z]+(\\\\d|-)$'}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'properties':{'b':{'$ref':'#/$defs/b'},'c':{'$ref':'#/$defs/b'}}},"
                        + "'b':{'type':'string'}}}",
            })
    void holdsWhatHasAGrammar(String schema) {
        assertThat(canHold(schema)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{'age':{'type':'integer','minimum':0}}}",
                "{'type':'string','maxLength':5}",
                "{'type':'number','multipleOf':2}",
                "{'type':'array','items':{'type':'string'},'minItems':2}",
                "{'type':'array','items':{'type':'string'},'maxItems':2}",
                "{'type':'object','additionalProperties':true}",
                "{'type':'object','additionalProperties':{'type':'string'}}",
                "{'oneOf':[{'type':'string'}]}",
                "{'anyOf':[{'type':'string','minLength':1}]}",
                "{'allOf':[{'$ref':'#/$defs/a'}],'$defs':{'a':{'type':'string'}}}",
                "{'enum':[{'a':1}]}",
                "{'type':'string','format':'regex'}",
                "{'type':'string','pattern':'^(?=a)'}",
                "{'type':'string','pattern':'a{2,3}'}",
                "{'type':'string','pattern':'(a)\\\\1'}",
                "{'$ref':'https://example.com/a'}",
                "{'$ref':'#/$defs/missing'}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'type':'array','items':{'$ref':'#/$defs/a'}}}}",
                "{'type':'object','$defs':{'unused':{'minimum':1}}}",
                "{'items':true}",
            })
    void doesNotHoldWhatTheProviderRefuses(String schema) {
        assertThat(canHold(schema)).isFalse();
    }

    @Test
    void holdsAsManyOptionalPropertiesAndUnionsAsTheProviderTakes() {
        assertThat(canHold(properties(24, "'string'", ""))).isTrue();
        assertThat(canHold(properties(25, "'string'", ""))).isFalse();
        assertThat(canHold(properties(16, "['string','null']", ""))).isTrue();
        assertThat(canHold(properties(17, "['string','null']", ""))).isFalse();
        assertThat(canHold(properties(25, "'string'", ",'required':['p0']"))).isTrue();
    }

    private static String properties(int count, String type, String more) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'p" + i + "':{'type':" + type + "}")
                .collect(Collectors.joining(",", "{'type':'object','properties':{", "}" + more + "}"));
    }

    private static boolean canHold(String schema) {
        return GrammarSchema.canHold(ProviderJson.readObject(schema.replace('\'', '"')));
    }
}
