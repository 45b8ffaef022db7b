package org.externalmodels.connector.cache;

import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration;
import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.expiry.EternalExpiryPolicy;

/**
 * The answers of one engine that may be given again, in its memory and nowhere else. It takes so many bytes at most, for all
 * models together, and forgets first what is asked for least. It is made when the first answer is kept, so that who keeps
 * none pays nothing. Thread-safe.
 */
public final class ResponseCache implements AutoCloseable {

    /** Keeps nothing. */
    public static final ResponseCache NONE = new ResponseCache(0);

    /** A key, and what a cache needs to find it again. */
    private static final int ENTRY = 300;

    private final long limit;
    private CacheManager manager;
    private volatile Cache<String, KeptAnswer> answers;

    /** @param limit the most bytes of answers; 0 keeps none */
    public ResponseCache(long limit) {
        this.limit = limit;
    }

    /** The answer of a key, if it is kept and not too old. */
    public Optional<KeptAnswer> find(String key) {
        Cache<String, KeptAnswer> open = answers;
        return open == null ? Optional.empty() : Optional.ofNullable(open.get(key));
    }

    /** Keeps an answer for as long as it says. */
    public void keep(String key, KeptAnswer answer) {
        if (limit > 0) {
            open().put(key, answer);
        }
    }

    private Cache<String, KeptAnswer> open() {
        Cache<String, KeptAnswer> open = answers;
        return open == null ? make() : open;
    }

    /**
     * A provider of its own rather than the one that a service loader finds: applications of the same server may have theirs,
     * and no setting file of theirs is meant for this one.
     */
    private synchronized Cache<String, KeptAnswer> make() {
        if (answers == null) {
            manager = new CaffeineCachingProvider()
                    .getCacheManager(URI.create("external-models"), ResponseCache.class.getClassLoader());
            answers = manager.createCache("responses", configuration());
        }
        return answers;
    }

    private CaffeineConfiguration<String, KeptAnswer> configuration() {
        CaffeineConfiguration<String, KeptAnswer> configuration = new CaffeineConfiguration<>();
        configuration.setTypes(String.class, KeptAnswer.class);
        // Answers are immutable, so that nobody needs a copy.
        configuration.setStoreByValue(false);
        configuration.setMaximumWeight(OptionalLong.of(limit));
        configuration.setWeigherFactory(Optional.of(
                () -> (key, answer) -> (int) Math.min(answer.bytes() + ENTRY, Integer.MAX_VALUE)));
        configuration.setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf());
        configuration.setExpiryFactory(Optional.of(AsEachSays::new));
        // Never on a thread of the JVM's common pool, which is nobody's to use in a server.
        configuration.setExecutorFactory(() -> Runnable::run);
        return configuration;
    }

    @Override
    public synchronized void close() {
        answers = null;
        if (manager != null) {
            manager.getCachingProvider().close();
            manager = null;
        }
    }

    /** Each answer has the time of its model. */
    private static final class AsEachSays implements Expiry<String, KeptAnswer> {

        @Override
        public long expireAfterCreate(String key, KeptAnswer answer, long now) {
            return answer.ttl().toNanos();
        }

        @Override
        public long expireAfterUpdate(String key, KeptAnswer answer, long now, long left) {
            return answer.ttl().toNanos();
        }

        @Override
        public long expireAfterRead(String key, KeptAnswer answer, long now, long left) {
            return left;
        }
    }
}
