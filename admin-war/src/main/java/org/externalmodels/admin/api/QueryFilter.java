package org.externalmodels.admin.api;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.inference.spi.DefinitionProblem;

/** Refuses parameters that an address does not have, as a body's unknown fields are: a misspelt filter would show too much. */
@Provider
public class QueryFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        refusal(
                        resource.getResourceClass(),
                        resource.getResourceMethod(),
                        request.getUriInfo().getQueryParameters().keySet())
                .ifPresent(problem -> request.abortWith(problem.response()));
    }

    static Optional<Problem> refusal(Class<?> type, Method method, Set<String> given) {
        if (given.isEmpty() || type.isAnnotationPresent(OwnQuery.class) || method.isAnnotationPresent(OwnQuery.class)) {
            return Optional.empty();
        }
        Set<String> known = known(type, method);
        List<DefinitionProblem> problems = given.stream()
                .filter(name -> !known.contains(name))
                .map(name -> DefinitionProblem.of(name, "is not a parameter of this address" + hint(known)))
                .toList();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        400, problems.get(0).field() + " " + problems.get(0).message(), problems));
    }

    private static String hint(Set<String> known) {
        return known.isEmpty() ? ", which has none" : "; there are " + String.join(", ", known);
    }

    private static Set<String> known(Class<?> type, Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter.getAnnotation(QueryParam.class));
        }
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                add(names, field.getAnnotation(QueryParam.class));
            }
        }
        return names;
    }

    private static void add(Set<String> names, QueryParam parameter) {
        if (parameter != null) {
            names.add(parameter.value());
        }
    }
}
