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
import org.penumbra.lang.check.ScriptCheck;
import org.penumbra.lang.link.Linker;
import org.penumbra.lang.link.Links;
import org.penumbra.lang.link.ScopeIndex;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.types.Distributions;
import org.penumbra.lang.types.Typing;
import org.penumbra.model.Script;

/**
 * All that is known of a text that somebody is writing. Names are resolved; types are found when they are asked for,
 * and so is what is wrong. For one thread at a time.
 */
public final class Analysis {

    /** What is only said because a statement is missing. */
    private static final Set<String> OF_THE_WHOLE = Set.of(LanguageProblem.UNUSED_DATA.code(),
            LanguageProblem.NO_LATENT.code(), LanguageProblem.UNUSED_LAYER.code(),
            LanguageProblem.NETWORK_RESULT.code(), LanguageProblem.GUIDE_LACKS_SITE.code());
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private final Script script;
    private final ICompositeNode root;
    private final Places places;
    private final Installed installed;
    private final Omitted omitted;
    private final ScopeIndex index = new ScopeIndex();
    private final Links links;
    private final ScriptCheck known;
    private List<Problem> problems;
    private Map<Location, Region> regions;

    /**
     * What could not be read.
     *
     * @param problems why, in the order of the text
     * @param regions where
     * @param words all words there
     */
    record Omitted(List<Problem> problems, List<Region> regions, Set<String> words) {
        static final Omitted NOTHING = new Omitted(List.of(), List.of(), Set.of());
    }

    Analysis(Script script, ICompositeNode root, Places places, Installed installed, Omitted omitted) {
        this.script = script;
        this.root = root;
        this.places = places;
        this.installed = installed;
        this.omitted = omitted;
        this.links = index.using(() -> Linker.link(script, root));
        this.known = check(new Report(places));
    }

    private ScriptCheck check(Report report) {
        return new ScriptCheck(script, links, installed, report);
    }

    public Script script() {
        return script;
    }

    /** What is written where, with the offsets of the text. */
    public ICompositeNode root() {
        return root;
    }

    /** Types of expressions and variables. */
    public Typing typing() {
        return known.typing();
    }

    /** What calls of distributions mean. */
    public Distributions distributions() {
        return known.distributions();
    }

    /** What the blocks declare; in use, names are found faster. */
    public ScopeIndex index() {
        return index;
    }

    /** What could not be read, in the order in which it was left out. */
    public List<Region> omitted() {
        return omitted.regions();
    }

    /** In the order of the text: what is wrong with what was left out, and with the rest unless that misses it. */
    public List<Problem> problems() {
        run();
        return problems;
    }

    /** What the problems are about, by their places; a problem without one is about the word at its place. */
    public Map<Location, Region> regions() {
        run();
        return regions;
    }

    private void run() {
        if (problems == null) {
            Report report = new Report(places);
            index.using(() -> {
                check(report).run();
                return report;
            });
            problems = withSyntax(report.sorted());
            regions = report.regions();
        }
    }

    private List<Problem> withSyntax(List<Problem> found) {
        if (omitted.problems().isEmpty()) {
            return found;
        }
        List<Problem> all = new ArrayList<>(omitted.problems());
        found.stream().filter(problem -> !OF_THE_WHOLE.contains(problem.code()))
                .filter(problem -> QUOTED.matcher(problem.message()).results()
                        .noneMatch(quoted -> omitted.words().contains(quoted.group(1)))).forEach(all::add);
        all.sort(Comparator.comparing(Problem::location, Comparator.comparingInt(Location::line)
                .thenComparingInt(Location::column)));
        return all;
    }
}
