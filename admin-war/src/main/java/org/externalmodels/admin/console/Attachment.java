package org.externalmodels.admin.console;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.externalmodels.admin.download.Download;
import org.externalmodels.registry.RegistryException;

/** A file that the browser saves. */
public final class Attachment {

    private Attachment() {}

    /** Sends one that is always called the same. */
    public static void send(HttpServletResponse response, String name, String type, Supplier<Download> content)
            throws IOException {
        send(response, () -> name, type, content);
    }

    /**
     * Sends it, or the page that says why not.
     *
     * @param name what the file is called, asked for once there is content
     * @param type its media type
     * @param content opened before the answer begins, so that a refusal is not taken for a file
     */
    public static void send(
            HttpServletResponse response, Supplier<String> name, String type, Supplier<Download> content)
            throws IOException {
        Download file;
        try {
            file = content.get();
        } catch (EJBAccessException | AccessLocalException refused) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        } catch (RegistryException refused) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, refused.getMessage());
            return;
        }
        response.setContentType(type + ";charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name.get() + "\"");
        file.writeTo(response.getOutputStream());
    }
}
