package org.penumbra.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;

/** The {@code O} that a class writes when it implements a contract such as {@code Algorithm<O>}. */
final class OptionsArgument {

    private OptionsArgument() {
    }

    /**
     * @return empty when the contract has no options, or when the class leaves the argument to a superclass or a type
     *         variable
     */
    static Optional<Class<?>> of(Class<?> implementation, Class<?> contract) {
        return Arrays.stream(implementation.getGenericInterfaces()).filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast).filter(type -> type.getRawType() == contract)
                .map(type -> type.getActualTypeArguments()[0]).findFirst().flatMap(OptionsArgument::asClass);
    }

    private static Optional<Class<?>> asClass(Type argument) {
        return argument instanceof Class<?> type ? Optional.of(type) : Optional.empty();
    }
}
