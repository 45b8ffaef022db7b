package org.externalmodels.registry.limits;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.StringReader;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Alerts by mail, through the server's session {@code mail/ExternalModels}, which has the sender.
 *
 * @param to addresses, with commas between them
 */
record AlertMail(String to) {

    private static final String SESSION = "mail/ExternalModels";

    void send(String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject alert = reader.readObject();
            MimeMessage message = new MimeMessage(session());
            message.setFrom();
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
            message.setSubject(
                    "External Models: " + alert.getString("type") + " " + alert.getString("name") + " at "
                            + alert.getInt("percent") + " %",
                    "UTF-8");
            message.setText(text(alert), "UTF-8");
            Transport.send(message);
        } catch (MessagingException failure) {
            throw new IllegalStateException("The mail was not sent: " + failure.getMessage(), failure);
        }
    }

    private static String text(JsonObject alert) {
        return "Used: " + alert.get("used") + " of " + alert.get("limit") + " " + alert.getString("unit")
                + "\nSince: " + alert.getString("windowStart")
                + (alert.getString("of").isEmpty() ? "" : "\nOf: " + alert.getString("of"))
                + "\nMode: " + alert.getString("mode") + "\n";
    }

    @SuppressWarnings("BanJNDI") // one fixed name
    private static Session session() {
        try {
            return InitialContext.doLookup(SESSION);
        } catch (NamingException missing) {
            throw new IllegalStateException("There is no mail session " + SESSION + " on this server", missing);
        }
    }
}
