package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.math.Kernels;

/**
 * From values of the sites to free coordinates with the log Jacobian of the way back; quickly where bounds are numbers,
 * so that thousands of draws can be mapped.
 */
public final class FreeCoordinates {

    private final ModelProgram program;
    private final Layout layout;
    private final List<Blocks> blocks = new ArrayList<>();
    private final Map<LatentSite, AffineJacobian> jacobians = new IdentityHashMap<>();
    private final boolean plain;

    /** Vectors or matrices of one site: where the elements and the coordinates of each start. */
    private record Blocks(StructuredBijector bijector, int[] values, int[] free) {
    }

    public FreeCoordinates(ModelProgram program, Layout layout) {
        this.program = program;
        this.layout = layout;
        this.plain = program.latents().stream().allMatch(FreeCoordinates::isPlain);
        program.latents().stream().filter(FreeCoordinates::isStandard).forEach(site -> jacobians.put(site,
                new AffineJacobian(site.signature().event().orElseThrow().distribution().get())));
        for (LatentSite site : program.latents()) {
            if (site.block().map(BlockDraw::coordinates).orElse(null) instanceof BlockDraw.Structured structured) {
                blocks.add(blocks(site, site.block().get(), structured.bijector()));
            }
        }
    }

    /** Whether each coordinate belongs to one element, by bounds that are numbers, or to one structured block. */
    private static boolean isPlain(LatentSite site) {
        return switch (site.block().map(BlockDraw::coordinates).orElse(null)) {
            case null -> isPlain(site.bijector()) && !isMoved(site);
            case BlockDraw.Structured structured -> true;
            case BlockDraw.Elementwise elementwise -> isPlain(elementwise.bijector());
            case BlockDraw.Standard standard -> false;
        };
    }

    private static boolean isPlain(Bijector bijector) {
        return isNumber(bijector.lower()) && isNumber(bijector.upper());
    }

    private static boolean isNumber(Expr bound) {
        return bound == null || bound.constantValue().isPresent();
    }

    private static boolean isMoved(LatentSite site) {
        return isStandard(site) || site.block().isEmpty() && site.bijector().kind() == Bijector.Kind.IDENTITY
                && !site.value().equals(site.free());
    }

    private static boolean isStandard(LatentSite site) {
        return site.block().filter(block -> block.coordinates() instanceof BlockDraw.Standard).isPresent();
    }

    /** Later elements of a chain may be moved where the first is not; those that are not are their coordinates. */
    private boolean isMovedAnywhere(Array array) {
        return program.latents().stream().anyMatch(site -> site.array().equals(array) && isMoved(site));
    }

    private Blocks blocks(LatentSite site, BlockDraw block, StructuredBijector bijector) {
        Site place = layout.site(site.name());
        List<Integer> values = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        eachIteration(block.loops(), new Evaluator(program.data()::get), at -> {
            values.add(place.valueOffset() + at.integer(block.first()));
            free.add(place.freeOffset() + at.integer(block.start()));
        });
        return new Blocks(bijector, values.stream().mapToInt(Integer::intValue).toArray(),
                free.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void eachIteration(List<Loop> loops, Evaluator at, Consumer<Evaluator> action) {
        if (loops.isEmpty()) {
            action.accept(at);
            return;
        }
        Loop loop = loops.getFirst();
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            eachIteration(loops.subList(1, loops.size()), at.with(loop.index(), i), action);
        }
    }

    public int valueCount() {
        return layout.valueCount();
    }

    /**
     * @param values of all sites, of which those of deterministic ones are ignored
     * @param x free coordinates, overwritten
     * @return log |d values / d x|
     */
    public double toFree(double[] values, double[] x) {
        double logJacobian = 0;
        if (!plain) {
            new SlowPaths(program, layout).unconstrain(values, x);
            logJacobian += ofMoved(x);
        }
        for (LatentSite site : firstStatements()) {
            Bijector bijector = site.block().map(BlockDraw::coordinates).orElse(null) instanceof
                    BlockDraw.Elementwise elementwise ? elementwise.bijector() : site.bijector();
            boolean structured = site.block().map(BlockDraw::coordinates).orElse(null) instanceof BlockDraw.Structured;
            if (!structured && isPlain(bijector) && !isMovedAnywhere(site.array())) {
                logJacobian += elements(layout.site(site.name()), bijector, values, x);
            }
        }
        for (Blocks one : blocks) {
            logJacobian += structured(one, values, x);
        }
        return logJacobian;
    }

    /** A site that is drawn element by element has several statements, of one array. */
    private List<LatentSite> firstStatements() {
        List<LatentSite> first = new ArrayList<>();
        List<Array> met = new ArrayList<>();
        for (LatentSite site : program.latents()) {
            if (!met.contains(site.array())) {
                met.add(site.array());
                first.add(site);
            }
        }
        return first;
    }

    private static double elements(Site site, Bijector bijector, double[] values, double[] x) {
        double low = bijector.lower() == null ? Double.NaN : bijector.lower().constantValue().getAsDouble();
        double high = bijector.upper() == null ? Double.NaN : bijector.upper().constantValue().getAsDouble();
        double logJacobian = 0;
        for (int k = 0; k < site.freeSize(); k++) {
            double u = bijector.inverse(values[site.valueOffset() + k], low, high);
            x[site.freeOffset() + k] = u;
            logJacobian += switch (bijector.kind()) {
                case IDENTITY -> 0;
                case LOWER, UPPER -> u;
                case INTERVAL -> Kernels.log(high - low) - Kernels.softplus(u) - Kernels.softplus(-u);
            };
        }
        return logJacobian;
    }

    private static double structured(Blocks blocks, double[] values, double[] x) {
        StructuredBijector bijector = blocks.bijector();
        double[] own = new double[bijector.valueSize()];
        double[] free = new double[bijector.freeSize()];
        double[] out = new double[bijector.outputSize()];
        double[] work = new double[bijector.workSize()];
        double logJacobian = 0;
        for (int k = 0; k < blocks.values().length; k++) {
            System.arraycopy(values, blocks.values()[k], own, 0, own.length);
            bijector.inverse(own, free);
            System.arraycopy(free, 0, x, blocks.free()[k], free.length);
            bijector.forward(new double[][] {free}, new int[1], out, 0, work);
            logJacobian += out[bijector.valueSize()];
        }
        return logJacobian;
    }

    /** Sites that are moved and scaled: the logs of the scales, or of the determinants. */
    private double ofMoved(double[] x) {
        double[] total = new double[1];
        Evaluator start = StoredValues.evaluator(program, array -> {
            Integer base = layout.freeBase().get(array);
            return base == null ? program.data().get(array) : Arrays.copyOfRange(x, base, base + array.size());
        }, Map.of());
        for (LatentSite site : program.latents()) {
            if (isStandard(site)) {
                total[0] += ofVectors(site, start);
            } else if (isMoved(site)) {
                Expr zero = new FreeReplacement(site.free(), Expr.of(0)).apply(site.value());
                Expr one = new FreeReplacement(site.free(), Expr.of(1)).apply(site.value());
                eachIteration(site.loops(), start, at ->
                        total[0] += Kernels.log(Math.abs(at.evaluate(one) - at.evaluate(zero))));
            }
        }
        return total[0];
    }

    private double ofVectors(LatentSite site, Evaluator start) {
        BlockDraws draws = new BlockDraws(site.signature(), site.block().orElseThrow());
        double[] total = new double[1];
        AffineJacobian jacobian = jacobians.get(site);
        eachIteration(site.drawLoops(), start,
                at -> total[0] += jacobian.log(draws.parameters(at), draws.size()));
        return total[0];
    }
}
