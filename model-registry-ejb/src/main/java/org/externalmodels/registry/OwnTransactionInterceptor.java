package org.externalmodels.registry;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** What {@link OwnTransaction} means. */
@Interceptor
@OwnTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
public class OwnTransactionInterceptor {

    @Inject
    private TransactionRunner runner;

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
        return runner.run(call::proceed).get();
    }
}
