package org.penumbra.inference;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of an option record. One description feeds the command line, the language, content assist,
 * dialogs, validation and the reference.
 *
 * <p>Components are {@code double}, {@code int}, {@code long}, {@code boolean}, {@code String} or an enum.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {

    /** A few words, as a dialog shows them. */
    String label();

    /** One sentence or two: what it does, and when to change it. */
    String help();

    /** The default in text form; every option has one, so that a name alone is enough. */
    String value();

    /** Smallest allowed value of a number. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest allowed value of a number. */
    double max() default Double.POSITIVE_INFINITY;
}
