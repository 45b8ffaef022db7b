package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.externalmodels.inference.spi.UsageJournal.Fill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FillAlarmTest {

    private static final Logger LOG = Logger.getLogger(FillAlarm.class.getName());

    private final List<String> lines = new ArrayList<>();
    private final FillAlarm alarm = new FillAlarm();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        // Other tests have its package say nothing.
        LOG.setLevel(Level.ALL);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(listener);
        LOG.setLevel(null);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void tellsOnceHowManyCallsHaveNoRecord() {
        alarm.at(new Fill(100, 100));
        alarm.leaveOut();
        alarm.leaveOut();
        alarm.at(new Fill(90, 100));
        alarm.at(new Fill(10, 100));
        alarm.at(new Fill(100, 100));
        alarm.at(new Fill(10, 100));

        assertThat(lines)
                .filteredOn(line -> line.contains("no record"))
                .hasSize(1)
                .allMatch(line -> line.startsWith("2 calls"));
    }
}
