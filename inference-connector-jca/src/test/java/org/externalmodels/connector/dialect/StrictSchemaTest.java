package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictSchemaTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{},'required':[],'additionalProperties':false}",
                "{'type':'object','additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':['string','null'],'description':'x'}},'required':['a'],"
                        + "'additionalProperties':false,'title':'T'}",
                "{'type':'object','properties':{'a':{'type':'array','items':{'anyOf':[{'type':'string'},{'enum':[1,2]}]}}},"
                        + "'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'next':{'$ref':'#/$defs/n'}},'required':['next'],"
                        + "'additionalProperties':false,'$defs':{'n':{'type':'object','properties':{'v':{'const':1}},"
                        + "'required':['v'],'additionalProperties':false}}}"
            })
    void aClosedSchemaWithAllOfItsPropertiesCanBeHeld(String schema) {
        assertThat(canHold(schema)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'array','items':{'type':'string'}}",
                "{'type':'object','properties':{}}",
                "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':true}",
                "{'type':'object','properties':{'a':{'type':'object'}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'string','minLength':2}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'string','default':'x'}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'items':{'type':'object','properties':{}}}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'anyOf':[{'type':['object','null']}]}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','additionalProperties':false,'anyOf':[{'type':'string'}]}",
                "{'type':'object','additionalProperties':false,'allOf':[]}",
                "{'type':'object','additionalProperties':false,'$defs':{'n':{'type':'object'}}}",
                "{'type':'object','properties':{'a':true},'required':['a'],'additionalProperties':false}"
            })
    void anythingElseCannot(String schema) {
        assertThat(canHold(schema)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void theProviderNestsTenDeep(int objects) {
        String schema = "{'type':'string'}";
        for (int at = 0; at < objects; at++) {
            schema =
                    "{'type':'object','properties':{'a':" + schema + "},'required':['a'],'additionalProperties':false}";
        }
        assertThat(canHold(schema)).isEqualTo(objects == 9);
    }

    private static boolean canHold(String schema) {
        return StrictSchema.canHold(ProviderJson.callersObject("the schema", schema.replace('\'', '"')));
    }
}
