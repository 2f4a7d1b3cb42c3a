package org.penumbra.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person has to know, as data; it is rendered once, at the edge.
 *
 * <p>The message says what was expected and what was found; {@link #advice()} says what to do about it.
 *
 * @param code a stable code such as {@code PEN-1203}, listed in the documentation
 * @param severity how bad it is
 * @param message what was expected and what was found, one sentence
 * @param advice what to do, or empty
 * @param location where in a file, or null
 * @param origin who or what it is about when there is no file: a site, or the bundle id of a contribution; or null
 * @param candidates names that may have been meant, nearest first
 */
public record Problem(String code, Severity severity, String message, String advice, Location location, String origin,
        List<String> candidates) {

    /** How bad a problem is. */
    public enum Severity {
        ERROR, WARNING, INFO
    }

    public Problem {
        Objects.requireNonNull(code);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(message);
        advice = advice == null ? "" : advice;
        candidates = List.copyOf(candidates);
    }

    /** An error with nothing but its code and message; add the rest with the {@code with} methods. */
    public static Problem error(String code, String message) {
        return new Problem(code, Severity.ERROR, message, "", null, null, List.of());
    }

    /** A warning with nothing but its code and message. */
    public static Problem warning(String code, String message) {
        return new Problem(code, Severity.WARNING, message, "", null, null, List.of());
    }

    public Problem at(Location place) {
        return new Problem(code, severity, message, advice, place, origin, candidates);
    }

    public Problem about(String newOrigin) {
        return new Problem(code, severity, message, advice, location, newOrigin, candidates);
    }

    public Problem advise(String newAdvice) {
        return new Problem(code, severity, message, newAdvice, location, origin, candidates);
    }

    public Problem offering(List<String> names) {
        return new Problem(code, severity, message, advice, location, origin, names);
    }

    public Optional<Location> where() {
        return Optional.ofNullable(location);
    }

    /** One line: place, severity, code, message, candidates, advice. */
    public String render() {
        StringBuilder text = new StringBuilder();
        if (location != null) {
            text.append(location).append(": ");
        }
        text.append(severity.name().toLowerCase(java.util.Locale.ROOT)).append(" [").append(code).append("] ");
        if (origin != null) {
            text.append(origin).append(": ");
        }
        text.append(message);
        if (!candidates.isEmpty()) {
            text.append(" Did you mean ").append(String.join(", ", candidates)).append('?');
        }
        if (!advice.isEmpty()) {
            text.append(' ').append(advice);
        }
        return text.toString();
    }
}
