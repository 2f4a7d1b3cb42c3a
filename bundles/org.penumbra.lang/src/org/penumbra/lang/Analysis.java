package org.penumbra.lang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.xtext.nodemodel.ICompositeNode;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;
import org.penumbra.lang.link.ScopeIndex;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Typing;
import org.penumbra.model.Script;

/**
 * All that is known of a text that somebody is writing. For one thread at a time: types are found when they are asked
 * for.
 *
 * @param file the script and everything wrong with it
 * @param root what is written where, with the offsets of the text
 * @param typing types of its expressions and variables
 * @param distributions what its calls of distributions mean
 * @param index what its blocks declare; in use, names are found faster
 * @param regions what the problems are about, by their places; a problem without one is about the word at its place
 * @param omitted what could not be read, in the order of the text
 */
public record Analysis(ModelFile file, ICompositeNode root, Typing typing, Distributions distributions,
        ScopeIndex index, Map<Location, Region> regions, List<Region> omitted) {

    /** What is only said because a statement is missing. */
    private static final Set<String> OF_THE_WHOLE = Set.of(LanguageProblem.UNUSED_DATA.code(),
            LanguageProblem.NO_LATENT.code(), LanguageProblem.UNUSED_LAYER.code(),
            LanguageProblem.NETWORK_RESULT.code(), LanguageProblem.GUIDE_LACKS_SITE.code());
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    public Analysis {
        regions = Map.copyOf(regions);
        omitted = List.copyOf(omitted);
    }

    public Script script() {
        return file.script();
    }

    public List<Problem> problems() {
        return file.problems();
    }

    /**
     * With statements left out: their problems, and of the others those that do not follow from the omission.
     *
     * @param names every word of what was left out
     */
    Analysis lacking(List<Problem> syntax, List<Region> regionsLeftOut, Set<String> names) {
        List<Problem> all = new ArrayList<>(syntax);
        problems().stream().filter(problem -> !OF_THE_WHOLE.contains(problem.code()))
                .filter(problem -> QUOTED.matcher(problem.message()).results()
                        .noneMatch(quoted -> names.contains(quoted.group(1)))).forEach(all::add);
        all.sort(Comparator.comparing(Problem::location, Comparator.comparingInt(Location::line)
                .thenComparingInt(Location::column)));
        return new Analysis(new ModelFile(script(), all, file.locations()), root, typing, distributions,
                index, regions, regionsLeftOut);
    }
}
