package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.Distribution;

/** Log densities and distribution functions against numbers that were computed with 60 digits: reference.csv. */
class ReferenceTest {

    static Stream<String> rows() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                ReferenceTest.class.getResourceAsStream("reference.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Case named(String name, String parameters) throws ReflectiveOperationException {
        Class<?> type = Class.forName(ReferenceTest.class.getPackageName() + "." + name);
        return new Case((Distribution) type.getConstructor().newInstance(), false, 0, 0,
                Arrays.stream(parameters.split(" ")).mapToDouble(Double::parseDouble).toArray());
    }

    /** A log mass is a sum of terms as large as log n! or x log p, and so exact to some 1e-16 of those. */
    private static double tolerance(Case member, double x, double expected) {
        double terms = switch (member.distribution()) {
            case Binomial binomial -> member.parameters()[0];
            case BetaBinomial binomial -> member.parameters()[2];
            case CountFamily family -> Math.min(x, 2000);
            default -> 10;
        };
        return 1e-14 * Math.abs(expected) + (Math.abs(expected) < 1e-9 ? 0 : 1e-14 * Math.max(terms, 10));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agrees(String row) throws ReflectiveOperationException {
        String[] cells = row.split(";");
        Case member = named(cells[0], cells[1]);
        double x = Double.parseDouble(cells[2]);
        double logDensity = Double.parseDouble(cells[3]);
        double cdf = Double.parseDouble(cells[4]);
        assertEquals(logDensity, member.logDensity(x), tolerance(member, x, logDensity));
        assertEquals(cdf, member.cdf(x), (member.distribution() instanceof BetaBinomial ? 5e-13 : 2e-13) * cdf);
    }
}
