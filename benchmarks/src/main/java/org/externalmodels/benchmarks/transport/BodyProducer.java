package org.externalmodels.benchmarks.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Sends a body that is there already; can be repeated. */
public final class BodyProducer implements AsyncRequestProducer {

    private final HttpRequest request;
    private final EntityDetails entity;
    private final ByteBuffer body;

    public BodyProducer(HttpRequest request, byte[] body) {
        this.request = request;
        this.entity = new BasicEntityDetails(body.length, ContentType.APPLICATION_JSON);
        this.body = ByteBuffer.wrap(body);
    }

    @Override
    public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        channel.sendRequest(request, entity, context);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        channel.write(body);
        if (!body.hasRemaining()) {
            channel.endStream();
        }
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {
        body.rewind();
    }
}
