package org.externalmodels.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.externalmodels.sandbox.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaDocumentTest {
    private static String document(String schema) {
        return new SchemaDocument(Json.parse(schema.replace('\'', '"')).asJsonObject(), "echo: hi")
                .value()
                .toString()
                .replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'string'} | 'echo: hi'",
                "{'type':'string','maxLength':4} | 'echo'",
                "{'type':'string','minLength':10} | 'echo: hi..'",
                "{'type':'string','format':'date'} | '2026-01-01'",
                "{'type':'string','pattern':'^[A-Z]{3}$'} | 'ABC'",
                "{'type':'string','pattern':'^[0-9]{4}-[0-9]{2}-[0-9]{2}$'} | '2026-01-01'",
                "{'enum':['low','high']} | 'low'",
                "{'const':7} | 7",
                "{'type':'integer'} | 1",
                "{'type':'integer','minimum':2.5} | 3",
                "{'type':'integer','exclusiveMinimum':5,'multipleOf':5} | 10",
                "{'type':'integer','maximum':-3} | -3",
                "{'type':'number','minimum':0.1,'maximum':0.3} | 0.1",
                "{'type':'number','exclusiveMinimum':0.1,'exclusiveMaximum':0.3} | 0.2",
                "{'type':'boolean'} | true",
                "{'type':['integer','null']} | 1",
                "{'type':'array','items':{'type':'boolean'},'minItems':2} | [true,true]",
                "{'type':'array','items':{'type':'boolean'},'maxItems':0} | []",
                "{'type':'array','prefixItems':[{'const':1},{'const':2}]} | [1,2]",
                "{'type':'object','properties':{'b':{'type':'integer'},'a':{'enum':['x']}},'required':['a']} | {'b':1,'a':'x'}",
                "{'anyOf':[{'type':'integer'},{'type':'null'}]} | 1",
                "{'allOf':[{'properties':{'a':{'const':1}}},{'properties':{'b':{'const':2}},'required':['b']}]} | {'a':1,'b':2}",
                "{'$defs':{'n':{'const':5}},'type':'object','properties':{'x':{'$ref':'#/$defs/n'}}} | {'x':5}",
                "{'type':'object','required':['free'],'additionalProperties':{'type':'integer'}} | {'free':1}"
            })
    void followsTheSchema(String schema, String document) {
        assertThat(document(schema)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'object','properties':{'next':{'$ref':'#'}}}",
                "{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},'required':['next']}",
                "{'type':'object','properties':{'next':{'type':'array','items':{'$ref':'#'}}},'required':['next']}"
            })
    void endsWhereASchemaRefersToItself(String schema) {
        assertThat(document(schema)).startsWith("{'next':").endsWith("}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'string','pattern':'^(?=.*[A-Z])(?=.*[!?])x{7}$'} | 'pattern' is not one",
                "{'type':'string','pattern':'['} | 'pattern' is not a regular expression",
                "{'type':'integer','minimum':3,'maximum':2} | its bounds leave no number",
                "{'type':'number','multipleOf':0} | 'multipleOf' is not above zero",
                "{'type':'number','minimum':1e9999} | 'minimum' is out of range",
                "{'type':'thing'} | its type is unknown",
                "{'not':{'type':'string'}} | 'not' is not permitted",
                "{'$ref':'#/nowhere'} | '$ref' points to nothing",
                "{'$ref':'https://example.com/schema'} | '$ref' points outside of it",
                "{'$ref':'#'} | its references go in a circle",
                "{'type':'object','properties':[]} | one of its keywords has a value of the wrong type",
                "{'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']} | it refers to itself without end",
                "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}},'required':['a','b']} | without end",
                "{'type':'array','uniqueItems':true,'minItems':2} | 'uniqueItems' asks for more"
            })
    void refusesWhatItCannotFollow(String schema, String reason) {
        assertThatThrownBy(() -> document(schema))
                .isInstanceOf(UnsatisfiableSchema.class)
                .hasMessageContaining(reason);
    }
}
