package org.externalmodels.integration.server;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to the failure of a test what its browser showed, which nobody can look at afterwards; then closes its pages. */
public final class PagesOfTests implements TestExecutionExceptionHandler, AfterAllCallback {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String shown = Chromium.shown();
        if (shown.isEmpty()) {
            throw failure;
        }
        throw new AssertionError(failure.getMessage() + "\n" + shown, failure);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Chromium.closePages();
    }
}
