package org.externalmodels.workflow.operaton;

import org.externalmodels.workflow.BranchedTaskContract;

class BranchedTaskTest extends BranchedTaskContract<Engine> {

    BranchedTaskTest() {
        super(new Engine());
    }
}
