package org.externalmodels.admin.inference;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.keys.KeyRing;
import org.externalmodels.registry.limits.Limits;
import org.externalmodels.registry.telemetry.ServerTelemetry;

/** Inference over HTTP. */
@WebServlet(name = "inference", urlPatterns = "/v1/*", asyncSupported = true, loadOnStartup = 2)
public class InferenceServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ModelDirectory directory;

    @Inject
    private transient KeyRing keys;

    @Inject
    private transient Limits limits;

    @Inject
    private transient ServerTelemetry telemetry;

    @Resource
    private transient ManagedScheduledExecutorService scheduler;

    @Resource
    private transient ManagedThreadFactory threads;

    private transient FrontDoor door;

    @Override
    public void init() {
        door = new FrontDoor(
                directory,
                keys,
                limits::standings,
                scheduler,
                new Handover(limits::mayWait, threads),
                telemetry::within,
                FrontDoor.Patience.USUAL,
                RequestMemory.ofHeap());
    }

    @Override
    public void destroy() {
        door.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        door.serve(request, response);
    }
}
