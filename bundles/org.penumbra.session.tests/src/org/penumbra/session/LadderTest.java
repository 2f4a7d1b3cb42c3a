package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.math.RandomStream;

class LadderTest {

    @TempDir
    Path folder;

    private List<Rung> ladder(FakePlugins plugins) {
        return Ladder.of(new Surroundings(plugins.registry(folder), Workers.SEQUENTIAL, Duration.ofSeconds(1))).stream()
                .filter(rung -> rung.name().startsWith("fake")).toList();
    }

    private static FakePlugins plugins() {
        return FakePlugins.standard()
                .addRung("fakeHigh", "algorithm=\"Drawing\" rank=\"40\" settings=\"algorithm.draws=7\"")
                .addRung("fakeLow", "algorithm=\"Drawing\" rank=\"5\" largestDimension=\"3\" startsCold=\"true\"")
                .addRung("fakeAbsent", "algorithm=\"NotInstalled\" rank=\"1\"")
                .addRung("fakeWrong", "algorithm=\"Drawing\" rank=\"50\" settings=\"algorithm.nonsense=1\"");
    }

    @Test
    void rungsComeByRankAndOnlyWithTheirParts() {
        List<Rung> rungs = ladder(plugins());
        assertEquals(List.of("fakeLow", "fakeHigh", "fakeWrong"), rungs.stream().map(Rung::name).toList());
        assertEquals(3, rungs.getFirst().largestDimension());
        assertTrue(rungs.getFirst().startsCold());
        assertFalse(rungs.get(1).startsCold());
    }

    @Test
    void settingsReachTheirParts() {
        FitResult result = ladder(plugins()).get(1).fit(new FakeTarget(), Start.cold(RandomStream.of(1)),
                new Rung.Watch(Progress.NONE, Cancellation.NEVER));
        assertEquals(7, result.draws().count());
    }

    @Test
    void aWrongRegistrationRefusesWithWhatIsWrong() {
        PenumbraException wrong = assertThrows(PenumbraException.class, () -> ladder(plugins()).getLast()
                .fit(new FakeTarget(), Start.cold(RandomStream.of(1)),
                        new Rung.Watch(Progress.NONE, Cancellation.NEVER)));
        assertTrue(wrong.getMessage().contains("nonsense"), wrong.getMessage());
    }
}
