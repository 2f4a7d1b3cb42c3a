package org.penumbra.registry;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.eclipse.core.runtime.IContributor;
import org.penumbra.core.Problem;

/** The bundle that a contribution comes from: makes its classes and instances, and blames it when that fails. */
record Origin(IContributor contributor, ClassSource classes, Complaints complaints) {

    String bundle() {
        return contributor.getName();
    }

    Problem blame(String code, String message) {
        return Problem.error(code, message).about(bundle());
    }

    /**
     * @param what the contribution, for messages: {@code guide 'AutoNormal'}
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when it cannot be loaded or is not a {@code type}
     */
    <T> Class<? extends T> load(String what, String className, Class<T> type) {
        Class<?> loaded;
        try {
            loaded = classes.load(contributor, className);
        } catch (ClassNotFoundException missing) {
            throw complaints.failure(missing, blame(Complaints.CLASS_NOT_FOUND,
                    what + ": there is no class " + className + " in the bundle."));
        } catch (LinkageError | RuntimeException broken) {
            throw complaints.failure(broken, blame(Complaints.CLASS_NOT_FOUND,
                    what + ": its class " + className + " cannot be loaded: " + describe(broken)));
        }
        if (!type.isAssignableFrom(loaded)) {
            throw complaints.failure(null, blame(Complaints.WRONG_TYPE, what + ": its class " + className
                    + (type.isInterface() ? " does not implement " : " does not extend ") + type.getName() + "."));
        }
        return loaded.asSubclass(type);
    }

    /**
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) for whatever goes wrong, errors of the class included
     */
    <T> T create(String what, String className, Class<T> type) {
        Class<? extends T> loaded = load(what, className, type);
        try {
            return loaded.getConstructor().newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException unusable) {
            throw complaints.failure(unusable, blame(Complaints.NOT_CREATED, what + ": its class " + className
                    + " needs to be public and concrete, with a public constructor without arguments."));
        } catch (InvocationTargetException thrown) {
            throw notCreated(what, className, thrown.getCause());
        } catch (Error broken) {
            // Static initialisers throw errors as they are, and a plug-in must not end the platform.
            throw notCreated(what, className, broken);
        }
    }

    /**
     * @return what {@link OptionsArgument#of} finds
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when the class names options that are not there
     */
    Optional<Class<?>> optionsOf(String what, Class<?> implementation, Class<?> contract) {
        try {
            return OptionsArgument.of(implementation, contract);
        } catch (TypeNotPresentException | LinkageError broken) {
            throw complaints.failure(broken, blame(Complaints.CLASS_NOT_FOUND,
                    what + ": the options of its class cannot be loaded: " + describe(broken)));
        }
    }

    private RuntimeException notCreated(String what, String className, Throwable cause) {
        return complaints.failure(cause, blame(Complaints.NOT_CREATED,
                what + ": creating " + className + " failed with " + describe(cause)));
    }

    /** The class and message of what was thrown, and of what is behind an error in a static initialiser. */
    private static String describe(Throwable thrown) {
        Throwable shown = thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause()
                : thrown;
        String text = shown.toString();
        return text.endsWith(".") ? text : text + ".";
    }
}
