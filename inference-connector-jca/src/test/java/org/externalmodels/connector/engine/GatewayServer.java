package org.externalmodels.connector.engine;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import org.externalmodels.inference.spi.Secret;

/** Another server of External Models, whose answers a test writes. */
final class GatewayServer {

    static final String KEY = "emk-canary";

    static final String DETAILS = "'external_models':{'trace':'t-1','model':'Claims','connection':'main',"
            + "'finish_reason':'OTHER','structure':'PROMPTED','provider_model':'gpt-4o-2024',"
            + "'usage':{'source':'ESTIMATED','input':5,'output':null,'cached_input':2,'cache_write':1,'reasoning':null},"
            + "'images':[{'media_type':'image/png','data':'AQI=','uri':null}]}";

    static final String ANSWER = json("{'choices':[{'index':0,'finish_reason':'stop','message':"
            + "{'role':'assistant','content':'{}','reasoning_content':'hm'}}],'usage':null,'model':'Claims'," + DETAILS
            + "}");

    private GatewayServer() {}

    static String json(String text) {
        return text.replace('\'', '"');
    }

    static ScriptedProvider.Reply answer(int status, String body) {
        return new ScriptedProvider.Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    static EngineFixture through(ScriptedProvider gateway) {
        return new EngineFixture(
                settings -> settings.through(Gateway.at(gateway.uri().toString(), Secret.of(KEY))));
    }

    static JsonObject sent(ScriptedProvider gateway) {
        try (var reader = Json.createReader(new StringReader(gateway.lastBody()))) {
            return reader.readObject();
        }
    }
}
