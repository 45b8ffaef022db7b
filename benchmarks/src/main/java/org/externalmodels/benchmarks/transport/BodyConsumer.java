package org.externalmodels.benchmarks.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Gathers the body in one array of the announced length; grows it when none was announced. */
public final class BodyConsumer implements AsyncResponseConsumer<byte[]> {

    private static final int LARGEST_TRUSTED_LENGTH = 1 << 16;

    private FutureCallback<byte[]> callback;
    private byte[] body = {};
    private int filled;

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<byte[]> result) {
        callback = result;
        if (entity == null) {
            result.completed(body);
        } else if (entity.getContentLength() > 0) {
            body = new byte[(int) Math.min(entity.getContentLength(), LARGEST_TRUSTED_LENGTH)];
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) {
        int length = source.remaining();
        if (filled + length > body.length) {
            body = Arrays.copyOf(body, Math.max(filled + length, body.length * 2));
        }
        source.get(body, filled, length);
        filled += length;
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        callback.completed(filled == body.length ? body : Arrays.copyOf(body, filled));
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
}
