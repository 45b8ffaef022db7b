package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;

/**
 * Takes one answer, on a transport thread, one method at a time: head, then bodies, then exactly one of end and failed,
 * unless it leaves before.
 * Its methods must not block and must not throw. Where memory runs out in one of them all the same, {@link #failed} is
 * what comes next, even after an end.
 */
public interface ResponseReceiver {

    /** The exchange begins. On the thread that sends it, before anything of an answer can come. */
    default void begins(Exchange exchange) {}

    /** The status line and headers came. */
    void head(ResponseHead head);

    /**
     * A piece of the body came. The buffer is the transport's; what is not read from it now is lost.
     *
     * @return whether to read on at once; {@code false} pauses until {@link Exchange#resume}
     */
    boolean body(ByteBuffer piece);

    /** The answer is whole. */
    void end();

    /** It is not, and nothing more comes. */
    void failed(TransportFailure failure);
}
