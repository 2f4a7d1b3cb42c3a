package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;

class DistributionRegistrationTest {
    private static final String LOC = "<parameter name='loc' support='real' documentation='Mean.'/>";
    private static final String SCALE = "<parameter name='scale' support='positive' documentation='Sd.'/>";
    @TempDir
    Path folder;

    @Test
    void readsEveryAttribute() throws IOException {
        List<Signature> signatures = read("<signature class='a.B' support='real' discrete='false' location='loc'"
                + " scale='scale'>" + LOC + SCALE + "</signature><signature class='a.C' support='count'/>");
        assertTrue(signatures.getFirst().isLocationScale());
        assertEquals(1, signatures.getFirst().indexOf("scale"));
        assertEquals(Support.POSITIVE, signatures.getFirst().parameters().getLast().support());
        assertFalse(signatures.getFirst().discrete());
        assertTrue(signatures.getLast().discrete(), "follows from the support");
        assertFalse(signatures.getLast().isLocationScale());
    }

    @Test
    void readsExtentsAndStructures() throws IOException {
        Signature signature = read("<signature class='a.B' support='simplex' event='J + 1'>"
                + "<parameter name='loc' support='real' dims='J' documentation='Mean.'/>"
                + "<parameter name='scale' support='cov' dims='J, J' documentation='Covariance.'/>"
                + "</signature>").getFirst();
        assertTrue(signature.isMultivariate());
        assertEquals(List.of("J+1"), signature.eventDims());
        assertEquals("simplex[J+1]", signature.supportText());
        assertEquals(Support.UNIT, signature.support());
        assertEquals("real[J]", signature.parameters().getFirst().supportText());
        assertEquals("cov[J]", signature.parameters().getLast().supportText());
        assertEquals(List.of("J", "J"), signature.parameters().getLast().dims());
    }

    private List<Signature> read(String signatures) throws IOException {
        try (WrittenPlugins plugins = new WrittenPlugins(folder)) {
            Registry registry = plugins.with("a.b", WrittenPlugins.distribution(signatures)).registry();
            assertEquals(List.of(), registry.problems());
            return registry.distributions().find("D").orElseThrow().signatures();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "<other/>; PEN-4003;  needs at least one <signature>.",
        "<signature support='real'/>; PEN-4003; , <signature>, needs the attribute 'class'.",
        "<signature class='a.B'/>; PEN-4003; , <signature>, needs the attribute 'support'.",
        "<signature class='a.B' support='real'><parameter support='real'/></signature>; PEN-4003;"
            + " , <parameter>, needs the attribute 'name'.",
        "<signature class='a.B' support='real' discrete='true'/>; PEN-4007;"
            + " : discrete is 'true', but the support real makes it false.",
        "<signature class='a.B' support='real' scale='sd'/>; PEN-4007; : scale is 'sd', which is not a parameter.",
        "<signature class='a.B' support='real'>" + LOC + LOC + "</signature>; PEN-4007;"
            + " : the parameter 'loc' appears twice in one signature.",
        "<signature class='a.B' support='real'>" + LOC + "<parameter name='x' support='lower(loc)'/></signature>;"
            + " PEN-4007; : the support lower(loc) of the parameter 'x' refers to another parameter.",
        "<signature class='a.B' support='simplex'/>; PEN-4007; : the support simplex needs an event.",
        "<signature class='a.B' support='cov' event='K'/>; PEN-4007;"
            + " : the variate is cov, which has two axes of one extent, but has the extents [K].",
        "<signature class='a.B' support='real' event='K,'/>; PEN-4007;"
            + " : an extent is a name, a name plus a number, or a number, not ''.",
        "<signature class='a.B' support='real'><parameter name='x' support='real' dims='K'/></signature>; PEN-4007;"
            + " : the parameter 'x' has dims, but the signature has no event: a distribution of one number takes"
            + " vector='true'.",
        "<signature class='a.B' support='real' event='K'><parameter name='x' support='real' vector='true'/>"
            + "</signature>; PEN-4007; : the parameter 'x' is vector='true', but the signature has an event: give it"
            + " dims.",
        "<signature class='a.B' support='real'><parameter name='x' support='real' default='one'/></signature>;"
            + " PEN-4007; : the default 'one' of the parameter 'x' is not a number."})
    void reportsWhatIsWrong(String signature, String code, String message) throws IOException {
        try (WrittenPlugins plugins = new WrittenPlugins(folder)) {
            Registry registry = plugins.with("a.b", WrittenPlugins.distribution(signature)).registry();
            assertEquals(List.of(), List.copyOf(registry.distributions().names()));
            Problem problem = registry.problems().getFirst();
            assertEquals(code, problem.code());
            assertEquals("a.b", problem.origin());
            String space = message.startsWith("needs") ? " " : "";
            assertEquals("distribution 'D'" + space + message, problem.message());
        }
    }
}
