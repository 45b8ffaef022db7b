package org.externalmodels.sandbox;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.sandbox.anthropic.Anthropic;
import org.externalmodels.sandbox.any.AnyApi;
import org.externalmodels.sandbox.aws.Bedrock;
import org.externalmodels.sandbox.aws.SecurityTokenService;
import org.externalmodels.sandbox.azure.Azure;
import org.externalmodels.sandbox.cohere.Cohere;
import org.externalmodels.sandbox.fault.Faults;
import org.externalmodels.sandbox.fault.MalformedFault;
import org.externalmodels.sandbox.google.Google;
import org.externalmodels.sandbox.oauth.OAuth;
import org.externalmodels.sandbox.openai.OpenAi;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * The sandbox provider: finds the wire format by the first path segment, lets it answer, applies the faults that were
 * asked for, counts and sends. Shared by all requests.
 */
@WebServlet(name = "sandbox", urlPatterns = "/*", asyncSupported = true, loadOnStartup = 1)
public final class SandboxServlet extends HttpServlet {
    private static final int LARGEST_REQUEST = 64 << 20;

    private final transient List<WireFormat> formats = List.of(
            new OpenAi(),
            new Azure(),
            new Anthropic(),
            new Google(),
            new Cohere(),
            new Bedrock(),
            new SecurityTokenService(),
            new OAuth(),
            new AnyApi());
    private final transient ServedCounts served = new ServedCounts();
    private final boolean builtOn;
    private final StreamCut streamCut;
    private boolean on;
    private transient Timers timers;
    private transient Delivery.Dispatch dispatch;

    /** For a server: off unless it is configured to be on. */
    public SandboxServlet() {
        this(false, StreamCut.DECLARED_LENGTH);
    }

    /** For a servlet container without configuration. */
    public SandboxServlet(boolean on, StreamCut streamCut) {
        this.builtOn = on;
        this.streamCut = streamCut;
    }

    @Override
    public void init() {
        on = SandboxSwitch.isOn(getInitParameter(SandboxSwitch.NAME), builtOn);
        timers = Timers.start();
        dispatch = new Delivery.Dispatch(timers, streamCut);
    }

    @Override
    public void destroy() {
        timers.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (StreamCut.isDue(request)) {
            streamCut.sever(request);
            return;
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        if (!on) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (path.equals("/")) {
            send(FrontPage.answer(request), Faults.NONE, request, response);
        } else if (path.equals("/icon.svg")) {
            send(FrontPage.icon(), Faults.NONE, request, response);
        } else if (path.equals("/count")) {
            send(Answer.json(200, served.document()), Faults.NONE, request, response);
        } else {
            Optional<WireFormat> format = formats.stream()
                    .filter(each -> (path + "/").startsWith("/" + each.root() + "/"))
                    .findFirst();
            if (format.isPresent()) {
                provide(format.get(), path, request, response);
            } else {
                var nothing = Json.object().add("error", "The sandbox has no such path. See the page at its root.");
                send(Answer.json(404, nothing.build()), Faults.NONE, request, response);
            }
        }
    }

    private void provide(WireFormat format, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Faults faults;
        try {
            faults = Faults.parse(String.join(",", Collections.list(request.getHeaders(Faults.HEADER))));
        } catch (MalformedFault malformed) {
            Answer refusal = format.error(400, malformed.getMessage());
            served.add(path, refusal);
            send(refusal, Faults.NONE, request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (faults.hang()) {
            served.addUnanswered(path);
            Hang.start(request);
            return;
        }
        Answer answer = body.length > LARGEST_REQUEST
                ? format.error(413, "The request body is larger than " + LARGEST_REQUEST + " bytes")
                : format.answer(new Call(
                                request.getMethod(),
                                path.substring(format.root().length() + 1),
                                Optional.ofNullable(request.getQueryString()).orElse(""),
                                headers(request),
                                body)
                        .sentTo(request.getRequestURI()));
        Answer changed = faults.change(answer, format);
        served.add(path, changed);
        send(changed, faults, request, response);
    }

    private void send(Answer answer, Faults faults, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        new Delivery(request, response, answer, faults, dispatch).start();
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
