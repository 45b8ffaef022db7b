package org.externalmodels.workflow.flowable;

import org.externalmodels.workflow.BranchedTaskContract;

class BranchedTaskTest extends BranchedTaskContract<Engine> {

    BranchedTaskTest() {
        super(new Engine());
    }
}
