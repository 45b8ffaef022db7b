package org.externalmodels.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;

/** What is compared, by the name used on the command line. */
enum Candidate {
    FLOOR {
        @Override
        Journal open(Path directory) throws IOException {
            return new FileChannelJournal(directory);
        }
    },
    KAHA {
        @Override
        Journal open(Path directory) throws IOException {
            return new KahaJournal(directory);
        }
    },
    MVSTORE {
        @Override
        Journal open(Path directory) {
            return new MvStoreJournal(directory);
        }
    },
    ARTEMIS_DIRECT {
        @Override
        Journal open(Path directory) throws IOException {
            return ArtemisJournal.withOwnThread(directory, false);
        }
    },
    ARTEMIS_BUFFERED {
        @Override
        Journal open(Path directory) throws IOException {
            return ArtemisJournal.withOwnThread(directory, true);
        }
    },
    ARTEMIS_CALLER {
        @Override
        Journal open(Path directory) throws IOException {
            return ArtemisJournal.onCallersThread(directory);
        }
    },
    AVRO {
        @Override
        Journal open(Path directory) throws IOException {
            return new AvroJournal(directory);
        }
    },
    KAFKA {
        @Override
        Journal open(Path directory) throws IOException {
            return new KafkaJournal(directory);
        }
    },
    ROCKSDB {
        @Override
        Journal open(Path directory) throws IOException {
            return new RocksJournal(directory);
        }
    };

    abstract Journal open(Path directory) throws IOException;
}
