package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.externalmodels.registry.Sql;

/**
 * What sums are made of: one attempt, as it is stored. {@code null} is unknown or not there.
 *
 * @param time when it began
 * @param model the model's name, {@code null} if there is none of the name that was asked for
 * @param connection the connection's name, {@code null} if none was chosen
 * @param application that called
 * @param component the module or bean in it
 * @param caller on whose behalf
 * @param key the name of the application key it was made with
 * @param source the way in
 * @param activity of the workflow on whose behalf
 * @param code why it failed, {@code null} if it is complete
 * @param millis until its end
 * @param waitedMillis what the caller of the call waited in all, {@code null} if another attempt followed
 * @param firstChunkMillis until the first piece of the answer
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param cachedInputTokens of the tokens read, those from the provider's cache
 * @param cacheWriteTokens of the tokens read, those written to it
 * @param reasoningTokens of the tokens written, those spent on reasoning
 * @param images made
 * @param audioMillis of sound listened to
 * @param cost at the price of its time
 * @param currency of the cost, {@code null} also where nothing was used that there is no price for
 */
public record UsageFact(
        Instant time,
        String model,
        String connection,
        String application,
        String component,
        String caller,
        String key,
        String source,
        String activity,
        String code,
        long millis,
        Long waitedMillis,
        Long firstChunkMillis,
        Long inputTokens,
        Long outputTokens,
        Long cachedInputTokens,
        Long cacheWriteTokens,
        Long reasoningTokens,
        Long images,
        Long audioMillis,
        BigDecimal cost,
        String currency) {

    /** Reads a row of {@code trace}. */
    public static UsageFact read(ResultSet row) throws SQLException {
        return new UsageFact(
                Sql.time(row, "started_at"),
                row.getString("model_id") == null ? null : row.getString("model_name"),
                row.getString("connection_id") == null ? null : row.getString("connection_name"),
                row.getString("application"),
                row.getString("component"),
                row.getString("caller"),
                row.getString("application_key"),
                row.getString("source"),
                row.getString("workflow_activity"),
                row.getString("code"),
                row.getLong("millis"),
                Sql.nullable(row, "waited_millis"),
                Sql.nullable(row, "first_chunk_millis"),
                Sql.nullable(row, "input_tokens"),
                Sql.nullable(row, "output_tokens"),
                Sql.nullable(row, "cached_input_tokens"),
                Sql.nullable(row, "cache_write_tokens"),
                Sql.nullable(row, "reasoning_tokens"),
                Sql.nullable(row, "images"),
                Sql.nullable(row, "audio_millis"),
                row.getBigDecimal("cost"),
                row.getString("currency"));
    }

    /** The same attempt at another cost. */
    UsageFact costing(BigDecimal newCost, String newCurrency) {
        return new UsageFact(
                time,
                model,
                connection,
                application,
                component,
                caller,
                key,
                source,
                activity,
                code,
                millis,
                waitedMillis,
                firstChunkMillis,
                inputTokens,
                outputTokens,
                cachedInputTokens,
                cacheWriteTokens,
                reasoningTokens,
                images,
                audioMillis,
                newCost,
                newCurrency);
    }
}
