package org.externalmodels.integration.server;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A mail server on this machine, which keeps what it takes from the account that it knows. It ends with the tests. */
public final class MailServer {

    public static final String RECIPIENT = "ops@corp.example";
    public static final String PASSWORD = "mail-of-this-test";

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("models@corp.example", "models", PASSWORD));

    private MailServer() {}

    /** Starts it, and tells what a server that sends by it has in its environment (docs/server/mail.xml). */
    static synchronized Map<String, String> start() {
        SERVER.start();
        return Map.of(
                "EXTERNAL_MODELS_MAIL_HOST",
                "127.0.0.1",
                "EXTERNAL_MODELS_MAIL_PORT",
                String.valueOf(SERVER.getSmtp().getPort()),
                "EXTERNAL_MODELS_MAIL_TLS",
                "false",
                "EXTERNAL_MODELS_MAIL_FROM",
                "models@corp.example",
                "EXTERNAL_MODELS_MAIL_USER",
                "models",
                "EXTERNAL_MODELS_MAIL_PASSWORD",
                PASSWORD,
                "EXTERNAL_MODELS_ALERT_MAIL",
                RECIPIENT);
    }

    /** The texts of all mails with a word in their subjects, by these. */
    public static Map<String, String> mailsAbout(String word) {
        Map<String, String> texts = new TreeMap<>();
        try {
            for (MimeMessage message : SERVER.getReceivedMessages()) {
                if (message.getSubject().contains(word)) {
                    String text = message.getContent().toString();
                    String before = texts.put(message.getSubject(), text);
                    if (before != null) {
                        throw new AssertionError("Mailed twice: " + message.getSubject());
                    }
                }
            }
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
        return texts;
    }
}
