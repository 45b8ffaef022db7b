package org.externalmodels.registry.limits;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.externalmodels.registry.json.Json;

/**
 * Alerts by mail, through the server's session {@code mail/ExternalModels}, which has the sender and the way to the mail
 * server. What they say is what the console shows of the limit: names, numbers and times.
 *
 * @param to addresses, with commas between them
 * @param session finds the server's session
 */
record AlertMail(String to, Supplier<Session> session) {

    private static final String SESSION = "mail/ExternalModels";

    /** A session waits for ever unless it says otherwise, and all other alerts with it. */
    private static final String PATIENCE_MILLIS = "10000";

    AlertMail(String to) {
        this(to, AlertMail::ofServer);
    }

    void send(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject alert = reader.readObject();
            MimeMessage message = new MimeMessage(patient(session.get()));
            message.setFrom();
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
            message.setSubject(subject(alert), "UTF-8");
            message.setText(text(alert), "UTF-8");
            Transport.send(message);
        } catch (MessagingException failure) {
            throw new IllegalStateException("The mail was not sent: " + failure.getMessage(), failure);
        }
    }

    /** On one line, whatever the name is: a second one would be a header of its own. */
    private static String subject(JsonObject alert) {
        String subject = "External Models: " + alert.getString("type") + " " + alert.getString("name") + " at "
                + alert.getInt("percent") + " %";
        return subject.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String text(JsonObject alert) {
        return "Used: " + alert.get("used") + " of " + alert.get("limit") + " " + alert.getString("unit")
                + "\nSince: " + alert.getString("windowStart")
                + (alert.getString("of").isEmpty() ? "" : "\nOf: " + alert.getString("of"))
                + "\nMode: " + alert.getString("mode") + "\n";
    }

    private static Session patient(Session session) {
        Properties properties = session.getProperties();
        for (String protocol : List.of("smtp", "smtps")) {
            for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
                properties.putIfAbsent("mail." + protocol + "." + wait, PATIENCE_MILLIS);
            }
        }
        return session;
    }

    @SuppressWarnings("BanJNDI") // one fixed name
    private static Session ofServer() {
        try {
            return InitialContext.doLookup(SESSION);
        } catch (NamingException missing) {
            throw new IllegalStateException("There is no mail session " + SESSION + " on this server", missing);
        }
    }
}
