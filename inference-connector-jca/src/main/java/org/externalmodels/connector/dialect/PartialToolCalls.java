package org.externalmodels.connector.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ToolCall;

/** The tool calls of a streamed answer, whose arguments come in pieces. Used by one thread at a time. */
final class PartialToolCalls {

    /** More than any model asks for; a stream that begins ever new ones ends here. */
    private static final int MOST = 1_000;

    private final Map<Integer, Partial> calls = new LinkedHashMap<>();
    private final String whenNoArguments;

    /**
     * None yet.
     *
     * @param whenNoArguments what stands for the arguments of a call that came without any
     */
    PartialToolCalls(String whenNoArguments) {
        this.whenNoArguments = whenNoArguments;
    }

    boolean has(int place) {
        return calls.containsKey(place);
    }

    /**
     * A call begins.
     *
     * @param place by which the provider's later pieces name it
     */
    InferenceEvent begin(int place, String id, String name) {
        if (id == null || name == null) {
            throw invalid("the stream has a tool call without id or name");
        }
        if (calls.size() >= MOST) {
            throw invalid("the stream has more than " + MOST + " tool calls");
        }
        Partial begun = new Partial(calls.size(), id, name);
        if (calls.put(place, begun) != null) {
            throw invalid("a tool call of the stream begins twice");
        }
        return new InferenceEvent.ToolCallDelta(begun.index, id, name, "");
    }

    /** More of a call's arguments. */
    InferenceEvent more(int place, String arguments) {
        Partial call = calls.get(place);
        if (call == null) {
            throw invalid("the stream has arguments of a tool call that did not begin");
        }
        call.arguments.append(arguments);
        return new InferenceEvent.ToolCallDelta(call.index, null, null, arguments);
    }

    List<ToolCall> whole() {
        return calls.values().stream()
                .map(call -> new ToolCall(
                        call.id, call.name, call.arguments.isEmpty() ? whenNoArguments : call.arguments.toString()))
                .toList();
    }

    private static InferenceException invalid(String message) {
        return new InferenceException(FailureCode.INVALID_RESPONSE, message);
    }

    private static final class Partial {
        private final int index;
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();

        Partial(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }
    }
}
