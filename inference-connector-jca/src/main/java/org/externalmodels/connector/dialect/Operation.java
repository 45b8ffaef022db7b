package org.externalmodels.connector.dialect;

/** What a provider's API can be asked for; each may have an address of its own. */
public enum Operation {
    /** A conversation, answered whole. */
    CHAT,
    /** A conversation, answered piece by piece. */
    CHAT_STREAM,
    /** Texts to vectors. */
    EMBEDDINGS,
    /** A text to images, by an operation made for it. */
    IMAGES,
    /** A recording to text, by an operation made for it. */
    TRANSCRIPTION,
    /** How many tokens a conversation has, before it is one. */
    COUNT_TOKENS
}
