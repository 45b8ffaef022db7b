package org.externalmodels.connector.engine;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.connector.dialect.Answer;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.ToolCall;

/** An answer that came whole, as the events of a stream: whoever puts it together from them must find all of it. */
final class AnswerPieces {

    private AnswerPieces() {}

    /** One of each kind that it has. */
    static List<InferenceEvent> of(Answer answer) {
        List<InferenceEvent> pieces = new ArrayList<>();
        answer.reasoning()
                .filter(reasoning -> !reasoning.isEmpty())
                .ifPresent(reasoning -> pieces.add(new InferenceEvent.ReasoningDelta(reasoning)));
        if (!answer.text().isEmpty()) {
            pieces.add(new InferenceEvent.TextDelta(answer.text(), answer.refused()));
        }
        int index = 0;
        for (ToolCall tool : answer.toolCalls()) {
            pieces.add(new InferenceEvent.ToolCallDelta(index++, tool.id(), tool.name(), tool.arguments()));
        }
        return pieces;
    }
}
