package org.externalmodels.registry.traces;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.json.Json;

/**
 * A line of the list of traces: one attempt. {@code null} means unknown, never zero.
 *
 * @param id of the call, as its caller got it; attempts of one call share it
 * @param time when the attempt began
 * @param model the model's name
 * @param connection the connection's name
 * @param status in one word
 * @param code why it failed
 * @param millis until its end
 * @param firstChunkMillis until the first piece of the answer
 * @param source the way in
 * @param caller on whose behalf
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param cost of the attempt, at the price of its time
 * @param currency of the cost
 * @param priceId of the price that held when it began; {@code null} if none did
 * @param attempt from 1
 * @param application that called
 * @param component the module or bean in it
 * @param key the name of the application key it was made with
 * @param revision of the model
 * @param providerModel the provider's name of the model
 * @param providerStatus the provider's HTTP status
 * @param message of the failure
 * @param cachedInputTokens of the tokens read, those from the provider's cache
 * @param cacheWriteTokens of the tokens read, those written to the provider's cache
 * @param reasoningTokens of the tokens written, those spent on reasoning
 * @param tokenSource who counted the tokens
 * @param finishReason why the answer ended
 * @param streaming whether the answer was handed over as it arrived
 * @param tags the caller's own, a JSON object
 * @param images made
 * @param audioMillis of sound listened to, as the provider counts it
 * @param waitedMillis what the caller of the call waited in all, retries included; {@code null} if another attempt followed
 * @param workflowInstance the process instance on whose behalf
 * @param workflowActivity the activity of the process
 * @param fromCache whether it was answered from the response cache, so that nothing was sent and nothing is paid for
 * @param savedInputTokens the tokens that the answer from the cache had read
 * @param savedOutputTokens the tokens that the answer from the cache had written
 * @param degraded whether part of the record could not be stored
 * @param row unique
 */
public record TraceItem(
        String id,
        Instant time,
        String model,
        String connection,
        String status,
        String code,
        long millis,
        Long firstChunkMillis,
        String source,
        String caller,
        Long inputTokens,
        Long outputTokens,
        BigDecimal cost,
        String currency,
        String priceId,
        int attempt,
        String application,
        String component,
        String key,
        Integer revision,
        String providerModel,
        Integer providerStatus,
        String message,
        Long cachedInputTokens,
        Long cacheWriteTokens,
        Long reasoningTokens,
        String tokenSource,
        String finishReason,
        boolean streaming,
        JsonValue tags,
        Long images,
        Long audioMillis,
        Long waitedMillis,
        String workflowInstance,
        String workflowActivity,
        boolean fromCache,
        Long savedInputTokens,
        Long savedOutputTokens,
        boolean degraded,
        long row) {

    static TraceItem read(ResultSet row) throws SQLException {
        Long revision = Sql.nullable(row, "model_revision");
        Long providerStatus = Sql.nullable(row, "provider_status");
        return new TraceItem(
                row.getString("trace_id"),
                Sql.time(row, "started_at"),
                row.getString("model_name"),
                row.getString("connection_name"),
                row.getString("status"),
                row.getString("code"),
                row.getLong("millis"),
                Sql.nullable(row, "first_chunk_millis"),
                row.getString("source"),
                row.getString("caller"),
                Sql.nullable(row, "input_tokens"),
                Sql.nullable(row, "output_tokens"),
                Sql.decimal(row, "cost"),
                row.getString("currency"),
                row.getString("price_id"),
                row.getInt("attempt"),
                row.getString("application"),
                row.getString("component"),
                row.getString("application_key"),
                revision == null ? null : (Integer) revision.intValue(),
                row.getString("provider_model"),
                providerStatus == null ? null : (Integer) providerStatus.intValue(),
                row.getString("message"),
                Sql.nullable(row, "cached_input_tokens"),
                Sql.nullable(row, "cache_write_tokens"),
                Sql.nullable(row, "reasoning_tokens"),
                row.getString("token_source"),
                row.getString("finish_reason"),
                row.getBoolean("streaming"),
                tags(row.getString("tags")),
                Sql.nullable(row, "images"),
                Sql.nullable(row, "audio_millis"),
                Sql.nullable(row, "waited_millis"),
                row.getString("workflow_instance"),
                row.getString("workflow_activity"),
                row.getBoolean("from_cache"),
                Sql.nullable(row, "saved_input_tokens"),
                Sql.nullable(row, "saved_output_tokens"),
                row.getBoolean("degraded"),
                row.getLong("id"));
    }

    private static JsonValue tags(String text) {
        if (text == null) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException cut) {
            return Json.createValue(text);
        }
    }
}
