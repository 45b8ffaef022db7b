package org.externalmodels.admin.inference;

/** Anthropic's counting of tokens before a call. A guess would be taken for a count, so there is no answer. */
final class CountTokens implements Operation {

    @Override
    public void begin(Caller caller, RequestBody body, Exchange exchange) {
        throw new Refusal(
                404,
                "token_counting_unavailable",
                null,
                "Tokens are not counted before a call here: providers differ, and most have no way to ask."
                        + " The answer of a call has its tokens in usage.");
    }
}
