package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.gradient.Reverse;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;
import org.penumbra.inference.divergences.PriorFactors;
import org.penumbra.inference.divergences.PriorFactors.Factor;

/**
 * The parameters of the factors of the prior as code, made when they are asked for. One program does both directions:
 * it is the gradient of the sum of weight times parameter, in which weights are coordinates behind those of the model.
 * The slope by a weight is the parameter, and the slope by a coordinate of the model is what the weights pull back.
 */
public final class PriorCode implements Supplier<Optional<PriorFactors>> {

    private final ModelProgram program;
    private final Layout layout;
    private final Function<Signature, Optional<String>> names;
    private final Vectors vectors;
    private final List<Factor> factors = new ArrayList<>();
    private final Map<Array, Integer> base = new HashMap<>();
    private CompiledProgram code;
    private int parameters;

    /** @param names of the distributions that have signatures; empty for those that are made of others */
    public PriorCode(ModelProgram program, Layout layout, Function<Signature, Optional<String>> names,
            Vectors vectors) {
        this.program = program;
        this.layout = layout;
        this.names = names;
        this.vectors = vectors;
    }

    /** One for each thread; empty when no factor belongs to a known family. */
    @Override
    public synchronized Optional<PriorFactors> get() {
        if (code == null) {
            compile();
        }
        return factors.isEmpty() ? Optional.empty()
                : Optional.of(new CompiledPriorFactors(factors, layout.dimension(), parameters, code.newInstance()));
    }

    private void compile() {
        Map<Array, double[]> data = new HashMap<>(program.data());
        Optimizer optimizer = new Optimizer(data);
        base.putAll(layout.freeBase());
        Expr total = Expr.of(0);
        for (LatentSite site : new PriorFamilies(program, layout).sites()) {
            Optional<String> name = names.apply(site.signature());
            if (name.isPresent()) {
                total = total.plus(weighted(site));
                enumerate(site, name.get());
                parameters += site.array().size() * site.parameters().size();
            }
        }
        factors.sort(Comparator.comparingInt(Factor::coordinate));
        Expr sum = optimizer.optimize(total);
        List<Scatter> slopes = Reverse.gradient(sum, optimizer.facts(), base::get).stream()
                .map(one -> new Scatter(one.path().stream().map(optimizer::optimize).toList(), one.array(), one.base(),
                        optimizer.optimize(one.offset()), optimizer.optimize(one.value()))).toList();
        code = Program.of(sum, slopes, data, base, optimizer.facts()).compile(vectors);
    }

    /** Every parameter of every element, times a coordinate of its own. */
    private Expr weighted(LatentSite site) {
        int count = site.parameters().size();
        Array weights = new Array("weights of the prior of " + site.name() + " from " + parameters, Array.Role.FREE,
                List.of(site.array().size() * count));
        base.put(weights, layout.dimension() + parameters);
        Expr one = Expr.of(0);
        for (int p = 0; p < count; p++) {
            Expr position = site.free().offset().times(count).plus(p);
            one = one.plus(new Element(weights, position).times(site.parameters().get(p)));
        }
        for (Loop loop : site.loops().reversed()) {
            one = new Sum(loop, one);
        }
        return one;
    }

    private void enumerate(LatentSite site, String name) {
        int count = site.parameters().size();
        int first = layout.freeBase().get(site.array());
        String coordinates = PriorFamilies.coordinates(site).orElseThrow();
        Evaluator start = new Evaluator(program.data()::get);
        Turns.run(List.of(site), LatentSite::loops, start, (one, at) -> {
            int element = at.integer(one.free().offset());
            factors.add(new Factor(name, coordinates, first + element, parameters + element * count, count));
        });
    }
}
