package org.externalmodels.integration.submitter;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;
import org.externalmodels.integration.pausing.Gate;

/**
 * Submits for the tests: {@code ?destination=&correlationId=&model=&end=commit|rollback|none&database=none|first|last&count=}.
 * What is committed passes the gate {@code before-prepare}. Without a destination it lists the rows that were committed, and
 * with {@code ?threads} it counts the server's threads.
 */
@WebServlet(urlPatterns = "/", loadOnStartup = 1)
public class SubmitterServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Where these two are found is said in the web application's descriptor, which differs with the deployment. */
    @Resource(name = "eis/ExternalModelSubmissions")
    private transient SubmissionFactory submissions;

    @Resource(name = "jdbc/Effects")
    private transient DataSource effects;

    @Resource
    private transient UserTransaction transaction;

    @Override
    public void init() {
        try (Connection connection = effects.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists effect (id varchar(100))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        try {
            response.getWriter().write(answer(request));
        } catch (Exception e) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.getWriter().write(e.toString());
        }
    }

    private String answer(HttpServletRequest request) throws Exception {
        if (request.getParameter("threads") != null) {
            return String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount());
        }
        return request.getParameter("destination") == null ? String.join("\n", rows()) : submit(request);
    }

    private String submit(HttpServletRequest request) throws Exception {
        String end = request.getParameter("end");
        if (end.equals("none")) {
            return send(request);
        }
        transaction.begin();
        String id;
        try {
            String database = request.getParameter("database");
            if (database.equals("first")) {
                Listening.insert(effects, "submitted-" + request.getParameter("correlationId"));
            }
            id = send(request);
            if (database.equals("last")) {
                Listening.insert(effects, "submitted-" + request.getParameter("correlationId"));
            }
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        if (end.equals("commit")) {
            Gate.here("before-prepare").pass();
            transaction.commit();
        } else {
            transaction.rollback();
        }
        return id;
    }

    private String send(HttpServletRequest request) {
        String correlationId = request.getParameter("correlationId");
        int count = Integer.parseInt(request.getParameter("count"));
        String id = null;
        try (SubmissionConnection connection = submissions.getConnection()) {
            for (int i = 0; i < count; i++) {
                id = connection.submit(Submission.to(request.getParameter("destination"))
                        .correlationId(correlationId)
                        .model(request.getParameter("model"))
                        .request(InferenceRequest.prompt(correlationId))
                        .build());
            }
        }
        return id;
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = effects.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select id from effect")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
