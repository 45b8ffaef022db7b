package org.externalmodels.workflow.flowable;

import java.util.List;
import java.util.Map;
import org.flowable.engine.impl.util.CommandContextUtil;

/** Structures are JSON to Flowable: kept as text, and read by its expressions and pages. */
final class Variables {

    private Variables() {}

    static Object of(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>
                ? CommandContextUtil.getProcessEngineConfiguration()
                        .getObjectMapper()
                        .valueToTree(value)
                : value;
    }
}
