package org.externalmodels.registry.model;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Points in time, which Jakarta Persistence 3.1 does not know as {@link Instant}. For a timestamp with time zone H2's driver
 * gives an {@link OffsetDateTime} and PostgreSQL's a {@link Timestamp}; both take the former, whatever zone the JVM is in.
 */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<Instant, Object> {

    @Override
    public Object convertToDatabaseColumn(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Instant convertToEntityAttribute(Object column) {
        if (column instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return column == null ? null : ((OffsetDateTime) column).toInstant();
    }
}
