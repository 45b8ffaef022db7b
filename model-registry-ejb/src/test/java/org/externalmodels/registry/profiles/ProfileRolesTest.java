package org.externalmodels.registry.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.registry.rotation.KeyRotation;
import org.junit.jupiter.api.Test;

/** Who may do what with profiles and keys; that the container enforces it is shown on a server. */
class ProfileRolesTest {

    @Test
    void administratorsAndEditorsChangeTryAndAuthorizeProfiles() {
        assertThat(operations(AuthorizationProfiles.class, "admin", "editor"))
                .containsExactly("checkName", "create", "edit");
        assertThat(operations(ProfileTests.class, "admin", "editor")).containsExactly("test");
        assertThat(operations(ProfileConsents.class, "admin", "editor")).containsExactly("begin", "end");
    }

    @Test
    void administratorsAloneDeleteProfilesAndChangeTheEncryptionKey() {
        assertThat(operations(AuthorizationProfiles.class, "admin")).containsExactly("delete");
        assertThat(operations(KeyRotation.class, "admin")).containsExactly("rotate", "status");
    }

    @Test
    void viewersReadProfiles() {
        assertThat(operations(ProfileCatalog.class, "admin", "editor", "viewer"))
                .containsExactly("find", "slice");
    }

    /** The names of the business methods that exactly these roles may call. */
    private static Set<String> operations(Class<?> bean, String... roles) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(bean.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> {
                    RolesAllowed own = method.getAnnotation(RolesAllowed.class);
                    String[] allowed = (own == null ? bean.getAnnotation(RolesAllowed.class) : own).value();
                    return Set.of(allowed).equals(Set.of(roles));
                })
                .forEach(method -> names.add(method.getName()));
        return names;
    }
}
