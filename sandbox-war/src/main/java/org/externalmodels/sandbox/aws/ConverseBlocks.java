package org.externalmodels.sandbox.aws;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The content of one message of Converse. Images and recordings are only described: that shows that they arrived. */
record ConverseBlocks(
        List<String> texts, List<String> media, List<String> uses, List<String> results, boolean beginsWithThoughts) {

    static ConverseBlocks read(Members message) {
        message.required("content");
        List<Members> content = message.objects("content");
        boolean thoughts = !content.isEmpty() && content.get(0).object().containsKey("reasoningContent");
        var blocks = new ConverseBlocks(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), thoughts);
        if (content.isEmpty()) {
            throw AwsError.invalid("The content field in the Message object at " + message.path("content")
                    + " is empty. Add a ContentBlock object to the content field and try again.");
        }
        content.forEach(blocks::block);
        return blocks;
    }

    /** What the model reads of it. */
    String shown() {
        var all = new ArrayList<>(texts);
        all.addAll(media);
        return String.join(" ", all);
    }

    static String filled(Members block) {
        String text = block.requiredText("text");
        if (text.isBlank()) {
            throw AwsError.invalid("The text field in the ContentBlock object at "
                    + block.path("").replaceAll("\\.$", "")
                    + " is blank. Add text to the text field, and try again.");
        }
        return text;
    }

    private void block(Members block) {
        switch (block.choice(
                "text",
                "image",
                "document",
                "video",
                "audio",
                "toolUse",
                "toolResult",
                "guardContent",
                "cachePoint",
                "reasoningContent",
                "citationsContent",
                "searchResult")) {
            case "text" -> texts.add(filled(block));
            case "image" -> media.add(media(block.nested("image"), "image", "png", "jpeg", "gif", "webp"));
            case "audio" ->
                media.add(media(
                        block.nested("audio"),
                        "audio",
                        "mp3",
                        "opus",
                        "wav",
                        "aac",
                        "flac",
                        "mp4",
                        "ogg",
                        "mkv",
                        "mka",
                        "x-aac",
                        "m4a",
                        "mpeg",
                        "mpga",
                        "pcm",
                        "webm"));
            case "toolUse" -> {
                Members use = block.nested("toolUse").onlyKnown("toolUseId", "name", "input", "type");
                use.requiredText("name");
                uses.add(use.requiredText("toolUseId"));
                texts.add(use.nested("input").object().toString());
            }
            case "toolResult" -> {
                Members result = block.nested("toolResult").onlyKnown("toolUseId", "content", "status", "type");
                results.add(result.requiredText("toolUseId"));
                result.required("content");
                result.objects("content").forEach(this::result);
            }
            case "reasoningContent" -> thought(block.nested("reasoningContent"));
            case "cachePoint" -> {}
            default ->
                throw AwsError.invalid("This model doesn't support the content block at "
                        + block.path("").replaceAll("\\.$", "") + ".");
        }
    }

    private static void thought(Members content) {
        if (content.choice("reasoningText", "redactedContent").equals("reasoningText")) {
            Members text = content.nested("reasoningText").onlyKnown("text", "signature");
            text.requiredText("text");
            if (!Converse.SIGNATURE.equals(text.requiredText("signature"))) {
                throw AwsError.invalid("The model returned the following errors: " + text.path("signature")
                        + ": Invalid `signature` in `thinking` block");
            }
        }
    }

    private void result(Members content) {
        switch (content.choice("json", "text", "image", "document", "video", "searchResult")) {
            case "text" -> texts.add(content.requiredText("text"));
            case "json" -> texts.add(content.required("json").toString());
            case "image" -> media.add(media(content.nested("image"), "image", "png", "jpeg", "gif", "webp"));
            default -> throw AwsError.invalid("This model doesn't support the result at " + content.path("") + ".");
        }
    }

    private static String media(Members media, String kind, String... formats) {
        media.onlyKnown("format", "source", "error");
        String type = kind + "/" + media.oneOf("format", formats);
        Members source = media.nested("source");
        if (source.choice("bytes", "s3Location").equals("s3Location")) {
            return "[" + type + " "
                    + source.nested("s3Location")
                            .onlyKnown("uri", "bucketOwner")
                            .requiredText("uri") + "]";
        }
        try {
            return "[" + type + " " + Base64.getDecoder().decode(source.requiredText("bytes")).length + " bytes]";
        } catch (IllegalArgumentException notBase64) {
            throw new AwsError(
                    400, "SerializationException", "The value at " + source.path("bytes") + " is not base64");
        }
    }
}
