package org.externalmodels.registry.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The scripts that make the tables, oldest first. A new one is added here and never changed after. */
final class SchemaScripts implements ResourceProvider {

    private static final String FOLDER = "/org/externalmodels/registry/schema/";
    private static final List<String> NAMES = List.of(
            "V1__registry.sql",
            "V2__traces.sql",
            "V3__connection_preference_and_checks.sql",
            "V5__audit_chain.sql",
            "V6__aws_roles.sql",
            "V7__usage.sql",
            "V8__usage_settings.sql",
            "V10__application_keys.sql",
            "V12__prompts.sql",
            "V14__profiles.sql",
            "V22__calls_media_workflows.sql",
            "V27__limits.sql",
            "V31__response_cache.sql",
            "V35__alert_ways.sql",
            "V36__names_in_characters.sql",
            "V37__usage_at_scale.sql",
            "V40__usage_horizon.sql",
            "V43__age_of_bodies.sql",
            "V44__application_key_of_calls.sql",
            "V45__no_made_up_names_in_sums.sql",
            "V46__usage_total.sql",
            "V48__texts_of_zones.sql",
            "V49__tested_revisions.sql",
            "V50__fewer_indexes_of_traces.sql");

    private static final Pattern TABLE = Pattern.compile("(?:create table|rename to) (\\w+)", Pattern.CASE_INSENSITIVE);

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    /** The tables that the scripts make. */
    Set<String> tables() {
        return NAMES.stream()
                .flatMap(name -> TABLE.matcher(new Script(name).text()).results())
                .map(table -> table.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static final class Script extends LoadableResource {
        private final String name;

        private Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = SchemaScripts.class.getResourceAsStream(FOLDER + name);
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        private String text() {
            try (Reader script = read()) {
                StringWriter text = new StringWriter();
                script.transferTo(text);
                return text.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
