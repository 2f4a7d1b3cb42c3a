package org.penumbra.compiler.conjugate;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.FreeCoordinates;
import org.penumbra.compiler.target.Layout;
import org.penumbra.expression.Array;
import org.penumbra.inference.conjugate.Conjugacy;

/**
 * From a model to closed-form updates, or to what stands in their way. Sites that are in the way are taken out of the
 * conjugate form, one obstacle after the other, and approximated by gradient, as long as something conjugate is left.
 */
public final class Analysis {

    private final JointModel joint;
    private final ModelProgram program;
    private final Layout layout;
    private final Vectors vectors;

    /**
     * @param joint the model in its sites' own values
     * @param program the same model over free coordinates
     * @param layout of that
     */
    public Analysis(JointModel joint, ModelProgram program, Layout layout, Vectors vectors) {
        this.joint = joint;
        this.program = program;
        this.layout = layout;
        this.vectors = vectors;
    }

    /** Of all sites, or none. */
    public Conjugacy pure() {
        try {
            return of(Set.of(), new GradientSites(joint, program, layout));
        } catch (NotConjugate obstacle) {
            return Conjugacy.none(obstacle.getMessage());
        } catch (ArithmeticException overflow) {
            return tooLarge();
        }
    }

    /** With the sites fitted by gradient that have none, as long as some have. */
    public Conjugacy mixed() {
        try {
            return taking();
        } catch (ArithmeticException overflow) {
            return tooLarge();
        }
    }

    private static Conjugacy tooLarge() {
        return Conjugacy.none("it has more statistics than one array can hold.");
    }

    private Conjugacy taking() {
        GradientSites sites = new GradientSites(joint, program, layout);
        Set<Array> smooth = new LinkedHashSet<>();
        NotConjugate first = null;
        while (true) {
            try {
                return of(smooth, sites);
            } catch (NotConjugate obstacle) {
                first = first == null ? obstacle : first;
                Set<Array> more = new LinkedHashSet<>(obstacle.sites());
                more.removeAll(smooth);
                if (more.isEmpty() || !more.stream().allMatch(sites::isPossible)) {
                    return Conjugacy.none(first.getMessage());
                }
                smooth.addAll(more);
                if (joint.program().summation().isEmpty() && smooth.containsAll(continuous())) {
                    return Conjugacy.none(first.getMessage());
                }
            }
        }
    }

    private List<Array> continuous() {
        return joint.program().latents().stream().map(site -> site.array()).distinct().toList();
    }

    private Conjugacy of(Set<Array> smooth, GradientSites sites) {
        JointPolynomial density = JointPolynomial.of(joint, smooth);
        Map<Array, double[]> data = new HashMap<>(joint.program().data());
        Optional<GradientFamily> gradient = smooth.isEmpty() ? Optional.empty()
                : Optional.of(new GradientFamily(sites.of(smooth), joint, data, vectors));
        Moments moments = Moments.of(density, new Families(joint, density, layout, data, gradient).all());
        boolean augmented = !density.auxiliaries().isEmpty();
        return Conjugacy.of(CompiledForm.of(moments, augmented, new FreeCoordinates(program, layout), data, joint,
                vectors));
    }
}
