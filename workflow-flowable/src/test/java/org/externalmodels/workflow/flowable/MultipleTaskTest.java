package org.externalmodels.workflow.flowable;

import org.externalmodels.workflow.MultipleTaskContract;

class MultipleTaskTest extends MultipleTaskContract<Engine> {

    MultipleTaskTest() {
        super(new Engine());
    }
}
