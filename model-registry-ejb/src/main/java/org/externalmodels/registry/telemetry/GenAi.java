package org.externalmodels.registry.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Names of OpenTelemetry's semantic conventions for generative AI, which are under development and in no library that
 * servers bring, and ours beside them.
 */
final class GenAi {

    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Boolean> REQUEST_STREAM = AttributeKey.booleanKey("gen_ai.request.stream");
    static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> TIME_TO_FIRST_CHUNK =
            AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHED_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> CACHE_WRITE_TOKENS =
            AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");

    /** The registered name of the model. */
    static final AttributeKey<String> MODEL = AttributeKey.stringKey("external_models.model");

    static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("external_models.connection");
    static final AttributeKey<String> SOURCE = AttributeKey.stringKey("external_models.source");
    static final AttributeKey<String> APPLICATION = AttributeKey.stringKey("external_models.application");
    static final AttributeKey<String> COMPONENT = AttributeKey.stringKey("external_models.component");

    /** Under which the call is found in the console's traces. */
    static final AttributeKey<String> TRACE_ID = AttributeKey.stringKey("external_models.trace_id");

    /** Whether the answer was had from the response cache, so that no tokens were used. */
    static final AttributeKey<Boolean> FROM_CACHE = AttributeKey.booleanKey("external_models.from_cache");

    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("external_models.attempts");

    private GenAi() {}
}
