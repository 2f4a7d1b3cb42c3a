package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;
import org.penumbra.math.RandomStream;

/**
 * The latent sites whose part of the log density is that of their distribution and nothing else, in a coordinate that
 * is the value or its logarithm. What the sites say of themselves is compared with what the terms of the model give at
 * two draws from the prior, so that no modifier of a statement can go unnoticed.
 */
final class PriorFamilies {

    private static final int POINTS = 2;
    private static final double TOLERANCE = 1e-8;

    private final ModelProgram program;
    private final Layout layout;
    private final Facts facts = new Facts();

    PriorFamilies(ModelProgram program, Layout layout) {
        this.program = program;
        this.layout = layout;
    }

    /** In the order of the text; none for a model with discrete sites, whose priors stand inside of other sums. */
    List<LatentSite> sites() {
        Map<String, Expr> claims = new LinkedHashMap<>();
        if (program.summation().isEmpty()) {
            program.latents().stream().filter(this::isCandidate)
                    .forEach(site -> claims.merge(site.name(), density(site), Expr::plus));
            RandomStream random = RandomStream.of(1);
            for (int point = 0; point < POINTS; point++) {
                double[] x = new double[layout.dimension()];
                new SlowPaths(program, layout).samplePrior(random, x);
                Evaluator at = at(x);
                claims.entrySet().removeIf(claim -> !holds(claim.getKey(), claim.getValue(), at));
            }
        }
        return program.latents().stream().filter(site -> claims.containsKey(site.name()) && isCandidate(site))
                .toList();
    }

    private boolean isCandidate(LatentSite site) {
        return site.block().isEmpty() && coordinates(site).isPresent() && !site.signature().isMultivariate()
                && site.parameters().size() == site.signature().parameters().size()
                && site.parameters().stream().allMatch(one -> facts.of(one).stored().isEmpty());
    }

    /** How the coordinate of a site relates to its value; empty when it is neither the value nor its logarithm. */
    static Optional<String> coordinates(LatentSite site) {
        Bijector bijector = site.bijector();
        return switch (bijector.kind()) {
            case IDENTITY -> Optional.of("real");
            case LOWER -> bijector.lower() instanceof Constant(double bound) && bound == 0 ? Optional.of("log")
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Expr density(LatentSite site) {
        Expr free = site.free();
        Expr density = site.signature().distribution().get().logDensity(site.bijector().forward(free),
                site.parameters()).plus(site.bijector().logJacobian(free));
        for (Loop loop : site.loops().reversed()) {
            density = new Sum(loop, density);
        }
        return density;
    }

    private boolean holds(String site, Expr claim, Evaluator at) {
        double claimed = at.evaluate(claim);
        double found = program.terms().stream().filter(term -> term.site().equals(site))
                .mapToDouble(term -> at.evaluate(term.total())).sum();
        return Math.abs(claimed - found) <= TOLERANCE * (1 + Math.abs(found));
    }

    private Evaluator at(double[] x) {
        return StoredValues.evaluator(program, array -> {
            Integer first = layout.freeBase().get(array);
            return first == null ? program.data().get(array) : Arrays.copyOfRange(x, first, first + array.size());
        }, new HashMap<>());
    }
}
