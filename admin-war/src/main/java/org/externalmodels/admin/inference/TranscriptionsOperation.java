package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.keys.WayIn;

/** OpenAI's transcriptions: a form with a recording, whose text comes back. */
final class TranscriptionsOperation implements Operation {

    private static final Logger LOG = System.getLogger(TranscriptionsOperation.class.getName());

    /** What a model that converses is told to do with a recording. */
    private static final String TASK = "Write down what is said in the recording, word for word, and nothing else.";

    private static final Map<String, String> TYPES = Map.of(
            "wav", "audio/wav",
            "mp3", "audio/mpeg",
            "mpga", "audio/mpeg",
            "mpeg", "audio/mpeg",
            "m4a", "audio/mp4",
            "mp4", "audio/mp4",
            "ogg", "audio/ogg",
            "oga", "audio/ogg",
            "flac", "audio/flac",
            "webm", "audio/webm");

    private final ModelDirectory directory;
    private final RateHeaders.Rates rates;

    TranscriptionsOperation(ModelDirectory directory, RateHeaders.Rates rates) {
        this.directory = directory;
        this.rates = rates;
    }

    @Override
    public String mediaType() {
        return "multipart/form-data";
    }

    @Override
    public void begin(Caller caller, RequestBody body, Exchange exchange) {
        RequestForm form = body.form();
        String model = form.requiredText("model");
        boolean plain = isPlain(form);
        Media recording = recording(form.requiredFile("file"));
        ModelTarget target = ModelTarget.permitted(directory, caller, WayIn.TRANSCRIPTIONS, model);
        exchange.tellStandings(() -> rates.of(caller.origin(WayIn.TRANSCRIPTIONS), target.model()));
        try (ModelConnection connection = target.connect(directory, caller, WayIn.TRANSCRIPTIONS)) {
            InferenceRequest request = request(form, recording, converses(connection));
            CompletableFuture<InferenceResponse> call =
                    connection.inferAsync(request).toCompletableFuture();
            exchange.whenGone(() -> call.cancel(true));
            WholeAnswers.send(call, exchange, response -> {
                AnswerHeaders headers =
                        new AnswerHeaders(response.traceId(), response.connectionName(), response.modelName());
                if (plain) {
                    exchange.answer(response.text(), headers);
                } else {
                    exchange.answer(json(response), headers);
                }
            });
        }
    }

    /** A model that cannot be described cannot be called either: the call says so, and leaves its trace. */
    private static boolean converses(ModelConnection connection) {
        try {
            var modalities = connection.metaData().modalities();
            return modalities.contains(Modality.TEXT_TO_TEXT) || modalities.contains(Modality.IMAGE_TO_TEXT);
        } catch (InferenceException refused) {
            LOG.log(Level.DEBUG, "The model is not described", refused);
            return false;
        }
    }

    private static InferenceRequest request(RequestForm form, Media recording, boolean converses) {
        Optional<String> prompt = form.text("prompt").filter(text -> !text.isBlank());
        Optional<String> language = form.text("language").filter(text -> !text.isBlank());
        InferenceParameters parameters = InferenceParameters.DEFAULTS;
        Optional<Double> temperature = form.text("temperature").map(TranscriptionsOperation::temperature);
        if (temperature.isPresent()) {
            parameters = parameters.withTemperature(temperature.get());
        }
        form.refuseOthers();
        InferenceRequest.Builder request = InferenceRequest.builder();
        if (converses) {
            StringBuilder task = new StringBuilder(TASK);
            language.ifPresent(code ->
                    task.append(" It is spoken in the language '").append(code).append("'."));
            prompt.ifPresent(words -> task.append(" Words to expect: ").append(words));
            request.user(Content.text(task.toString()), Content.audio(recording));
        } else {
            if (language.isPresent()) {
                parameters = parameters.withExtra("language", language.get());
            }
            if (prompt.isPresent()) {
                request.user(Content.text(prompt.get()), Content.audio(recording));
            } else {
                request.user(Content.audio(recording));
            }
        }
        return request.parameters(parameters).build();
    }

    private static double temperature(String text) {
        try {
            double temperature = Double.parseDouble(text.strip());
            if (temperature >= 0 && temperature <= 1) {
                return temperature;
            }
        } catch (NumberFormatException notOne) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid("temperature", "a number from 0 to 1 is expected");
    }

    private static boolean isPlain(RequestForm form) {
        String format = form.text("response_format").orElse("json");
        if (!format.equals("json") && !format.equals("text")) {
            throw Refusal.unsupported("response_format", "json and text are what every model can give");
        }
        if (form.text("stream").filter("true"::equals).isPresent()) {
            throw Refusal.unsupported("stream", "the text comes whole");
        }
        refuse(
                form,
                "the text comes without times and scores",
                "timestamp_granularities",
                "include",
                "chunking_strategy");
        refuse(form, "use language and prompt", "languages", "keywords");
        refuse(form, "who speaks is not told", "known_speaker_names", "known_speaker_references");
        return format.equals("text");
    }

    /** Of several values some clients write the name with brackets. */
    private static void refuse(RequestForm form, String why, String... names) {
        for (String name : names) {
            if (form.has(name) || form.has(name + "[]")) {
                throw Refusal.unsupported(name, why);
            }
        }
    }

    private static Media recording(RequestForm.Part file) {
        if (file.bytes().length == 0) {
            throw Refusal.invalid("file", "it is empty");
        }
        String said = file.contentType() == null ? "" : file.contentType();
        if (said.startsWith("audio/") || said.startsWith("video/")) {
            return Media.of(said, file.bytes());
        }
        String name = file.fileName() == null ? "" : file.fileName().toLowerCase(Locale.ROOT);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw Refusal.invalid(
                    "file", "a recording with a media type or a file name such as speech.wav is expected");
        }
        return Media.of(type, file.bytes());
    }

    private static JsonObject json(InferenceResponse response) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("text", response.text());
        if (response.usage().inputTokens().isPresent()
                && response.usage().outputTokens().isPresent()) {
            json.add("usage", OpenAiUsage.ofTranscriptions(response.usage()));
        }
        return json.build();
    }
}
