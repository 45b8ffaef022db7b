package org.externalmodels.registry.json;

import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A type of records as JSON sees it. It is reflected upon once: a server that starts reads tens of thousands of records. */
final class RecordShape {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final List<Member> members;
    private final Set<String> names;
    private final Constructor<?> canonical;

    /** Records that only their own package sees are read and written as well. */
    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        members = Arrays.stream(components).map(Member::of).toList();
        names = members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
        try {
            canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
        canonical.setAccessible(true);
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    List<Member> members() {
        return members;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Object make(Object[] components) throws ReflectiveOperationException {
        return canonical.newInstance(components);
    }

    record Member(String name, Type type, Method accessor) {

        private static Member of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            JsonbProperty other = accessor.getAnnotation(JsonbProperty.class);
            return new Member(
                    other == null ? component.getName() : other.value(), component.getGenericType(), accessor);
        }

        Object of(Record value) {
            try {
                return accessor.invoke(value);
            } catch (IllegalAccessException | InvocationTargetException unreadable) {
                throw new IllegalStateException(accessor + " cannot be read", unreadable);
            }
        }
    }
}
