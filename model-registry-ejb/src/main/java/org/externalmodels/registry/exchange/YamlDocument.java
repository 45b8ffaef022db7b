package org.externalmodels.registry.exchange;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.json.Json;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.RepresentToNode;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * YAML (1.2, JSON schema) as JSON, and back. Documents of others are looked through before anything is built of them: no
 * anchors, no tags, no key twice, no depth and no size without end.
 */
final class YamlDocument {

    private static final int LONGEST = 5_000_000;
    private static final int DEEPEST = 100;

    /** More than a double has on either side of its point. */
    private static final int MOST_DIGITS = 400;

    private static final LoadSettings LOAD = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LONGEST)
            .setTagConstructors(Map.of(Tag.FLOAT, node -> number(((ScalarNode) node).getValue())))
            .build();

    private static final DumpSettings DUMP = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setSplitLines(false)
            .build();

    private YamlDocument() {}

    static String write(JsonObject document) {
        return new Dump(DUMP, new Texts()).dumpToString(plain(document));
    }

    /** A text of several lines is a block, but for one with a NEL, which the library writes there and does not read again. */
    private static final class Texts extends StandardRepresenter {

        private Texts() {
            super(DUMP);
            RepresentToNode usual = representers.get(String.class);
            representers.put(
                    String.class,
                    value -> value instanceof String text && text.indexOf('\u0085') >= 0
                            ? representScalar(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED)
                            : usual.representData(value));
        }
    }

    /**
     * Reads one document.
     *
     * @throws RegistryException with the place of what is wrong
     */
    static JsonObject read(String text) {
        if (text.length() > LONGEST) {
            throw RegistryException.invalid("", "The document has more than " + LONGEST + " characters");
        }
        try {
            look(text);
            if (json("", new Load(LOAD).loadFromString(text)) instanceof JsonObject object) {
                return object;
            }
            throw RegistryException.invalid("", "The document is a mapping that begins with format");
        } catch (MarkedYamlEngineException wrong) {
            // Without the excerpt that comes with it, which may hold what somebody took for a secret.
            throw refused(String.valueOf(wrong.getProblem()), wrong.getProblemMark());
        } catch (YamlEngineException wrong) {
            throw RegistryException.invalid("", "The document is not YAML that can be read here");
        }
    }

    private static void look(String text) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(LOAD).parseString(text)) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                throw refused("one document and not several", event.getStartMark());
            }
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                throw refused("no anchors and no aliases", event.getStartMark());
            }
            if ((event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                    || (event instanceof CollectionStartEvent start
                            && start.getTag().isPresent())) {
                throw refused("no tags", event.getStartMark());
            }
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw refused("at most " + DEEPEST + " levels", event.getStartMark());
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static RegistryException refused(String what, Optional<Mark> at) {
        OptionalInt line = at.map(mark -> OptionalInt.of(mark.getLine() + 1)).orElse(OptionalInt.empty());
        OptionalInt column =
                at.map(mark -> OptionalInt.of(mark.getColumn() + 1)).orElse(OptionalInt.empty());
        String place = line.isPresent() ? " (line " + line.getAsInt() + ", column " + column.getAsInt() + ")" : "";
        return RegistryException.invalid(
                List.of(new DefinitionProblem("", "The YAML cannot be taken: " + what + place, line, column)));
    }

    private static JsonValue json(String at, Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map.forEach((key, item) -> {
                if (!(key instanceof String name)) {
                    throw RegistryException.invalid(at, "The key " + key + " is a text in quotes");
                }
                object.add(text(at, name), json(at.isEmpty() ? name : at + "." + name, item));
            });
            return object.build();
        }
        if (value instanceof List<?> list) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            for (int i = 0; i < list.size(); i++) {
                array.add(json(at + "[" + i + "]", list.get(i)));
            }
            return array.build();
        }
        if (value instanceof String text) {
            return Json.createValue(text(at, text));
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof BigInteger whole && whole.bitLength() < 1_000) {
            return Json.createValue(whole);
        }
        if (value instanceof Integer || value instanceof Long) {
            return Json.createValue(((Number) value).longValue());
        }
        if (value instanceof BigDecimal number
                && number.precision() <= MOST_DIGITS
                && Math.abs((long) number.scale()) <= MOST_DIGITS) {
            return Json.createValue(number);
        }
        throw RegistryException.invalid(at, "is a value that JSON has no word for");
    }

    /** As it is written: a double would make another number of some. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notFinite) {
            return Double.valueOf(Double.NaN);
        }
    }

    private static String text(String at, String text) {
        if (!DatabaseText.fits(text)) {
            throw RegistryException.invalid(at, "has a character that no stored text has");
        }
        return text;
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                value.asJsonObject().forEach((name, item) -> map.put(name, plain(item)));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                value.asJsonArray().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> {
                JsonNumber number = (JsonNumber) value;
                yield number.isIntegral() ? number.bigIntegerValue() : number.bigDecimalValue();
            }
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }
}
