package org.externalmodels.registry.json;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The names of enum constants outside Java: their {@code wireName()} if they have one. */
final class WireName {

    private WireName() {}

    static String of(Enum<?> constant) {
        try {
            Method wireName = constant.getDeclaringClass().getMethod("wireName");
            return (String) wireName.invoke(constant);
        } catch (NoSuchMethodException plain) {
            return constant.name();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(constant + " cannot tell its name", broken);
        }
    }

    static Object read(String field, Class<?> type, String text) {
        List<String> known = new ArrayList<>();
        for (Object candidate : type.getEnumConstants()) {
            String name = of((Enum<?>) candidate);
            if (name.equals(text)) {
                return candidate;
            }
            known.add(name);
        }
        throw JsonMismatch.value(field, "must be one of " + String.join(", ", known));
    }
}
